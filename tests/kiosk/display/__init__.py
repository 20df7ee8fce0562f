"""A real window of the hall display."""
