"""What is said of an article that nothing fails: that it passes, or is too short to tell, and why."""

from __future__ import annotations

from mtcheck.decisions.gate import FEWEST_WORDS, THRESHOLD
from mtcheck.findings.score import Scorecard, format_score
from mtcheck.findings.verdict import Judgement, Verdict
from mtcheck.lexicon.languages import READ, name_of
from mtcheck.settings.model import Settings

#: The rules that compare negation, lost and added, and the source languages they know.
NEGATION_RULES = {"MT610": READ - {"cs"}, "MT620": READ}


def standing(card: Scorecard, settings: Settings, *, only_new: bool = False) -> Judgement:
    """Pass, or too short to tell, of an article that nothing fails.

    only_new: whether other findings were decided on before, so that only new ones count.
    """
    found = _describe_score(card, only_new=only_new)
    if settings.min_score is not None:
        return Judgement(Verdict.PASS, f"{found}; --min-score is {settings.min_score:g}")
    if settings.fail_severity is None:
        return Judgement(Verdict.PASS, f"nothing can fail with --fail-on never; {found}")
    if card.words < FEWEST_WORDS or (card.small_sample and card.score < THRESHOLD):
        return Judgement(Verdict.TOO_SHORT, _describe_sample(card, only_new=only_new))
    if not card.penalty:
        return Judgement(Verdict.PASS, f"{found} in {card.words:,} words")
    if card.score < THRESHOLD:
        return Judgement(Verdict.PASS, f"{found}, within its margin of the {THRESHOLD:g} of most clean news")
    return Judgement(Verdict.PASS, f"{found}; most clean news has {THRESHOLD:g} or more")


def _describe_score(card: Scorecard, *, only_new: bool) -> str:
    if not card.penalty:
        return f"no {'new ' if only_new else ''}errors were found"
    return f"score {card.figure} ({card.range})"


def _describe_sample(card: Scorecard, *, only_new: bool) -> str:
    words = f"{card.words:,} word{'' if card.words == 1 else 's'}"
    if not card.penalty:
        return f"{words}; {_describe_score(card, only_new=only_new)}, which says little of so few"
    low, high = map(format_score, card.interval)
    return f"{words}; score {card.score:.1f} could be anything from {low} to {high}"


def describe_not_compared(language: str, settings: Settings) -> str:
    """That negation was not compared with a source in this language; empty where it was."""
    selection = settings.selection
    missing = [rule for rule in NEGATION_RULES if not selection.takes(rule, False)]
    if not missing:
        return ""
    statement = "negation was not compared with the source"
    if any(map(selection.ignores, missing)):
        return f"{statement} (left out by --ignore)"
    known = [rule for rule in missing if language in NEGATION_RULES[rule]]
    if not known:
        return f"{statement} (not known for {name_of(language)})"
    return f"{statement}: --extend-select {','.join(known)}"
