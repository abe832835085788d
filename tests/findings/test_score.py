from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.decisions.gate import THRESHOLD, gate
from mtcheck.findings.finding import Category, Finding, Severity
from mtcheck.findings.score import bootstrap, score_of, scorecard
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

SENTENCE = "One two three four five six seven eight nine ten. "


def finding(severity: Severity, start: int = 0) -> Finding:
    return Finding("MT999", "test", Category.GRAMMAR, severity, start, start + 3, "One", "test")


def at_sentences(numbers: range, severity: Severity = Severity.MAJOR) -> list[Finding]:
    return [finding(severity, number * len(SENTENCE)) for number in numbers]


def test_severities_weigh_as_in_mqm() -> None:
    assert [severity.weight for severity in Severity] == [0, 1, 5, 25]
    assert Severity.MINOR < Severity.CRITICAL


@pytest.mark.parametrize(
    ("points", "words", "score"), [(0, 1000, 100.0), (10, 1000, 90.0), (20, 1000, 81.0), (5, 500, 90.0)]
)
def test_ten_points_in_a_thousand_words_take_a_tenth(points: int, words: int, score: float) -> None:
    assert score_of(points, words) == pytest.approx(score)


def test_a_card_adds_up() -> None:
    document = Document(SENTENCE * 100)
    card = scorecard(
        document, [finding(Severity.MAJOR), finding(Severity.MINOR, len(SENTENCE)), finding(Severity.NEUTRAL)]
    )
    assert (card.words, card.penalty) == (1000, 6)
    assert card.penalty_per_1000 == pytest.approx(6.0)
    assert card.score == pytest.approx(score_of(6, 1000))
    assert [sentence.penalty for sentence in card.sentences[:3]] == [5, 1, 0]
    assert card.sentences[2].score == 100.0
    assert card.interval[0] <= card.score <= card.interval[1]
    assert not card.small_sample
    assert scorecard(Document(SENTENCE), []).small_sample


def test_one_alarm_in_a_short_text_does_not_fail_it_and_many_do() -> None:
    document = Document(SENTENCE * 30)
    one, many = at_sentences(range(1)), at_sentences(range(15))
    assert scorecard(document, one).score < THRESHOLD
    assert gate(scorecard(document, one), one, Settings()) == ()
    assert "most clean news has 95 or more" in gate(scorecard(document, many), many, Settings())[0]


@pytest.mark.parametrize("sentences", [1, 2, 3, 5])
def test_no_text_fails_for_being_short(sentences: int) -> None:
    findings = at_sentences(range(1))
    assert gate(scorecard(Document(SENTENCE * sentences), findings), findings, Settings()) == ()


def test_a_critical_finding_fails_whatever_the_score() -> None:
    findings = [finding(Severity.CRITICAL)]
    card = scorecard(Document(SENTENCE * 1000), findings)
    assert card.interval[1] > THRESHOLD
    assert "critical" in gate(card, findings, Settings())[0]


@pytest.mark.parametrize(
    ("settings", "fails"),
    [
        (Settings(), False),
        (Settings(fail_on="minor"), True),
        (Settings(fail_on="major"), False),
        (Settings(fail_on="never"), False),
        (Settings(min_score=99.9), True),
        (Settings(min_score=50), False),
        (Settings(fail_on="never", min_score=99.9), True),
    ],
)
def test_the_gate_does_what_was_asked(settings: Settings, fails: bool) -> None:
    findings = [finding(Severity.MINOR)]
    card = scorecard(Document(SENTENCE * 50), findings)
    assert bool(gate(card, findings, settings)) is fails


def test_neutral_findings_fail_nothing() -> None:
    findings = [finding(Severity.NEUTRAL)]
    assert gate(scorecard(Document(SENTENCE), findings), findings, Settings(fail_on="minor")) == ()


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 60)), max_size=900))
def test_the_interval_is_ordered_within_bounds_and_repeatable(units: list[tuple[int, int]]) -> None:
    penalties, words = [unit[0] for unit in units], [unit[1] for unit in units]
    low, high = bootstrap(penalties, words)
    assert 0.0 <= low <= high <= 100.0
    assert bootstrap(penalties, words) == (low, high)


def test_the_estimate_is_weighted_by_words_and_has_an_interval() -> None:
    document = Document(SENTENCE * 3 + "Short one here. ")
    card = scorecard(document, [], [100.0, 100.0, 100.0, None])
    assert card.estimate == pytest.approx(100.0)
    card = scorecard(document, [], [100.0, 100.0, 100.0, 1000.0])
    assert card.estimate == pytest.approx((3 * 10 * 100 + 3 * 1000) / 33)
    assert card.estimate_interval is not None
    assert card.estimate_interval[0] <= card.estimate <= card.estimate_interval[1]
    assert scorecard(document, []).estimate is None


@pytest.mark.parametrize(
    ("sentences", "estimate", "settings", "fails"),
    [
        (50, 300.0, Settings(), True),
        (2, 300.0, Settings(), False),
        (50, 100.0, Settings(), False),
        (50, 300.0, Settings(fail_on="never"), False),
        (50, 300.0, Settings(min_score=50), False),
    ],
)
def test_a_high_estimate_fails_an_article_but_not_a_short_one(
    sentences: int, estimate: float, settings: Settings, fails: bool
) -> None:
    card = scorecard(Document(SENTENCE * sentences), [], [estimate] * sentences)
    assert bool(gate(card, [], settings)) is fails
