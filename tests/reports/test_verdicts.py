"""The verdict on an article: which it is, why, and that every format says it in the same words."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.checker import Checker
from mtcheck.decisions.gate import FEWEST_WORDS, THRESHOLD, gate
from mtcheck.decisions.standing import NEGATION_RULES, describe_not_compared, standing
from mtcheck.findings.analysis import Analysis
from mtcheck.findings.finding import Category, Finding, Severity
from mtcheck.findings.pair import PairAnalysis
from mtcheck.findings.reference import MetricScore, ReferenceScores
from mtcheck.findings.report import Report
from mtcheck.findings.score import Scorecard
from mtcheck.findings.verdict import Verdict
from mtcheck.reports.formats import FORMATS, RunResult, load
from mtcheck.rules.registry import pair_rules
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

SENTENCE = "The council met on Tuesday and approved the new budget. "
SOURCE = Document("Der Rat trat am Dienstag zusammen und billigte den neuen Haushalt nicht.")


def judged(
    sentences: int = 60,
    *,
    damaged: int = 0,
    severity: Severity = Severity.MAJOR,
    estimate: float | None = None,
    source: Document | None = None,
    reference: ReferenceScores | None = None,
    problems: tuple[str, ...] = (),
    name: str = "a.txt",
    **settings: object,
) -> Report:
    """A report on so many sentences of ten words, the first of which have a finding each."""
    document = Document(SENTENCE * sentences, name=name)
    findings = tuple(
        Finding(
            "MT501", "verb-form", Category.GRAMMAR, severity, sentence.start, sentence.start + 3, "The", "It."
        )
        for sentence in document.sentences[:damaged]
    )
    given = Settings(no_engine=("harper", "languagetool"), model=False, **settings)  # type: ignore[arg-type]
    with Checker(given) as checker:
        analysis = Analysis(findings, problems=problems, reference=reference)
        if source is not None:
            analysis = replace(analysis, pair=PairAnalysis("de", ()))
        if estimate is not None:
            analysis = replace(analysis, estimates=(estimate,) * sentences)
        return checker.decide(document, analysis, source=source)


def unreadable(cause: str = "it is a binary file; name a text") -> Report:
    with Checker(Settings(no_engine=("harper", "languagetool"), model=False)) as checker:
        return checker.unchecked(Document("", name="a.txt"), cause)


BLEU = ReferenceScores(1, "article", (), (), (MetricScore("BLEU", 12.0, "", None, None, ()),))

#: (how to make the report, the verdict, the beginning of the reason)
CASES: dict[str, tuple[Callable[[], Report], Verdict, str]] = {
    "clean": (judged, Verdict.PASS, "no errors were found in 600 words"),
    "little": (
        lambda: judged(100, damaged=2, severity=Severity.MINOR),
        Verdict.PASS,
        "score 97.9 (94.9–100); most clean news has 95 or more",
    ),
    "within its margin": (
        lambda: judged(damaged=2),
        Verdict.PASS,
        "score 83.9 (64.5–100), within its margin",
    ),
    "nothing can fail": (
        lambda: judged(damaged=30, fail_on="never"),
        Verdict.PASS,
        "nothing can fail with --fail-on never; score 7.2 (3.9–14.5)",
    ),
    "a least score reached": (
        lambda: judged(4, damaged=1, min_score=5),
        Verdict.PASS,
        "score 26.8* (1.9–100); --min-score is 5",
    ),
    "a critical finding": (
        lambda: judged(2, damaged=1, severity=Severity.CRITICAL),
        Verdict.FAIL,
        "1 critical finding, such as MT501 verb-form",
    ),
    "a severity": (
        lambda: judged(2, damaged=1, fail_on="minor"),
        Verdict.FAIL,
        "1 finding of severity minor or worse, such as MT501 verb-form (--fail-on minor)",
    ),
    "score": (lambda: judged(damaged=20), Verdict.FAIL, "score 17.3 (at best "),
    "a least score": (
        lambda: judged(2, damaged=1, min_score=90),
        Verdict.FAIL,
        "score 7.2 is below --min-score 90",
    ),
    "the estimate": (
        lambda: judged(estimate=230.0),
        Verdict.FAIL,
        "the rules found little (score 100.0), but the garble model expects 2.0 times the damage of clean "
        "news: 230 penalty points in 1,000 words, not about 115",
    ),
    "BLEU": (
        lambda: judged(2, reference=BLEU, min_bleu=20),
        Verdict.FAIL,
        "BLEU 12.0 is below --min-bleu 20",
    ),
    "too short": (
        lambda: judged(4, damaged=1),
        Verdict.TOO_SHORT,
        "40 words; score 26.8 could be anything from 1.9 to 100",
    ),
    "too short, and clean": (
        lambda: judged(2),
        Verdict.TOO_SHORT,
        "20 words; no errors were found, which says little of so few",
    ),
    "short": (
        lambda: judged(20, damaged=1),
        Verdict.TOO_SHORT,
        "200 words; score 76.8 could be anything from ",
    ),
    "with a source": (
        lambda: judged(8, source=SOURCE),
        Verdict.PASS,
        "no errors were found in 80 words; negation was not compared with the source: "
        "--extend-select MT610,MT620",
    ),
    "not checked": (unreadable, Verdict.NOT_CHECKED, "it is a binary file; name a text"),
    "not readable": (
        lambda: unreadable("is a PDF file; export it as text"),
        Verdict.NOT_CHECKED,
        "it is a PDF file; export it as text",
    ),
    "only in part": (
        lambda: judged(problems=("languagetool died",)),
        Verdict.NOT_CHECKED,
        "only in part; languagetool died",
    ),
}
#: CSV has a row for what is not checked, and else no place; concise, GitLab and rdjson list what is wrong.
WITHOUT_A_PLACE = {
    "csv": set(Verdict) - {Verdict.NOT_CHECKED},
    "concise": {Verdict.PASS},
    "gitlab": {Verdict.PASS},
    "rdjson": {Verdict.PASS},
}


@pytest.mark.parametrize("case", CASES)
def test_the_verdict_and_why(case: str) -> None:
    make, verdict, reason = CASES[case]
    report = make()
    assert report.verdict is verdict
    assert report.verdict == verdict.value, "it is the word"
    assert report.verdict_reason.startswith(reason)
    assert report.passed is (verdict in (Verdict.PASS, Verdict.TOO_SHORT))
    assert RunResult((report,)).exit_status == {Verdict.FAIL: 1, Verdict.NOT_CHECKED: 2}.get(verdict, 0)


@pytest.mark.parametrize("case", CASES)
def test_every_format_has_the_same_verdict_in_the_same_words(case: str) -> None:
    report = CASES[case][0]()
    for name in FORMATS:
        shown = html.unescape(load(name)(RunResult((report,))))
        if name == "csv" and report.verdict is Verdict.NOT_CHECKED:
            assert report.verdict_reason.removeprefix("only in part; ").removeprefix("it ") in shown
            continue
        if report.verdict in WITHOUT_A_PLACE.get(name, ()) and not report.not_compared:
            continue
        if name == "csv":
            continue
        assert report.verdict_reason in shown, name
        assert re.search(rf"\b{report.verdict}\b", shown, re.IGNORECASE), name


@pytest.mark.parametrize("name", FORMATS)
def test_that_negation_was_not_compared_is_said_once_an_article(name: str) -> None:
    shown = load(name)(RunResult((judged(8, source=SOURCE),)))
    if name == "csv":
        assert "negation" not in shown
    elif name == "json":
        assert json.loads(shown)["articles"][0]["verdict_reason"].count("negation was not compared") == 1
    elif name in ("github", "junit"):  # an annotation and the log; a property and the output
        assert shown.count("negation was not compared") == 2
    else:
        assert shown.count("negation was not compared") == 1


def test_negation_rules_are_the_rules_that_compare_it_and_are_off_by_default() -> None:
    rules = {rule.id: rule for rule in pair_rules() if "negation" in (rule.compares or "")}
    assert {id: rule.languages for id, rule in rules.items()} == NEGATION_RULES
    assert not any(rule.default for rule in rules.values())
    for language in ("ar", "cs", "de", "it"):
        hint = describe_not_compared(language, Settings()).partition("--extend-select ")[2]
        assert hint == ",".join(rule for rule in NEGATION_RULES if rules[rule].reads(language))


def test_what_is_said_of_negation_follows_the_selection() -> None:
    both = Settings(extend_select=("MT610", "MT620"))
    assert describe_not_compared("de", both) == ""
    assert describe_not_compared("de", Settings(select=("all",))) == ""
    assert describe_not_compared("de", Settings(extend_select=("MT610",))).endswith("--extend-select MT620")
    assert describe_not_compared("de", Settings(ignore=("MT6",))).endswith("(left out by --ignore)")
    assert describe_not_compared("it", Settings()).endswith("(not known for Italian)")


@given(st.integers(1, 2000), st.integers(0, 60), st.floats(0, 100))
def test_what_passes_is_told_from_what_is_too_short(words: int, penalty: int, high: float) -> None:
    score = 100.0 * 0.9 ** (100 * penalty / words)
    card = Scorecard(words, penalty, 0.0, score, (0.0, max(score, high)), words < 500, ())
    if gate(card, (), Settings()):
        return
    judgement = standing(card, Settings())
    is_short = words < FEWEST_WORDS or (words < 500 and score < THRESHOLD)
    assert judgement.verdict is (Verdict.TOO_SHORT if is_short else Verdict.PASS)


def test_only_new_errors_are_spoken_of_where_others_were_decided_on() -> None:
    card = Scorecard(600, 0, 0.0, 100.0, (100.0, 100.0), False, ())
    assert standing(card, Settings(), only_new=True).reason == "no new errors were found in 600 words"


def test_a_score_of_too_few_words_has_a_star_wherever_it_is_shown() -> None:
    short, long = judged(4, damaged=1), judged(60, damaged=2)
    for name in ("text", "html", "markdown"):
        shown = html.unescape(load(name)(RunResult((short, long))))
        assert re.search(r"26\.8\*", shown), name
        assert "* Under 500 words: too few for the score alone" in shown
        assert not re.search(r"83\.9\*", shown), name
