"""Lamps at the windows on GPIO lines."""
