"""A wish for another plan and the server's answer, as two files beside the plan: whoever may write there may wish."""

import logging
import os
import secrets
import time
from pathlib import Path

import msgspec

log = logging.getLogger(__name__)

LOOK_S = 0.1


class PlanWish(msgspec.Struct, frozen=True, kw_only=True):
    """`text` is the whole plan as TOML; `by` the account that wishes it, empty for a technician.

    Without `in_force` it is only told what would happen.
    """

    id: str
    text: str
    by: str = ""
    in_force: bool = True


class PlanAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the wish `id`: its `mistakes`, or what changes `now` and `later`; all of it Chinese sentences."""

    id: str
    mistakes: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


class WishError(RuntimeError):
    """The wish could not be brought, or nobody answers; said in Chinese."""


class PlanFolder:
    """The files of the plan at `path`: itself, what waits for another day, and the wish and answer of a change."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._tomorrow = path.with_suffix(".tomorrow.toml")
        self._wish = path.with_suffix(".wish.json")
        self._answer = path.with_suffix(".answer.json")

    def put(self, today: str, tomorrow: str | None) -> None:
        """Both plans, so that a power cut leaves the old ones, or a wish that is still there to be done again.

        Raises:
            OSError: they cannot be written; the plan is as it was.
        """
        if tomorrow is None:
            self._tomorrow.unlink(missing_ok=True)
        else:
            _write(self._tomorrow, tomorrow)
        _write(self.path, today)

    def tomorrow(self) -> str | None:
        """The plan that waits for another day."""
        try:
            return self._tomorrow.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def ask(self, text: str, *, by: str = "", in_force: bool = True, timeout_s: float = 20.0) -> PlanAnswer:
        """Brings a wish to the server, and waits for its answer.

        Raises:
            WishError: somebody else is at it, the folder cannot be written, or the server does not answer.
        """
        wish = self.leave(text, by=by, in_force=in_force)
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            answer = self.answered()
            if answer is not None and answer.id == wish and not self._wish.exists():
                return answer
            time.sleep(LOOK_S)
        self._wish.unlink(missing_ok=True)
        raise WishError("总台没有回答，请看总台是不是开着，再试一次")

    def leave(self, text: str, *, by: str = "", in_force: bool = True) -> str:
        """Leaves a wish for the server, which may start later; its id.

        Raises:
            WishError: somebody else is at it, or the folder cannot be written.
        """
        wish = PlanWish(id=secrets.token_hex(8), text=text, by=by, in_force=in_force)
        if self._wish.exists():
            raise WishError("正在换另一份大厅配置，请稍等再试")
        try:
            _write(self._wish, msgspec.json.encode(wish).decode())
        except OSError as error:
            raise WishError(f"大厅配置的文件夹写不进去（{error.strerror}）") from error
        return wish.id

    def answered(self) -> PlanAnswer | None:
        """The answer to the last wish; None where there is none to be read."""
        try:
            return msgspec.json.decode(self._answer.read_bytes(), type=PlanAnswer)
        except (OSError, msgspec.DecodeError):
            return None

    def wished(self) -> PlanWish | None:
        """The wish that is to be answered; one that cannot be read is taken away."""
        try:
            return msgspec.json.decode(self._wish.read_bytes(), type=PlanWish)
        except FileNotFoundError:
            return None
        except OSError as error:
            log.error("a wish cannot be read: %s", error)
            return None
        except msgspec.DecodeError:
            self._wish.unlink(missing_ok=True)
            return None

    def answer(self, answer: PlanAnswer) -> None:
        """The wish is done.

        Raises:
            OSError: the answer cannot be written; the wish is still there.
        """
        _write(self._answer, msgspec.json.encode(answer).decode())
        self._wish.unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    """Whole or not at all, readable by all parts of the hall."""
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.chmod(0o644)
    fresh.replace(path)
