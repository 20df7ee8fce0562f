"""From a bare box to a working terminal; and a whole hall on one desk for practice."""
