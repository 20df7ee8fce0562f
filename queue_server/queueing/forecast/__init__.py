"""How long it takes: the live hall replayed with service times that the hall's own past has taught; pure, seeded."""
