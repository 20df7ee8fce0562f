"""Page, JSON API and keypad ask for the same commands."""

from typing import get_args

from devices.agent.keypad_desk import orders
from devices.keypad.keys import Key, KeyPress
from queue_server.contract import commands
from queue_server.contract.commands import AnyCommand
from queue_server.contract.tickets import TicketState
from queue_server.desk.permissions import may_ask
from queue_server.desk.rights import RIGHTS
from queue_server.queueing.boards import queues, window_board
from queue_server.web.pages import WEB
from queue_server.web.presses import Action, Press, command_of
from tests.queueing.sample import Practice

BY_KEYPAD = {
    commands.OpenWindow,
    commands.PauseWindow,
    commands.CallNext,
    commands.Recall,
    commands.StartService,
    commands.CompleteTicket,
    commands.MarkMissed,
    commands.TransferTicket,
    commands.ParkTicket,
    commands.UnparkTicket,
    commands.BringBack,
}
"""What keys and digits can say; the rest needs words, names or a list to choose from."""
ELSEWHERE: set[type[commands.Command]] = {commands.HandleConcern, commands.AnswerConcern}
"""What heads do away from any window, on a page of its own."""


def test_every_command_of_somebody_at_a_window_has_a_press_and_every_press_has_the_right() -> None:
    pressed = {type(command_of(action, Press(request_id="press-01"), 1, "ann")) for action in Action}
    at_windows = {kind for role in ("clerk", "head", "cashier") for kind in RIGHTS[role]}
    assert pressed == at_windows - set(get_args(commands.Query)) - ELSEWHERE


def test_every_press_is_somewhere_on_the_page() -> None:
    names = ("console", "choices", "fees", "window_asks", "row_hands")
    scripts = "".join((WEB / f"{name}.js").read_text(encoding="utf-8") for name in names)
    assert [action for action in Action if f'"{action}"' not in scripts] == []


def test_a_keypad_asks_for_what_its_keys_can_say_and_may() -> None:
    hall = Practice()
    asked: set[type[AnyCommand]] = set()

    def press_all() -> None:
        for key in Key:
            for digits in ("", "1", "02"):
                wanted = orders(
                    KeyPress(key, digits), 1, window_board(hall.hall, 1), hall.plan, queues(hall.hall).tickets
                )
                asked.update(type(command) for command in wanted.commands)
                assert all(may_ask(hall.plan, "agent", command) for command in wanted.commands)

    press_all()
    hall.open(1, "ann")
    hall.take("A")
    press_all()
    hall.call(1, "ann")
    press_all()
    hall.done(commands.ParkTicket(window=1, clerk="ann"))
    press_all()
    hall.done(commands.UnparkTicket(window=1, clerk="ann", number="A001"))
    press_all()
    hall.done(commands.CompleteTicket(window=1, clerk="ann"))
    hall.take("A")
    hall.call(1, "ann")
    hall.done(commands.MarkMissed(window=1, clerk="ann"))
    assert hall.state("A002") == TicketState.MISSED
    press_all()
    assert asked == BY_KEYPAD
