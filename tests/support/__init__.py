"""The support file."""
