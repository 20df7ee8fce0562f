"""A hall's own box in one sealed file: what makes the hall this hall, to be put onto the same box or another."""
