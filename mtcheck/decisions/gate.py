"""The gate: whether an article fails, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtcheck.findings.finding import Finding, Severity
from mtcheck.findings.reference import ReferenceScores
from mtcheck.findings.score import Scorecard
from mtcheck.settings.model import Settings

#: An article fails by default when even the favourable end of its interval is below this score. Calibrated by
#: `python -m benchmarks.gate`: at most 1 in 100 clean news articles fails.
THRESHOLD = 95.0

#: An article also fails by default when its estimate, drawn towards that of clean news as if ESTIMATE_WORDS
#: more words of such news stood in it, is above this: (estimate x words + 115 x 100) / (words + 100). So a
#: few odd words fail no short text.
ESTIMATE_THRESHOLD = 166.0
ESTIMATE_OF_CLEAN_NEWS, ESTIMATE_WORDS = 115.0, 100

#: With fewer words an article is too short to tell, whatever was found: a single major finding already costs
#: two thirds of the score, and none says nothing of so few sentences.
FEWEST_WORDS = 50


def gate(
    card: Scorecard, findings: Sequence[Finding], settings: Settings, *, whole: bool = True
) -> tuple[str, ...]:
    """Why the article fails, a sentence a reason; empty if it passes.

    whole: False where only new findings count (a baseline, `--diff-base`): the estimate, which is about the
    whole article, then fails nothing.
    """
    reasons = [*_by_severity(findings, settings), *_by_score(card, settings)]
    if whole:
        reasons += _by_estimate(card, settings)
    return tuple(reasons)


def _by_severity(findings: Sequence[Finding], settings: Settings) -> Iterator[str]:
    least = settings.fail_severity
    if least is None:
        return
    worst = [
        finding
        for finding in findings
        if finding.severity >= least and finding.severity is not Severity.NEUTRAL
    ]
    if worst:
        example = f"{worst[0].rule} {worst[0].name}"
        if least is Severity.CRITICAL:
            yield f"{len(worst)} critical finding{'s' if len(worst) > 1 else ''}, such as {example}"
        else:
            kind = f"finding{'s' if len(worst) > 1 else ''} of severity {least.value} or worse"
            yield f"{len(worst)} {kind}, such as {example} (--fail-on {least.value})"


def _by_score(card: Scorecard, settings: Settings) -> Iterator[str]:
    """The default threshold is compared with the favourable end of the interval, so that one alarm does not
    fail a short text; a `min_score` that somebody chose is compared with the score itself.
    """
    if settings.min_score is not None:
        if card.score < settings.min_score:
            yield f"score {card.score:.1f} is below --min-score {settings.min_score:g}"
    elif settings.fail_severity is not None and card.interval[1] < THRESHOLD:
        best = f"{card.interval[1]:.1f}"
        if float(best) >= THRESHOLD:  # rounded up
            best = f"just under {THRESHOLD:g}"
        yield f"score {card.score:.1f} (at best {best}); most clean news has {THRESHOLD:g} or more"


def _by_estimate(card: Scorecard, settings: Settings) -> Iterator[str]:
    cautious = cautious_estimate(card)
    if settings.min_score is not None or settings.fail_severity is None or cautious is None:
        return
    if cautious > ESTIMATE_THRESHOLD and card.estimate is not None:
        ratio = card.estimate / ESTIMATE_OF_CLEAN_NEWS
        little = "" if card.interval[1] < THRESHOLD else f"the rules found little (score {card.figure}), but "
        yield (
            f"{little}the garble model expects {ratio:.1f} times the damage of clean news: "
            f"{card.estimate:.0f} penalty points in 1,000 words, not about {ESTIMATE_OF_CLEAN_NEWS:.0f}"
        )


def reference_gate(scores: ReferenceScores | None, settings: Settings) -> tuple[str, ...]:
    """Why the article fails against its references; nothing fails unless somebody chose a least score."""
    if scores is None:
        return ()
    asked = (("--min-bleu", settings.min_bleu, "BLEU"), ("--min-chrf", settings.min_chrf, "chrF2++"))
    return tuple(
        f"{name} {scores.score(name):.1f} is below {option} {least:g}"
        for option, least, name in asked
        if least is not None and scores.score(name) < least
    )


def ungated(settings: Settings) -> tuple[str, ...]:
    """The problem of an article without references whose settings gate on them; empty if there is none."""
    least = {"min-bleu": settings.min_bleu, "min-chrf": settings.min_chrf}
    asked = [name for name, value in least.items() if value is not None]
    if not asked:
        return ()
    return (
        f"{' and '.join(asked)} could not be applied: no reference was given; name one with --reference FILE",
    )


def cautious_estimate(card: Scorecard) -> float | None:
    """The estimate drawn towards that of clean news, the more the shorter the text; see
    ESTIMATE_THRESHOLD.
    """
    if card.estimate is None:
        return None
    return (card.estimate * card.words + ESTIMATE_OF_CLEAN_NEWS * ESTIMATE_WORDS) / (
        card.words + ESTIMATE_WORDS
    )
