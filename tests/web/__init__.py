"""The web: logging in, the console, a ticket's page, in a real server and a real browser."""
