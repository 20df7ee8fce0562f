"""Bookings that other systems made: their file read, its mistakes told by row and column, the token they come with."""
