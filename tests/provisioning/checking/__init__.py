"""What is held of the check of plans."""
