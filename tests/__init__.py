"""Tests of all rooms, mirroring them."""
