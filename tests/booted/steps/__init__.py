"""The steps of the story, by what a technician is doing."""
