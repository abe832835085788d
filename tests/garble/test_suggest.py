"""Suggestions: what is tried, and that no text makes the network read out of all proportion to its length."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest

from mtcheck.garble import analyse, is_installed, suggest
from mtcheck.garble.model import Floats, ModelInput, Network, network
from mtcheck.garble.suggest import CHARACTERS_A_CHARACTER, FREE_CHARACTERS, Question, offers_for
from mtcheck.text.document import Document

SENTENCE = "The society has chosen a new leader for the election of the government in the spring."
WORDS = [(word.start, word.end) for word in Document(SENTENCE).words]
#: Words that look damaged, from the worst on: society, chosen, leader, election.
QUESTIONS = [Question(WORDS, word, word, word, 4.0 - word / 10) for word in (1, 3, 6, 9)]


class CountingNetwork:
    """A network that finds nothing wrong, and keeps what it was asked."""

    def __init__(self, **calibration: object) -> None:
        self.calls: list[list[str]] = []
        self.calibration = {
            "suggest_weights": [1.0, 0, 0, 1.0, 0, 0, 0, 0, 0],
            "suggest_bias": 0.0,
            "suggest_least": -5.0,
            "word_weights": [0.0] * 23,
            "word_bias": 0.0,
        } | calibration

    def logits(self, inputs: Sequence[ModelInput]) -> list[Floats]:
        self.calls.append([model_input.text for model_input in inputs])
        return [np.zeros((len(model_input.words), 5), np.float32) for model_input in inputs]

    @property
    def texts(self) -> list[str]:
        return [text for call in self.calls for text in call]


@pytest.fixture(autouse=True)
def meanings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The channel knows two meanings of every word."""
    monkeypatch.setattr(
        suggest,
        "meanings",
        lambda stems: () if " " in stems else (("company", -1.0, 9.0), ("firm", -3.0, 2.0)),
    )
    monkeypatch.setattr(suggest, "is_meant", lambda text: False)


def ask(
    questions: Sequence[Question], model: CountingNetwork, known: suggest.Known | None
) -> list[list[str]]:
    offers = offers_for(cast("Network", model), SENTENCE, questions, known)
    return [[offer.candidate.text for offer in found] for found in offers]


def known(text: str) -> dict[ModelInput, Floats]:
    model_input = ModelInput(text, tuple(WORDS))
    return {model_input: np.zeros((len(WORDS), 5), np.float32)}


def test_all_phrases_are_asked_in_one_batch() -> None:
    model = CountingNetwork()
    offers = ask(QUESTIONS, model, known(SENTENCE + " " * 100_000))
    assert offers == [["company", "firm"]] * 4
    assert len(model.calls) == 1


def test_a_phrase_that_comes_again_is_asked_once() -> None:
    model = CountingNetwork()
    assert ask(QUESTIONS[:1] * 50, model, known(SENTENCE + " " * 100_000)) == [["company", "firm"]] * 50
    assert len(model.texts) == 3  # as it is written, and with each candidate


def test_what_was_read_already_is_not_read_again() -> None:
    model = CountingNetwork()
    ask(QUESTIONS[:1], model, known(SENTENCE))
    assert SENTENCE not in model.texts
    assert len(model.texts) == 2


def test_the_candidate_stands_in_the_sentence() -> None:
    model = CountingNetwork()
    ask(QUESTIONS[:1], model, known(SENTENCE))
    assert model.texts == [SENTENCE.replace("society", word) for word in ("company", "firm")]


def test_a_candidate_that_cannot_be_offered_is_not_tried() -> None:
    # The best candidate would have -1 and the most that candidates mend, 1.5; the other at most -1.5.
    assert ask(QUESTIONS[:1], CountingNetwork(suggest_least=0.4), known(SENTENCE)) == [["company"]]
    model = CountingNetwork(suggest_least=0.6)
    assert ask(QUESTIONS[:1], model, known(SENTENCE)) == [[]]
    assert not model.texts
    assert ask(QUESTIONS[:1], model, None) == [["company", "firm"]]


def test_the_worst_phrases_come_first_where_there_is_no_room_for_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(suggest, "FREE_CHARACTERS", 2 * 3 * len(SENTENCE))
    worst_last = [question._replace(score=float(number)) for number, question in enumerate(QUESTIONS)]
    assert ask(worst_last, CountingNetwork(), known("")) == [[], [], ["company", "firm"], ["company", "firm"]]


def test_the_work_is_bounded_by_the_length_of_the_text() -> None:
    spans = [(start, start + 1) for start in range(0, 20_000, 2)]
    questions = [Question(spans, word, word, word, 1.0) for word in range(len(spans))]
    draw = random.Random(1)
    prose = "".join(draw.choice("abcd") + " " for _ in spans)
    model = CountingNetwork()
    read = {ModelInput(prose, tuple(spans)): np.zeros((len(spans), 5), np.float32)}
    offers_for(cast("Network", model), prose, questions, read)
    bound = FREE_CHARACTERS + CHARACTERS_A_CHARACTER * len(prose)
    assert 0.9 * bound < sum(map(len, model.texts)) < 1.3 * bound


needs_the_network = pytest.mark.skipif(
    not is_installed(), reason="the weights, onnxruntime or tokenizers are not here"
)
ORDINARY = "".join(
    f"The {place} government said on Tuesday that it would raise the minimum wage next year, and unions "
    f"in the north welcomed the decision. Employers in {place} warned that prices could rise before then. "
    for place in ("French", "Spanish", "German", "Polish", "Danish", "Swedish", "Irish", "Greek")
)
HOSTILE = {
    "capitals": ORDINARY.upper(),
    "no punctuation": ORDINARY.replace(".", "").replace(",", ""),
    "zero-width spaces": ORDINARY.replace("er", "e" + "\u200b" * 20 + "r"),
    "soft hyphens": ORDINARY.replace("e", "\u00ade\u00ad"),
    "capitals with soft hyphens": ORDINARY.upper().replace("E", "\u00adE"),
    "one long word": "x" * len(ORDINARY),
    "one line a word": ORDINARY.replace(" ", "\n\n"),
}


def tokens_read(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many tokens the network reads of a text if it finds every word of it damaged."""
    tokens = 0

    def run(self: Network, batch: list[object], results: list[Floats]) -> None:
        nonlocal tokens
        tokens += sum(len(window.ids) for window in batch)  # type: ignore[attr-defined]
        for result in results:
            result[:] = 5.0

    network()
    monkeypatch.setattr(Network, "_run", run)
    analyse(Document(text))
    return tokens


@needs_the_network
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_costs_much_more_than_an_ordinary_one(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = max(len(Document(text).decoded.words), len(ORDINARY.split()))
    ordinary = tokens_read(ORDINARY, monkeypatch) / len(ORDINARY.split())
    assert tokens_read(text, monkeypatch) / words < 1.7 * ordinary
