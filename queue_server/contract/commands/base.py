"""What all commands have in common."""

import msgspec


class Command(msgspec.Struct, frozen=True, kw_only=True, tag_field="ask", tag=True):
    """Base of all commands; the tag on the wire is the class name under the key `ask`."""
