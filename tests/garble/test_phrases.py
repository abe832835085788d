"""Neighbouring damaged words become one phrase; punctuation ends it; none is longer than 80 characters."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.garble.phrases import LONGEST, find_phrases
from mtcheck.text.words import words_of


def spans_of(text: str) -> list[tuple[int, int]]:
    return [(word.start, word.end) for word in words_of(text, 0, len(text))]


def phrases_in(text: str, scores: list[float], threshold: float = 1.0, joining: float = 0.5) -> list[str]:
    spans = spans_of(text)
    result = find_phrases(text, spans, np.array(scores, np.float32), threshold, joining)
    return [text[spans[phrase.first][0] : spans[phrase.last][1]] for phrase in result]


def test_neighbours_join_down_to_the_lower_threshold() -> None:
    assert phrases_in("put Ukraine in mercy by them", [0, 0, 0.6, 2, 0.7, 0]) == ["in mercy by"]


def test_two_seeds_apart_are_two_phrases() -> None:
    assert phrases_in("a bad b worse c", [0, 2, 0, 3, 0]) == ["bad", "worse"]


@pytest.mark.parametrize("text", ["bad, worse", "bad. worse", "bad (worse"])
def test_punctuation_parts(text: str) -> None:
    assert phrases_in(text, [2, 2]) == ["bad", "worse"]


@pytest.mark.parametrize("text", ['"bad" worse', "bad-worse ones", "bad ‘worse’"])
def test_quotes_and_hyphens_do_not(text: str) -> None:
    assert len(phrases_in(text, [2] * len(spans_of(text)))) == 1


@given(
    st.lists(st.tuples(st.text("abc", min_size=1, max_size=30), st.floats(-3, 3)), min_size=1, max_size=30)
)
def test_phrases_are_short_ordered_and_apart(words: list[tuple[str, float]]) -> None:
    text = " ".join(word for word, _ in words)
    spans = spans_of(text)
    result = find_phrases(text, spans, np.array([score for _, score in words], np.float32), 1.0, 1.0)
    last = -1
    for phrase in result:
        assert last < phrase.first <= phrase.seed <= phrase.last
        assert spans[phrase.last][1] - spans[phrase.first][0] <= LONGEST
        assert phrase.score >= 1.0
        last = phrase.last
