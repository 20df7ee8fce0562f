"""The baseline's program: two plain Kivy screens of some labels and buttons; tells the same trace as the kiosk.

A change takes it two frames: even without a transition the screen before goes away one frame after the next has come.
"""

from kiosk.screens.setting import prepare
from kiosk.trace import trace
from tests.bench.visitor import SIZE

LINES = ("您要办什么事？", "点一下要办的事，就能取号。", "今日 08:30–12:00 受理", "等候 6 人", "蒲阳镇便民服务大厅")
BUTTONS = ("查事项", "返回", "回首页", "叫人帮忙")
ONE, OTHER, NEXT = "One", "Other", "下一屏"
"""The two screens, and the words on the button that leads from each to the other."""
FONT_PX = 42


def main() -> None:
    """Until SIGTERM."""
    prepare(*SIZE, fullscreen=False)
    from kivy.base import runTouchApp
    from kivy.clock import Clock
    from kivy.core.text import DEFAULT_FONT, LabelBase
    from kivy.uix.boxlayout import BoxLayout
    from kivy.uix.button import Button
    from kivy.uix.label import Label
    from kivy.uix.screenmanager import NoTransition, Screen, ScreenManager

    from kiosk.fonts import chinese_faces
    from kiosk.screens.flips import tell_flips

    faces = chinese_faces()
    LabelBase.register(DEFAULT_FONT, str(faces["Regular"]), fn_bold=str(faces["Bold"]))
    manager = ScreenManager(transition=NoTransition())
    next_at = (0.5, 1 - 0.5 / len((*LINES, *BUTTONS, NEXT)))

    def show(name: str) -> None:
        manager.current = name
        trace("screen", step=name)
        trace("controls", places={NEXT: next_at})

    for name, other in ((ONE, OTHER), (OTHER, ONE)):
        column = BoxLayout(orientation="vertical")
        for line in LINES:
            column.add_widget(Label(text=f"{name} {line}", font_size=FONT_PX))
        for words in (*BUTTONS, NEXT):
            column.add_widget(Button(text=words, font_size=FONT_PX))
        column.children[0].bind(on_release=lambda _, other=other: show(other))
        screen = Screen(name=name)
        screen.add_widget(column)
        manager.add_widget(screen)
    tell_flips()
    Clock.schedule_once(lambda _: show(ONE))
    runTouchApp(manager)


if __name__ == "__main__":
    main()
