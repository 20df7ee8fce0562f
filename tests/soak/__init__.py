"""A whole day of visitors through a real hall, faster than it would be: nothing may be lost, doubled or miscounted."""
