"""All groups of figures by name, in the order of the table; a new group is one file and one line here."""

from tests.bench.agent import agent
from tests.bench.booted import booted
from tests.bench.bundle import bundle
from tests.bench.codecs import codecs
from tests.bench.console import console
from tests.bench.displays import displays
from tests.bench.fanout import fanout
from tests.bench.figure import Group
from tests.bench.guide import guide
from tests.bench.kiosk import kiosk
from tests.bench.memory import memory
from tests.bench.offline import offline
from tests.bench.page import page
from tests.bench.reader import reader
from tests.bench.restart import restart
from tests.bench.rpc import rpc
from tests.bench.signs import signs
from tests.bench.slip import slip
from tests.bench.starting import cold_start
from tests.bench.throughput import throughput
from tests.bench.tickets import tickets
from tests.bench.touch import touch
from tests.bench.voice import voice

GROUPS: dict[str, Group] = {
    "rpc": rpc,
    "throughput": throughput,
    "fanout": fanout,
    "displays": displays,
    "voice": voice,
    "tickets": tickets,
    "memory": memory,
    "cold_start": cold_start,
    "kiosk": kiosk,
    "touch": touch,
    "offline": offline,
    "restart": restart,
    "slip": slip,
    "codecs": codecs,
    "signs": signs,
    "agent": agent,
    "guide": guide,
    "reader": reader,
    "page": page,
    "bundle": bundle,
    "booted": booted,
    "console": console,
}
