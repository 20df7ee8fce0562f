"""The first start of a bare box on its own screen: the pure flow and its screens joined to machines, sticks and halls."""
