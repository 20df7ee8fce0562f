"""Tests of the client half of the wire, at a real broker."""
