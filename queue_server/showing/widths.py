"""How wide text is in Noto Sans CJK SC, by the font's own advances; the same wherever a display is painted."""

from queue_server.showing.parts import LEFT, Words

EM = 1000
DIGIT = 741
"""The least height of a bold digit, from its base to its top."""
FIRST = ord(" ")
REGULAR = """
224 323 474 555 555 921 680 278 338 338 467 555 278 347 278 392 555 555 555 555 555 555 555 555 555 555 278
278 555 555 555 474 946 608 657 638 688 589 552 689 728 293 535 646 543 812 723 742 633 742 635 596 599 721
575 878 573 531 603 338 392 338 555 559 606 563 618 510 620 554 325 564 607 275 275 552 284 926 610 606 620
620 388 468 377 607 521 802 498 521 475 338 270 338 555
"""
BOLD = """
227 370 574 590 590 963 740 325 378 378 507 590 325 370 325 387 590 590 590 590 590 590 590 590 590 590 325
325 590 590 590 514 1007 641 681 656 714 615 585 717 757 330 568 686 578 853 749 770 667 770 682 624 625 748
619 915 627 580 613 378 387 378 590 567 626 591 644 527 644 581 372 597 640 304 306 604 315 964 641 626 644
644 436 495 421 637 576 863 562 574 511 378 296 378 590
"""
"""The advances of the signs from space to tilde."""


def _advances(table: str, dash: int) -> dict[str, int]:
    return {chr(FIRST + place): int(advance) for place, advance in enumerate(table.split())} | {"–": dash}


ADVANCES = {False: _advances(REGULAR, 536), True: _advances(BOLD, 544)}
"""By whether the face is bold; every sign that is not there is as wide as the font is high."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide the text is, in the unit of `size`; pairs of letters that stand closer make it no wider than this."""
    advances = ADVANCES[bold]
    return sum(advances.get(sign, EM) for sign in text) * size / EM


def fitting(text: str, size: float, room: float, *, bold: bool = False) -> float:
    """The size, made smaller where the text would not fit into the room."""
    wide = width(text, size, bold=bold)
    return size if wide <= room else size * room / wide


def words(
    text: str, x: float, middle: float, size: float, colour: str, *, bold: bool = False, anchor: float = LEFT
) -> Words:
    """One line of text in the room that it needs."""
    return Words(text, x, middle, size, width(text, size, bold=bold), colour, bold, anchor)
