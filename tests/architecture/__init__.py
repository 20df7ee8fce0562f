"""The house itself: its floors, its files, its words, and why it is so (`decisions/`)."""
