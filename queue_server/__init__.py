"""Who waits, who is called, where: the server of one hall and the wire that others speak to it."""
