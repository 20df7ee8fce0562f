"""Tests of devices/lamp."""
