"""The other side of the wire: simulated machines on real pseudo terminals that speak the machines' real bytes.

All have `kind`, `path` (a symbolic link that survives unplugging), `faults`, `set_fault(name, on)`, `pictures()` and
`close()`; see `Simulator`.
"""

from devices.simulator.onbon import OnbonSimulator
from devices.simulator.printer import PrinterSimulator, SlipTiming
from devices.simulator.reader import ReaderSimulator
from devices.simulator.simulated import Drawn, Fault, Key, Legible, PictureShot, Pressable, Simulator
from devices.simulator.workshop import simulated_drivers, simulators

__all__ = [
    "Drawn",
    "Fault",
    "Key",
    "Legible",
    "OnbonSimulator",
    "PictureShot",
    "Pressable",
    "PrinterSimulator",
    "ReaderSimulator",
    "Simulator",
    "SlipTiming",
    "simulated_drivers",
    "simulators",
]
