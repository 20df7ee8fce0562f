"""Root's half of the first start: takes one wish of the screen, checks all of it, does it, and answers."""
