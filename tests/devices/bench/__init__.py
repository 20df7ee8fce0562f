"""Tests of devices/bench."""
