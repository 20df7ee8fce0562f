"""The hall's own authority: it vouches for the hall's servers and for every terminal that has joined."""
