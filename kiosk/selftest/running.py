"""One check after another: yields what is going on and what was found, so that a screen or a terminal can show it."""

import logging
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from queue_server.contract.selftest import Drawing, Finding, SelfTest

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Doing:
    """What is being looked at now.

    `words` ask for a person's hand where one is needed; `left_s` are the seconds it is waited for, 0 where it is not.
    """

    check: str
    words: str = ""
    left_s: int = 0
    picture: Drawing = ""


Progress = Doing | Finding
Steps = Generator[Progress, None, None]


class Check(Protocol):
    """One thing to look at."""

    @property
    def name(self) -> str:
        """What is looked at, in Chinese."""
        ...

    def look(self) -> Steps:
        """Looks, and ends with its findings; while a person is waited for it yields about once a second.

        It may be closed between two of its words, and then lets go of everything.
        """
        ...


def run(checks: Iterable[Check]) -> Steps:
    """All of them, in order; a check that stumbles is a finding itself, and the next one follows.

    It blocks its thread while it looks. Closed early, it ends and has found nothing more.
    """
    for check in checks:
        yield Doing(check.name)
        try:
            yield from check.look()
        except Exception:
            log.exception("the check %s stumbled", check.name)
            yield Finding(
                check=check.name,
                state="broken",
                words="检查的程序自己出了错",
                remedy="请重新开机再检查；还是这样，请把支持文件交给技术支持",
            )


def whole(client: str, version: str, at: datetime, progress: Iterable[Progress]) -> SelfTest:
    """The self-test that the progress came to, ended at the aware moment `at`."""
    findings = tuple(one for one in progress if isinstance(one, Finding))
    return SelfTest(client=client, at=at, version=version, findings=findings)
