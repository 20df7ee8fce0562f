"""End to end: the practice hall of `make run`, used as a newcomer uses it, with nothing but a browser."""
