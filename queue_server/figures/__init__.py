"""Seeing the hall: what its events come to, in figures, and what somebody should look at now; pure."""
