"""All groups of figures by name, in the order of the table; a new group is one file and one line here."""

from tests.bench.fanout import fanout
from tests.bench.figure import Group
from tests.bench.rpc import rpc
from tests.bench.throughput import throughput

GROUPS: dict[str, Group] = {
    "rpc": rpc,
    "throughput": throughput,
    "fanout": fanout,
}
