"""A kiosk's window whose first handler fails: says `reset` when it recovered, and goes on."""

from kiosk.screens.setting import prepare


def main() -> None:
    """Until it is terminated."""
    prepare(1080, 1920, fullscreen=False)
    from kiosk import visit as v
    from kiosk.screens.window import KioskWindow
    from tests.kiosk.scenes import scene

    shown = scene(v.Idle())
    touches = 0

    def take(happening: v.Happening) -> None:
        nonlocal touches
        if isinstance(happening, v.ChooseService):
            touches += 1
            print(f"touched {touches}", flush=True)
            if touches == 1:
                raise ZeroDivisionError("a handler fails")

    window = KioskWindow(lambda: shown, take, lambda: print("reset", flush=True), 21.5)
    window.run()


if __name__ == "__main__":
    main()
