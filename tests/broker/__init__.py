"""The embedded broker: who may do what, and what it survives."""
