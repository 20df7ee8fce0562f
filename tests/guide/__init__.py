"""The guide: what a matter makes public, found and kept."""
