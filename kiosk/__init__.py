"""The touchscreen terminal: a visit from the first touch to the slip, and the hall's display."""
