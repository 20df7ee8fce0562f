"""Calls as sound: sentences, packs, the hall's voice."""
