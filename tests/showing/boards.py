"""Boards of an invented hall for the tests of display and voice."""

from datetime import UTC, datetime, timedelta

from queue_server.contract.boards import Call, HallBoard, ServiceBoard, WindowBoard, WindowState

NOW = datetime(2026, 11, 23, 2, 42, tzinfo=UTC)


def call(number: str, window: int, sequence: int, *, ago_s: float = 0.0, times: int = 1) -> Call:
    """A call `ago_s` seconds before NOW."""
    return Call(number=number, window=window, at=NOW - timedelta(seconds=ago_s), times=times, sequence=sequence)


def window(
    number: int, front: Call | None = None, *, serving: bool = False, state: WindowState = "open"
) -> WindowBoard:
    """A window with `front` before it."""
    return WindowBoard(
        window=number,
        revision=1,
        follows=0,
        state=state,
        clerk="",
        services=("A",),
        call=front,
        serving=serving,
    )


def service(name: str = "惠农政策", *, waiting: int = 0, is_open: bool = True, opens: str = "") -> ServiceBoard:
    """A service that stands so."""
    return ServiceBoard(service="A", name=name, waiting=waiting, open=is_open, windows=(1,), opens=opens)


def board(
    *calls: Call,
    windows: tuple[WindowBoard, ...] = (),
    services: tuple[ServiceBoard, ...] = (),
    missed: tuple[str, ...] = (),
    revision: int | None = None,
) -> HallBoard:
    """A board with the newest call first, its revision the newest sequence where none is given."""
    newest_first = tuple(sorted(calls, key=lambda one: -one.sequence))
    return HallBoard(
        hall="puyang",
        day="2026-11-23",
        revision=max((one.sequence for one in calls), default=0) if revision is None else revision,
        follows=0,
        open=True,
        calls=newest_first,
        services=services,
        windows=windows,
        missed=missed,
    )
