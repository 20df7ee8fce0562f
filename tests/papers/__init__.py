"""Papers at the server."""
