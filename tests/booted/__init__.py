"""The proof on plain Linux: Debian systems, booted beside each other, become a hall by a technician's own commands."""
