"""Tests of devices/capture."""
