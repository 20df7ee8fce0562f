"""The code that a joining terminal shows and a person types: eight characters, none of which looks like another."""

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 characters, 5 bits each; no 0, O, 1, I."""
LENGTH = 8


def new_code() -> str:
    """A code that nobody can foresee, 40 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """The code that was typed in small letters, with spaces or hyphens; None for what cannot be one."""
    code = "".join(letter for letter in typed.upper() if letter not in " -—　")
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None
