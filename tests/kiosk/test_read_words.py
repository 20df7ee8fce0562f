"""What was read on papers, as it is shown and spoken."""

import pytest

from kiosk import visit as v
from kiosk.screens.read_words import read_words
from queue_server.contract.words import Language
from tests.kiosk.scenes import scene

CARD = v.ReadCode("id_number", "**************1234")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_end_of_an_identity_number_is_told_to_nobody_but_its_owner(language: Language) -> None:
    told = {
        ease: read_words(scene(v.Idle(), language, ease=ease), CARD)
        for ease in (v.Ease(), v.Ease(aloud=True), v.Ease(aloud=True, headset=True))
    }
    assert ["1234" in words for words in told.values()] == [True, False, True]
    assert all(words and "*" not in words for words in told.values())
