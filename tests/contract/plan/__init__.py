"""Plans: the sample, every mistake there is, and whatever else people may type."""
