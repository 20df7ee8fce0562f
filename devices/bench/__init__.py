"""The technician's bench: `python -m devices.bench` finds, binds and tries machines."""
