"""What a display shows of a hall, and where."""
