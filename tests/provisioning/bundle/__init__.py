"""The bundle for a USB stick."""
