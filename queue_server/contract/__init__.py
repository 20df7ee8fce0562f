"""The wire: every message, topic and plan key the rest of the house relies on; pure, imported by everybody."""
