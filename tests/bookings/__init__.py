"""Bookings from other systems: read from files, by people and by programs."""
