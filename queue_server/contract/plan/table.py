"""What all tables of the plan have in common: fixed values, and no key that is not known."""

import msgspec


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the plan's tables."""
