"""Who may ask what, by the client's name on the wire."""

from queue_server.contract import commands

VISITORS = (
    commands.TakeTicket,
    commands.ReportSlip,
    commands.BringBack,
    commands.GetBoard,
    commands.GetQueues,
)
LOOKING = (commands.GetBoard,)
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
VISITORS_OPINION = (commands.RateService,)
"""Only what stands before the visitor may say it: the pages of those who serve may not."""


def may_ask(client: str, command: commands.AnyCommand) -> bool:
    """Whether the client of that name may ask for `command`; unknown clients may nothing."""
    if client == "web":
        return not isinstance(command, VISITORS_OPINION)
    if client == "agent":
        return isinstance(command, (*WINDOWS, *VISITORS_OPINION))
    if client.startswith("kiosk-"):
        return isinstance(command, VISITORS)
    if client == "forecaster":
        return isinstance(command, commands.Query)
    if client.startswith("display-"):
        return isinstance(command, LOOKING)
    return False
