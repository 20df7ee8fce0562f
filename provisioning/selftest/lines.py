"""A self-test in lines for a technician's terminal."""

from collections.abc import Iterator

from kiosk.selftest import Doing, Finding, Progress, SelfTest, State

MARKS: dict[State, str] = {"ok": "✓", "attention": "!", "broken": "✗", "absent": "–"}
ENDS: dict[State, str] = {
    "ok": "都正常",
    "attention": "能用，有几项要留意",
    "broken": "有故障，请照上面写的做",
    "absent": "没有可查的",
}


class Lines:
    """Turns progress into lines; what a person has to do is said once, not with every second."""

    def __init__(self) -> None:
        self._asked = ""

    def of(self, progress: Progress) -> Iterator[str]:
        """What is to be printed now."""
        match progress:
            case Doing(words=words, left_s=left_s):
                if words and words != self._asked:
                    yield f"→ {words}" + (f"（等 {left_s} 秒）" if left_s else "")
                self._asked = words
            case Finding(check=check, state=state, words=words, remedy=remedy):
                yield f"{MARKS[state]} {check}：{words}"
                if remedy and state != "absent":
                    yield f"    {remedy}"


def end_of(selftest: SelfTest) -> str:
    """The last line."""
    return f"自检完了：{ENDS[selftest.worst]}"
