"""Backups of the hall's own box."""
