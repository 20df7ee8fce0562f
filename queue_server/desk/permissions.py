"""Who may ask what, by the client's name on the wire."""

from queue_server.contract import commands
from queue_server.contract.plan import Plan
from queue_server.contract.ranges import count_in
from queue_server.contract.topics import BOOKINGS, FORECASTER, WEB

VISITORS = (
    commands.TakeTicket,
    commands.ClaimNumbers,
    commands.ReportSlip,
    commands.BringBack,
    commands.GiveUpTicket,
    commands.SwapTicket,
    commands.RateTicket,
    commands.FileComplaint,
    commands.FindTicket,
    commands.FindBooking,
    commands.GetBoard,
    commands.GetQueues,
)
LOOKING = (commands.GetBoard,)
LOOKED_AT = (commands.GetBoard, commands.GetQueues)
WINDOWS = (
    commands.CallNext,
    commands.CallTicket,
    commands.Recall,
    commands.StartService,
    commands.CompleteTicket,
    commands.MarkMissed,
    commands.TransferTicket,
    commands.ParkTicket,
    commands.UnparkTicket,
    commands.OpenWindow,
    commands.PauseWindow,
    commands.CloseWindow,
    commands.BringBack,
    commands.GetBoard,
    commands.GetQueues,
)
FORECASTING = (commands.GetBoard, commands.GetQueues, commands.StopNumbers, commands.ResumeNumbers)
VISITORS_OPINION = (commands.RateService,)
"""Only what stands before the visitor may say it: the pages of those who serve may not."""


def may_ask(plan: Plan, client: str, command: commands.AnyCommand, by: str = "") -> bool:
    """Whether the client of that name may ask for `command`; unknown clients may nothing.

    A kiosk may claim and have given numbers of its own range only, a window box serves at its own windows only. Only
    the web asks on behalf of an account (`by`), whose own rights are another question.
    """
    if by and client != WEB:
        return False
    if isinstance(command, commands.AcceptTicket):
        return count_in(plan, client, command.matter, command.number) is not None
    if box := plan.window_boxes.get(client):
        return isinstance(command, LOOKED_AT) or (
            isinstance(command, (*WINDOWS, *VISITORS_OPINION)) and getattr(command, "window", None) in box.windows
        )
    if isinstance(command, commands.ClaimNumbers) and command.kiosk != client:
        return False
    return _may_ask(client, command)


def _may_ask(client: str, command: commands.AnyCommand) -> bool:
    if client == WEB:
        return not isinstance(command, VISITORS_OPINION)
    if client == "agent":
        return isinstance(command, (*WINDOWS, *VISITORS_OPINION))
    if client.startswith("kiosk-"):
        return isinstance(command, VISITORS)
    if client == FORECASTER:
        return isinstance(command, FORECASTING)
    if client == BOOKINGS:
        return isinstance(command, (commands.ImportBookings, commands.SwitchPractice))
    if client.startswith("display-"):
        return isinstance(command, LOOKING)
    return False
