"""The terminals on boxes of their own: which has joined as what, and which of them are good no more."""
