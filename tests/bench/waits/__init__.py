"""How good the forecast and the rules of calling are, on simulated halls whose truth is known: `make bench-waits`."""
