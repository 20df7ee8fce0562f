"""Tests of devices/keypad."""
