"""What was read on a paper, in words: a code with what it says, an identity number by its end and to its owner."""

from typing import assert_never

from kiosk import visit as v
from kiosk.screens.scene import Scene


def read_words(scene: Scene, code: v.ReadCode) -> str:
    """The words; not even the end of an identity number where a loudspeaker would say it to everybody."""
    ease = scene.visit.ease
    match code.kind:
        case "id_number" if ease.aloud and not ease.headset:
            return scene.say("证号已读出")
        case "id_number":
            return scene.say("证号尾号 {tail}", tail=code.text.lstrip("*"))
        case "qr":
            return scene.say("二维码 {text}", text=code.text).strip()
        case "bars":
            return scene.say("条码 {text}", text=code.text).strip()
    assert_never(code.kind)
