"""Puts the devices that the plan binds to `agent` on the hall's wire; the one room here that knows tickets and MQTT."""
