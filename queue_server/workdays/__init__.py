"""Which days are worked: decreed each autumn by the State Council for the next year, so data and never a rule."""
