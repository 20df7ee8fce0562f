"""The hall's words in its two languages: Chinese source sentences, English from the gettext catalogue."""

import gettext
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["zh_CN", "en"]

LOCALES = Path(__file__).parents[2] / "assets" / "locales"


@cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """The translations into `language`; Chinese is the source and needs none.

    Raises:
        FileNotFoundError: the catalogue was not compiled (`make install` does it).
    """
    if language == "zh_CN":
        return gettext.NullTranslations()
    return gettext.translation("tinghao", LOCALES, [language])


def say(language: Language, sentence: str, **values: object) -> str:
    """The Chinese source `sentence` in `language`, its `{…}` filled with `values`."""
    return catalogue(language).gettext(sentence).format(**values)
