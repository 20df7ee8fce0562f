"""What switches the hall between its own journal and one for practice."""

from typing import Literal

from queue_server.contract.commands.base import Command

To = Literal["on", "off", "clear"]


class SwitchPractice(Command, frozen=True, kw_only=True):
    """The hall practises from now on, stops (`off`, to go on some other time), or stops and forgets all of it.

    Is not recorded in any journal; the server leaves to begin anew, and so do all who read its folder.
    """

    to: To
    clerk: str = ""
