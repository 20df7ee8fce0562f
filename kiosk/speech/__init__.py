"""Calls spoken in the hall: which ones, in what words, in whose voice, and out of what."""
