"""An update: unpacked beside, switched to when nobody is served, looked at for a minute, and kept or taken back."""
