"""A booking that was scanned: what for, when, and whether its number can be taken now."""

from pathlib import Path
from typing import assert_never

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty

from kiosk import visit as v
from kiosk.screens.fitted import Fitted
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from queue_server.contract.replies import BookingIs

WIDGETS = (Fitted,)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class BookedScreen(Screen):
    """The check-in."""

    matter = StringProperty("")
    slot = StringProperty("")
    sentence = StringProperty("")
    ready = BooleanProperty(False)
    take = StringProperty("")

    def show(self, scene: Scene) -> None:
        super().show(scene)
        step = scene.visit.step
        assert isinstance(step, v.Booked)
        booking = step.booking
        matter = scene.plan.matters.get(booking.matter)
        self.matter = scene.named(matter) if matter else ""
        slot = booking.slot.astimezone(scene.local.tzinfo) if booking.slot else None
        day = scene.say("{month}月{day}日", month=slot.month, day=slot.day) if slot else ""
        self.slot = f"{day} {slot:%H:%M}" if slot else ""
        self.ready = booking.standing in ("ready", "late")
        self.take = scene.say("我要取号") if booking.standing == "late" else scene.say("签到取号")
        self.sentence = _standing(scene, booking)

    def title(self, scene: Scene) -> str:
        return scene.say("预约签到")


def _standing(scene: Scene, booking: BookingIs) -> str:
    match booking.standing:
        case "ready":
            return scene.say("您来得正好，按预约的时间排队")
        case "early":
            return scene.say("您来早了，{opens} 起可以签到；急着办也可以先取普通号", opens=booking.opens)
        case "late":
            return scene.say("预约的时间已过，可以取号，按先后办理")
        case "used":
            return scene.say("这个预约已经取过号了，是 {number}", number=booking.number)
        case "cancelled":
            return scene.say("这个预约已经取消了，可以直接取号")
        case "unknown":
            return scene.say("没有查到这个号。可能已经办完，或不是今天的号。")
    assert_never(booking.standing)
