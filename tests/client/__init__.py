"""The client half of the wire, against a real broker and a real desk."""
