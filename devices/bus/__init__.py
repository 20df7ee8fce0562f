"""One line, one writer: a thread that talks to every machine on a serial line in turn and hands round what it hears."""

from devices.bus.bus import Bus
from devices.bus.exchange import Exchange, Listener, Verdict
from devices.bus.member import Member, Task

__all__ = ["Bus", "Exchange", "Listener", "Member", "Task", "Verdict"]
