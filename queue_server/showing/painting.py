"""Where everything is on the display: from what is shown to boxes and words in units of the panel."""

from queue_server.showing.beside import beside
from queue_server.showing.calls import calls
from queue_server.showing.foot import foot
from queue_server.showing.head import head
from queue_server.showing.parts import Painting
from queue_server.showing.setting import Setting
from queue_server.showing.view import Shown


def paint(shown: Shown, setting: Setting, at_s: float) -> Painting:
    """The whole display at `at_s` seconds of the epoch, back to front."""
    return (
        *head(shown, setting),
        *calls(shown, setting),
        *beside(shown, setting, at_s),
        *foot(shown, setting, at_s),
    )
