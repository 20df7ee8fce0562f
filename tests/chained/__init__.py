"""Tests of records that only grow."""
