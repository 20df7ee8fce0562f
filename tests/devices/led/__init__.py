"""Tests of the LED boards."""
