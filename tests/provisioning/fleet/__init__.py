"""Tests of many halls by command, over real SSH."""
