"""Visitors' papers at the server: taken in piece by piece, kept under lock for some days, then only counted."""
