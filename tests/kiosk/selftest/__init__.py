"""The self-test of a terminal: real machines in simulation, a real broker, every way it can fail."""
