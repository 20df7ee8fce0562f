"""Practice in the server's folder."""
