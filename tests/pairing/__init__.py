"""How terminals join: the code, the words, the seal, and everything that must not work."""
