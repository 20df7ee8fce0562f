"""Tests of devices/bus."""
