"""The first start of a bare box on its own screen: flow and screens joined to machines, sticks and halls."""
