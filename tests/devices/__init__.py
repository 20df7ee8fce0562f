"""Tests of the machines: codecs against vectors, drivers against simulators on pseudo terminals."""
