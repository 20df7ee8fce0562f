"""The self-test by command, on simulated machines and a real hall."""
