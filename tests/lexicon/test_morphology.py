"""The forms that the rules on structure suggest, and the readings they rely on."""

from __future__ import annotations

import pytest

from mtcheck.lexicon.morphology import as_verb, inflect, singular, tags


@pytest.mark.parametrize(
    ("form", "tag", "expected"),
    [
        ("agreed", "VB", "agree"),
        ("held", "VB", "hold"),
        ("went", "VBN", "gone"),
        ("makes", "VB", "make"),
        ("saw", "VB", "see"),
        ("found", "VB", "find"),
        ("developed", "VB", "develop"),
        ("happen", "VBN", "happened"),
        ("stop", "VBG", "stopping"),
        ("dies", "VBG", "dying"),
        ("was", "VB", "be"),
        ("table", "VBD", "tabled"),
        ("house-boat", "VB", None),
    ],
)
def test_a_verb_form_becomes_another(form: str, tag: str, expected: str | None) -> None:
    assert as_verb(form, tag) == expected


def test_ambiguous_forms_have_all_their_tags() -> None:
    assert tags("read") >= {"VB", "VBD", "VBN", "NN"}
    assert tags("agreed") == {"VBD", "VBN"}
    assert tags("happen") == {"VB", "VBP"}
    assert tags("must") == {"MD"}
    assert tags("zzyzx") == frozenset()


def test_nouns_and_adjectives() -> None:
    assert inflect("country", "NNS") == "countries"
    assert inflect("wife", "NNS") == "wives"
    assert singular("men") == "man"
    assert inflect("big", "JJR") == "bigger"
    assert inflect("beautiful", "JJR") is None
