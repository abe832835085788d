"""MT202: an article that spells every name one way has no finding, and two spellings are found in either
order.
"""

from __future__ import annotations

import tracemalloc
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.rules.names import mt202_name_variants
from mtcheck.rules.names.mt202_name_variants import check
from mtcheck.rules.names.sightings import sound
from mtcheck.text.document import Document

LETTERS = "abcdefghijklmnopqrstuvwxyz"
NAMES = st.text(LETTERS, min_size=4, max_size=10).map(str.capitalize)


@settings(max_examples=60, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=4), st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_every_finding_names_two_different_spellings_of_the_article(
    names: list[str], order: list[int]
) -> None:
    text = " ".join(f"Then Ivo {names[at % len(names)]} spoke." for at in order)
    document = Document(text)
    for finding in check.check(document):
        assert document.text[finding.start : finding.end] == finding.text
        assert finding.text in names
        assert finding.suggestions[0].text in names
        assert finding.text != finding.suggestions[0].text


@settings(max_examples=60, deadline=None)
@given(NAMES, st.integers(1, 5))
def test_one_spelling_is_never_flagged(name: str, times: int) -> None:
    text = f"Ivo {name} spoke. " + f"Later {name} left; {name}’s car followed. " * times
    assert not list(check.check(Document(text)))


@settings(max_examples=60, deadline=None)
@given(NAMES, st.data())
def test_two_spellings_are_found_in_either_order_or_in_neither(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(name) - 1))
    other = name[:at] + data.draw(st.sampled_from(LETTERS)) + name[at:]
    one_way = list(check.check(Document(f"Then Ivo {name} spoke. Then Ivo {other} left.")))
    other_way = list(check.check(Document(f"Then Ivo {other} spoke. Then Ivo {name} left.")))
    assert len(one_way) == len(other_way) <= 1
    if one_way:
        assert {one_way[0].text, one_way[0].suggestions[0].text} == {name, other}
        assert {other_way[0].text, other_way[0].suggestions[0].text} == {name, other}


@pytest.mark.parametrize(
    ("one", "other"), [("Zelensky", "Zelenskyy"), ("Sergei", "Sergey"), ("Ju-ae", "Joo-ae")]
)
def test_romanisations_of_one_name_sound_the_same(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Anna", "Anne"), ("Jong-un", "Jong-il"), ("Iran", "Iraq"), ("Hansen", "Hanson")]
)
def test_other_names_sound_different(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_one_very_long_word_is_no_name_to_compare() -> None:
    tracemalloc.start()
    try:
        assert not list(
            check.check(Document("Then Ivo Word" + "Word" * 5000 + " spoke, and Ivo Words left."))
        )
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_among_very_many_names_each_is_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []
    near = mt202_name_variants._is_near
    monkeypatch.setattr(mt202_name_variants, "_is_near", lambda *pair: compared.append(pair) or near(*pair))
    letters = [LETTERS[index:] + LETTERS[:index] for index in range(8)]
    names = ["K" + "".join(parts) + "m" for parts in product("aeiou", letters[0][:8], letters[1][:8], "oa")]
    text = " ".join(f"The {name}ert came." for name in names)
    list(check.check(Document(text)))
    assert 0 < len(compared) < 40 * len(names)


def test_of_a_list_of_very_many_spellings_two_hundred_are_marked() -> None:
    names = [f"{vowel}{first}{second}sen" for vowel in "KL" for first in LETTERS for second in "aeiou"]
    text = " ".join(f"Then Ivo {name} met Ivo {name}n." for name in names)
    assert len(list(check.check(Document(text)))) == 200
