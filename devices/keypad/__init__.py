"""Keypads at the windows and evaluators: keys in, digits out."""
