"""How fast and how heavy the hall is, on real parts: `python -m tests.bench` prints a table and one line of JSON."""
