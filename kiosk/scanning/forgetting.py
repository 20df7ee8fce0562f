"""Memory that forgets: what is freed is overwritten, so that no picture of a visitor stays in it."""

import ctypes
import functools

M_PERTURB = -6
"""Of mallopt(3) in the GNU C library: freed bytes are filled with the lowest byte of the value."""
FILL = 0x5A


@functools.cache
def forget_what_is_freed() -> bool:
    """From now on the C library overwrites every block that is given back; whether it can.

    NumPy, OpenCV, Pillow and Python's larger objects take their memory from it.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and mallopt(M_PERTURB, FILL) == 1
