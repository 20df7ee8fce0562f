"""How this box and its hall are, in one light and in words for whoever is to do something about it."""
