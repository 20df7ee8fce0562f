"""Many halls of a county by command: how each of them is, and an update that goes through them in waves."""
