"""What is held of plans that change while the hall is open."""
