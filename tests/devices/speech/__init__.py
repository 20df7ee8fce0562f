"""Tests of devices/speech."""
