"""First PINs that nobody would try; the web has its own, and loading it would cost a bare box a second."""

import secrets

from kiosk.setup.people import is_easy

DIGITS = 6


def fresh_pin() -> str:
    """Six digits, fit for somebody's first PIN and for the kiosk's door."""
    while is_easy(pin := "".join(secrets.choice("0123456789") for _ in range(DIGITS))):
        pass
    return pin
