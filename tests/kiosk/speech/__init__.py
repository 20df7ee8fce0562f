"""The voice: what is said, when, and that calls never talk over each other."""
