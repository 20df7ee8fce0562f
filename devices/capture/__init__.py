"""Document cameras and scanners as sources of pictures."""
