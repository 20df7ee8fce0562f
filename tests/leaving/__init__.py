"""How processes are ended, and end."""
