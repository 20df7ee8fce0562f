"""The plan of a first box: made of the template or taken from a USB stick, checked, and told in a few words."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.setup.happenings import PlanRead, WorkFailed
from kiosk.setup.values import Machine, Person, Summary
from provisioning.bundle.collecting import CollectError, plan_with_its_files
from provisioning.bundle.reading import BundleReader
from provisioning.bundle.refusals import BundleError
from provisioning.checking.bindings import binding_mistakes
from provisioning.checking.panels import panel_mistakes
from provisioning.first_start.fresh import fresh_pin
from provisioning.first_start.keeping import Files
from provisioning.keys import load_public_key
from provisioning.township import CALENDAR, TEMPLATE, Bound, township
from queue_server.contract.plan import Plan, PlanError, Role, parse
from queue_server.forecaster.command import warnings_of
from queue_server.signing import KeyTextError
from queue_server.workdays.in_folder import load
from queue_server.workdays.signed import CalendarError

PLAN, BUNDLE = "hall.toml", ".bundle"
IN_BUNDLE = "plan/"
POSTS: dict[Role, str] = {
    "manager": "值班长",
    "guide": "导办台",
    "cashier": "收费",
    "supervisor": "监察",
    "technician": "技术员",
    "head": "窗口负责人",
    "clerk": "窗口人员",
}
BOUND = ("slip_printer", "barcode_reader", "document_camera", "led_board")


class DraftError(Exception):
    """The plan cannot be used; `sentences` say why in Chinese."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def from_template(place: str, address: str, machines: tuple[Machine, ...], panel_px: tuple[int, int]) -> Files:
    """The template for this place, with the machines that were found bound to a kiosk with such a panel."""
    text = township(TEMPLATE.read_text(encoding="utf-8"), place, address, _bound(machines), panel_px)
    return {PLAN: text.encode(), CALENDAR.name: CALENDAR.read_bytes()}


def from_stick(path: Path, key: Path) -> Files:
    """The plan's files on a stick: a `hall.toml` with what lies beside it, or what a bundle signed with `key` holds.

    Raises:
        DraftError: they cannot be used.
    """
    try:
        return _of_bundle(path, key) if path.suffix == BUNDLE else _of_folder(path)
    except PlanError as error:
        raise DraftError(*map(str, error.mistakes)) from error
    except (BundleError, CollectError, CalendarError, KeyTextError) as error:
        raise DraftError(str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise DraftError(f"读不了U盘（{error}），请拔下再插，再试一次") from error


def told(files: Files) -> PlanRead | WorkFailed:
    """The plan in a few words with a fresh PIN for everybody, or all its mistakes."""
    try:
        plan = parse(files[PLAN].decode())
    except (PlanError, KeyError, UnicodeDecodeError) as error:
        return WorkFailed(tuple(map(str, error.mistakes)) if isinstance(error, PlanError) else ("没有 hall.toml",))
    if mistakes := binding_mistakes(plan):
        return WorkFailed(tuple(map(str, mistakes)))
    if not plan.kiosk:
        return WorkFailed(("kiosk：大厅配置里没有自助机，第一台机器就是自助机，请加上 [[kiosk]]",))
    with unfolded(files) as folder:
        return PlanRead(_summary(plan, folder), tuple(_people(plan)), fresh_pin())


@contextmanager
def unfolded(files: Files) -> Iterator[Path]:
    """The files in a folder, for as long as it lasts."""
    with tempfile.TemporaryDirectory(prefix="tinghao-plan-") as folder:
        _put(files, Path(folder))
        yield Path(folder)


def _bound(machines: tuple[Machine, ...]) -> Iterator[Bound]:
    for machine in machines:
        if machine.port and machine.kind in BOUND:
            table: Bound = {"kind": machine.kind, "driver": machine.driver, "port": machine.port}
            yield {**table, "baud": machine.baud} if machine.baud else table


def _of_folder(path: Path) -> Files:
    plan = parse(path.read_text(encoding="utf-8"))
    sources = plan_with_its_files(plan, path)
    return {source.path.removeprefix(IN_BUNDLE): source.file.read_bytes() for source in sources}


def _of_bundle(path: Path, key: Path) -> Files:
    found: Files = {}
    with path.open("rb") as file:
        for entry, pieces in BundleReader(file, load_public_key(key)).files():
            content = b"".join(pieces) if entry.path.startswith(IN_BUNDLE) else b"".join(b"" for _ in pieces)
            if entry.path.startswith(IN_BUNDLE):
                found[entry.path.removeprefix(IN_BUNDLE)] = content
    return found


def _put(files: Files, folder: Path) -> None:
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _summary(plan: Plan, folder: Path) -> Summary:
    windows = [
        (window.number, "、".join(service.name for service in plan.services_of(window.number)))
        for window in plan.window
    ]
    return Summary(
        hall=plan.hall.name,
        windows=tuple(windows),
        hours=tuple(f"{opens}–{closes}" for opens, closes in plan.hall.hours),
        matters=len(plan.matter),
        people=len(plan.clerk),
        address=plan.hall.page_address,
        covered_until=load(plan, folder).covered_until.isoformat() if plan.calendar.key else "",
        warnings=(*map(str, panel_mistakes(plan)), *warnings_of(plan, folder)),
    )


def _people(plan: Plan) -> Iterator[Person]:
    for clerk in plan.clerk:
        at = [window for window in plan.window if clerk.id in window.clerks]
        letter = "A" if at and at[0].clerks[0] == clerk.id else "B"
        post, window = (letter, at[0].number) if at else (POSTS[clerk.roles[0]], 0)
        yield Person(id=clerk.id, name=clerk.name, post=post, pin=fresh_pin(), window=window)
