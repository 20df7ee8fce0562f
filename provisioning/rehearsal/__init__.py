"""A whole hall on one desk (`make run`): real processes, simulated machines, a page to use them; never installed."""
