"""The desk on the wire."""
