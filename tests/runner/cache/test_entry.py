"""An entry and back: nothing is lost, nothing is worked out anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.findings.analysis import Analysis
from mtcheck.findings.finding import Category, Finding, Severity, Suggestion
from mtcheck.findings.report import Skipped, fingerprint
from mtcheck.findings.score import scorecard
from mtcheck.runner.cache.entry import Entry, Scores, decode, encode
from mtcheck.text.document import Document
from mtcheck.text.masking import Mask
from mtcheck.text.span import Span

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    text = draw(TEXTS)
    size = len(text)
    cuts = sorted(draw(st.lists(st.integers(0, size), max_size=4)))
    masks = tuple(
        Mask(a, b, draw(st.booleans())) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b
    )
    blocks = draw(st.sampled_from([None, (Span(0, size),)]))
    units = draw(st.sampled_from([None, (0,)]))
    document = Document(
        text, "a.txt", draw(st.sampled_from(["text", "html"])), masks, blocks, units, encoding="cp1252"
    )
    findings = []
    for start in draw(st.lists(st.integers(0, size), max_size=3)):
        end = draw(st.integers(start, size))
        findings.append(
            Finding(
                "MT101",
                "x",
                draw(st.sampled_from(Category)),
                draw(st.sampled_from(Severity)),
                start,
                end,
                text[start:end],
                draw(TEXTS),
                (Suggestion(draw(TEXTS)),),
                draw(st.floats(0, 1)),
                also_reported_by=("GR-LT-X",),
                safe_fix=draw(st.booleans()),
            )
        )
    estimates = tuple(draw(st.none() | st.floats(0, 1000)) for _ in document.sentences)
    analysis = Analysis(
        tuple(findings),
        estimates,
        {"harper": "2"},
        "m",
        (Skipped("languagetool", draw(TEXTS), True),),
        ("x",),
    )
    scores = Scores()
    scores(document, findings, estimates)
    return Entry(document, analysis, scores.cards)


@given(entries())
def test_nothing_is_lost_on_the_way(entry: Entry) -> None:
    again = decode(encode(entry), "a.txt")
    assert again == entry
    assert again.document.encoding == entry.document.encoding
    assert again.document.sentences == entry.document.sentences
    assert again.document.words == entry.document.words
    assert encode(again) == encode(entry)


@given(entries())
def test_sentences_that_are_known_are_not_looked_for(entry: Entry) -> None:
    again = decode(encode(entry), "a.txt").document
    assert again.segments == tuple((one.start, one.end, one.paragraph) for one in entry.document.sentences)


def test_an_article_is_called_what_it_is_called_now() -> None:
    entry = Entry(Document("They do not know.", "old.txt"), Analysis(()))
    data = encode(entry)
    assert b"old.txt" not in data
    assert decode(data, "new.txt").document.name == "new.txt"


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"document": {"text": 3}, "analysis": {}}', b"\xff"])
def test_what_is_no_entry_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        decode(data, "a.txt")


def test_numbers_of_numpy_become_numbers() -> None:
    entry = Entry(Document("They do not know."), Analysis((), (np.float64(1.25),)))
    assert decode(encode(entry), "a").analysis.estimates == (1.25,)


def test_a_scorecard_is_worked_out_once_for_the_same_findings() -> None:
    document = Document("They do not not know. The the end is near. We left.")
    finding = Finding("MT505", "x", Category.GRAMMAR, Severity.MAJOR, 8, 15, "not not", "twice")
    scores = Scores()
    first = scores(document, [finding])
    assert first == scorecard(document, [finding])
    assert scores.learned
    again = Scores(scores.cards)
    assert again(document, [replace(finding, message="other words")]) == first
    assert not again.learned
    assert again(document, []) == scorecard(document, [])
    assert again(document, [replace(finding, severity=Severity.CRITICAL)]).penalty == 25
    assert again.learned
    assert again(document, [finding]) == first, "the others are still known"


def test_no_more_than_a_few_scorecards_are_kept() -> None:
    document = Document("They do not not know. The the end is near. We left.")
    finding = Finding("MT505", "x", Category.GRAMMAR, Severity.MAJOR, 8, 15, "not not", "twice")
    scores = Scores()
    for start in range(8):
        scores(document, [replace(finding, start=start)])
    assert [card.counted for card in scores.cards] == [((start, 5),) for start in (7, 6, 5, 4)]


@given(entries())
def test_findings_keep_their_fingerprints(entry: Entry) -> None:
    again = decode(encode(entry), "b.txt").document
    for finding in entry.analysis.findings:
        assert fingerprint(again, finding) == fingerprint(entry.document, finding)
