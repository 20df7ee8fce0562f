"""A plan changed while the hall is open: what applies now, and what waits for the next day; no ticket minds."""
