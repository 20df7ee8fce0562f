"""The other side of the wire: simulated machines on real pseudo terminals that speak the machines' real bytes.

All have `kind`, `path` (a symbolic link that survives unplugging), `faults`, `set_fault(name, on)`, `pictures()` and
`close()`.
"""

from devices.simulator.printer import PrinterSimulator
from devices.simulator.simulated import Fault, PictureShot, Simulator

__all__ = ["Fault", "PictureShot", "PrinterSimulator", "Simulator"]
