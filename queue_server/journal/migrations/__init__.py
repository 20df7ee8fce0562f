"""How the journal's tables came to be, one step per file."""
