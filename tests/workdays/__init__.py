"""What is held of working days."""
