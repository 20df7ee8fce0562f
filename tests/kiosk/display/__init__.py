"""The hall display: what it shows of a board, and a real window of it."""
