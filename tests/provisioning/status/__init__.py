"""How a box says that it is."""
