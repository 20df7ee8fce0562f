"""The colours of the face by name: as everybody sees them, darker for the old, black and yellow for weak eyes."""

Colour = tuple[float, float, float, float]
Palette = dict[str, Colour]


def _palette(**codes: str) -> Palette:
    return {name: _colour(code) for name, code in codes.items()}


def _colour(code: str) -> Colour:
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue, 1.0


NORMAL = _palette(
    HEADER="#0B5D7A",
    ON_HEADER="#FFFFFF",
    BRAND="#0B5D7A",
    ON_BRAND="#FFFFFF",
    BRAND_DARK="#083F54",
    BRAND_LIGHT="#E3F0F4",
    BRAND_PRESSED="#C9E1E9",
    MAIN_PRESSED="#083F54",
    INK="#16222E",
    INK_SOFT="#4A5A68",
    LINE="#D5DDE2",
    EDGE="#74858F",
    PAPER="#F5F7F8",
    CARD="#FFFFFF",
    HELP="#A15C00",
    ON_HELP="#FFFFFF",
    HELP_PRESSED="#7C4700",
    HELP_LIGHT="#FBF1E2",
    OK="#1D7A46",
    OK_LIGHT="#E5F2EA",
    WRONG="#B3261E",
    FOCUS="#C2410C",
)
LARGE = NORMAL | _palette(
    HEADER="#083F54",
    BRAND="#084B63",
    MAIN_PRESSED="#04222E",
    INK_SOFT="#36444F",
    EDGE="#4A5A68",
    HELP="#7A4500",
    HELP_PRESSED="#553000",
    OK="#0E5A30",
    WRONG="#8C1A14",
)
CONTRAST = _palette(
    HEADER="#000000",
    ON_HEADER="#FFFFFF",
    BRAND="#FFD400",
    ON_BRAND="#000000",
    BRAND_DARK="#FFD400",
    BRAND_LIGHT="#262100",
    BRAND_PRESSED="#4D4100",
    MAIN_PRESSED="#FFFFFF",
    INK="#FFFFFF",
    INK_SOFT="#FFFFFF",
    LINE="#FFFFFF",
    EDGE="#FFFFFF",
    PAPER="#000000",
    CARD="#000000",
    HELP="#FFB84D",
    ON_HELP="#000000",
    HELP_PRESSED="#FFFFFF",
    HELP_LIGHT="#1F1400",
    OK="#7CFFB0",
    OK_LIGHT="#00210F",
    WRONG="#FFB4AB",
    FOCUS="#00E5FF",
)

PAIRS: tuple[tuple[str, str], ...] = (
    ("ON_HEADER", "HEADER"),
    ("ON_BRAND", "BRAND"),
    ("ON_BRAND", "MAIN_PRESSED"),
    ("BRAND_DARK", "CARD"),
    ("BRAND_DARK", "BRAND_LIGHT"),
    ("BRAND_DARK", "BRAND_PRESSED"),
    ("INK", "CARD"),
    ("INK", "PAPER"),
    ("INK", "BRAND_LIGHT"),
    ("INK", "BRAND_PRESSED"),
    ("INK", "HELP_LIGHT"),
    ("INK", "OK_LIGHT"),
    ("INK_SOFT", "CARD"),
    ("INK_SOFT", "PAPER"),
    ("INK_SOFT", "BRAND_PRESSED"),
    ("HELP", "CARD"),
    ("HELP", "PAPER"),
    ("ON_HELP", "HELP"),
    ("ON_HELP", "HELP_PRESSED"),
    ("OK", "OK_LIGHT"),
    ("OK", "CARD"),
    ("WRONG", "CARD"),
)
"""Every (text, ground) in use."""
EDGES: tuple[tuple[str, str], ...] = (
    ("EDGE", "CARD"),
    ("EDGE", "PAPER"),
    ("BRAND", "PAPER"),
    ("FOCUS", "PAPER"),
    ("FOCUS", "CARD"),
)
"""Every (border of a control or mark of the focus, ground beside it) in use."""


def contrast(first: Colour, second: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio" and "relative luminance"."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
