"""LED boards: the wanted text as a value, its frames, one driver per protocol."""

from devices.led.onbon import OnbonSign
from devices.led.onbon_areas import SignLayout, encodable
from devices.led.sign import SignHealth

__all__ = ["OnbonSign", "SignHealth", "SignLayout", "encodable"]
