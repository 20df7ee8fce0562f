"""LED boards: one driver for all, and a codec for each protocol."""

from devices.led.codec import SignCodec
from devices.led.onbon import OnbonCodec, OnbonOptions
from devices.led.sign import Sign, SignHealth

__all__ = ["OnbonCodec", "OnbonOptions", "Sign", "SignCodec", "SignHealth"]
