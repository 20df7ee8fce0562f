"""What all events have in common."""

import msgspec


class Happened(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag=True):
    """Base of all events; when it happened and its sequence number are kept beside it."""
