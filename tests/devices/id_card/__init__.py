"""Tests of devices/id_card."""
