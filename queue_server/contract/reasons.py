"""Why the desk called this ticket and no other: one code and one plain Chinese sentence for every way to be next."""

import msgspec

SENTENCES: dict[str, str] = {
    "first_come": "在本窗口能办的人里到得最早",
    "priority": "{priority}优先：按早到 {minutes} 分钟排队",
    "booked": "预约 {slot}，按时到场，按预约时间排队",
    "transferred": "从别的窗口转来，排在最前",
    "brought_back": "过号后重新排队，已经轮到",
    "own_clerk": "首问责任：由{clerk}接待过，仍到这里办",
    "preferred": "本窗口侧重办{service}，按早到 {minutes} 分钟排队",
    "reserved": "本窗口留给{service}，先叫这项业务",
    "by_rule": "按“{rule}”轮到，已等 {minutes} 分钟",
    "picked": "窗口人员点名叫号",
}
"""Chinese source sentences by code; `{…}` are filled from `Reason.values`."""

OVERTAKEN = "{sentence}；先于 {overtaken} 位取号更早的人"
"""The sentence of somebody who is called before people who took their number earlier."""


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a ticket was called: `code` is a key of `SENTENCES`, `sentence` the Chinese of it filled from `values`.

    `overtaken` counts those whom the window could have called and who had taken their number earlier.
    """

    code: str
    sentence: str
    values: dict[str, str] = {}
    overtaken: int = 0


def reason(code: str, overtaken: int = 0, **values: object) -> Reason:
    """The reason `code` with its sentence filled in; the values travel along so that others can say it in English."""
    words = {name: str(value) for name, value in values.items()}
    sentence = SENTENCES[code].format(**words)
    if overtaken:
        sentence = OVERTAKEN.format(sentence=sentence, overtaken=overtaken)
    return Reason(code=code, sentence=sentence, values=words, overtaken=overtaken)
