"""Every reason to say no is one plain sentence that fills with the values it names."""

import string

import pytest

from queue_server.contract.refusals import SENTENCES, refuse


def names_in(sentence: str) -> list[str]:
    """The values that a sentence wants."""
    return [name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None]


@pytest.mark.parametrize("code", SENTENCES)
def test_a_refusal_fills_its_sentence_and_carries_the_values(code: str) -> None:
    values = {name: f"〈{name}〉" for name in names_in(SENTENCES[code])}
    refused = refuse(code, **values)
    assert refused.code == code
    assert refused.values == values
    assert all(value in refused.sentence for value in values.values())
    assert "{" not in refused.sentence
    assert "}" not in refused.sentence


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_chinese_names_its_values_plainly_and_does_not_end_in_a_stop(code: str) -> None:
    sentence = SENTENCES[code]
    assert any("一" <= letter <= "鿿" for letter in sentence)
    assert not sentence.endswith(("。", ".", "！"))
    assert all(name.isidentifier() for name in names_in(sentence))
    assert code.replace("_", "").isalpha()


def test_numbers_become_words_for_the_wire() -> None:
    assert refuse("too_soon", seconds=4).values == {"seconds": "4"}


def test_a_value_that_looks_like_a_template_stays_as_it_is() -> None:
    assert refuse("unknown_ticket", number="{number}").sentence == "今天没有 {number} 这个号"
