"""Tests of the forecaster: files from outside, the hall's own past, the process on the wire."""
