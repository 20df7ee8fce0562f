"""Boards and the clerks' list: whole states of the moment."""

from queue_server.contract import commands
from queue_server.contract.replies import BoardIs, QueuesAre
from tests.queueing.sample import Practice


def board(hall: Practice) -> BoardIs:
    outcome = hall.do(commands.GetBoard())
    assert isinstance(outcome, BoardIs)
    return outcome


def test_the_hall_shows_the_newest_calls_first_each_ticket_once_and_eight_at_most() -> None:
    hall = Practice()
    hall.open(1, "ann")
    for _ in range(10):
        hall.take("A")
    for _ in range(9):
        hall.miss(1, "ann")
    hall.call(1, "ann")
    hall.wait(seconds=10)
    hall.do(commands.Recall(window=1, clerk="ann"))
    shown = board(hall).hall
    assert shown is not None
    assert [call.number for call in shown.calls] == [f"A{count:03d}" for count in range(10, 2, -1)]
    assert shown.calls[0].times == 2
    assert shown.missed == tuple(f"A{count:03d}" for count in range(1, 10))


def test_the_hall_shows_how_each_service_and_window_stands() -> None:
    hall = Practice()
    hall.open(2, "cen")
    hall.take("A")
    hall.take("A")
    hall.serve(2, "cen")
    hall.at(hall.now.replace(hour=12))
    shown = board(hall).hall
    assert shown is not None
    service, window = shown.services[0], shown.windows[1]
    assert (service.waiting, service.open, service.opens, service.windows) == (1, False, "13:30", (2,))
    assert (window.window, window.clerk, window.services, window.serving) == (2, "cen", ("A", "B", "J"), True)
    assert window.call is not None
    assert window.call.number == "A001"
    hall.done(commands.PauseWindow(window=2, clerk="cen"))
    one = hall.do(commands.GetBoard(window=2))
    assert isinstance(one, BoardIs)
    assert one.window is not None
    assert (one.hall, one.window.state, one.window.revision) == (None, "paused", hall.hall.revision)


def test_clerks_see_live_tickets_in_calling_order_then_those_at_windows_and_aside() -> None:
    hall = Practice()
    hall.open(1, "ann")
    hall.open(2, "cen")
    hall.open(3, "eve")
    for service in "JAABJJAJ":
        hall.take(service)
    hall.miss(1, "ann")
    hall.serve(1, "ann")
    hall.done(commands.ParkTicket(window=1, clerk="ann"))
    hall.serve(1, "ann")
    hall.call(2, "cen")
    seen = hall.do(commands.GetQueues())
    assert isinstance(seen, QueuesAre)
    assert [(view.ticket.number, view.state.value, view.ahead) for view in seen.tickets] == [
        ("A003", "waiting", 0),
        ("J002", "waiting", 0),
        ("J003", "waiting", 1),
        ("J004", "waiting", 2),
        ("B001", "called", 0),
        ("A002", "serving", 0),
        ("A001", "parked", 0),
        ("J001", "missed", 0),
    ]
