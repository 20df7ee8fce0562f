"""Speech modules on a serial line: the wanted words, their frames, one driver."""
