"""Phrases of house rules: many are found as few are, and at no greater cost."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mtcheck.rules.house import phrases
from mtcheck.rules.house.declaration import HouseRule
from mtcheck.rules.house.matching import as_rule
from mtcheck.rules.house.phrases import _Expression, _PhraseTable
from mtcheck.text.document import Document

PIECES = st.sampled_from(
    ["a", "A", "b", "ab", "é", "ß", "İ", "1", "_", "-", "‑", "'", "’", '"', "“", "€", "."]
)
WORDS = st.lists(PIECES, min_size=1, max_size=4).map("".join)
PHRASES = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=6, unique=True)
TEXTS = st.lists(st.one_of(PIECES, st.sampled_from([" ", "  ", "\n"])), max_size=25).map("".join)


@given(PHRASES, TEXTS, st.sampled_from([None, True, False]))
@example(["a", "a b", "a-b"], "a  b a-b A", None)
@example(["-a", "-", "a -"], "b-a -A - a ‑", None)
def test_a_table_of_phrases_finds_what_their_expression_does(
    given: list[str], text: str, match_case: bool | None
) -> None:
    expected = list(_Expression(given, match_case).find(text))
    assert list(_PhraseTable(given, match_case).find(text)) == expected


def test_a_rule_with_very_many_phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_phrase = phrases._compiled
    monkeypatch.setattr(
        phrases,
        "_compiled",
        lambda phrase, exact: compiled.append(phrase) or compile_phrase(phrase, exact),
    )
    many = tuple(f"the word{number}" for number in range(50_000))
    rule = as_rule(HouseRule("HR-A", "Not “{text}”.", many, replacement="a word"))
    document = Document("The council met. The word7 is one, the  word49999 another, the word50000 none.\n")
    found = [(finding.text, finding.suggestions[0].text) for finding in rule.check(document)]
    assert found == [("The word7", "A word"), ("the  word49999", "a word")]
    assert set(compiled) == {"the word7", "the word49999"}, "nothing else was compared"
