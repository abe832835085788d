"""A translation beside its source: aligned, checked by the rules, with what could not be compared."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mtcheck.bilingual.compare import PairComparison, compare
from mtcheck.bilingual.estimate import combined, estimates
from mtcheck.bilingual.pair import Terms
from mtcheck.findings.contribution import Contribution
from mtcheck.findings.pair import PairAnalysis
from mtcheck.findings.report import Skipped
from mtcheck.lexicon.languages import READ, name_of
from mtcheck.rules.base import PairRule
from mtcheck.rules.run import run_rules
from mtcheck.text.document import Document

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PairRequest:
    """How to compare a translation with its source."""

    rules: Sequence[PairRule]
    """The rules that are to run."""
    language: str | None = None
    """The source's, ISO 639-1; None detects it."""
    do_not_translate: tuple[str, ...] = ()
    """Terms that stay as they are."""
    glossaries: tuple[str, ...] = ()
    """Paths of TBX or CSV files."""
    selected: tuple[str, ...] = ()
    """Ids asked for one by one: such a rule that cannot read the language makes the check incomplete."""
    aligned: bool = False
    """Whether unit i of one text is unit i of the other."""

    def terms(self, language: str) -> Terms:
        """The terms to keep to, for a source language."""
        return Terms.read(self.do_not_translate, self.glossaries, language)


def compare_with_source(
    source: Document, target: Document, request: PairRequest, target_estimates: Sequence[float | None]
) -> tuple[PairAnalysis | None, Contribution]:
    """As `analyse_pair`, as one part of the check: whatever goes wrong costs this comparison alone.

    target_estimates: the garble model's, with which those with the source in view are combined.
    """
    if not source.prose.strip():
        problem = (
            f"it was not checked against its source: {source.name} has no text; name the article’s original"
        )
        return None, Contribution(problems=(problem,))
    try:
        analysis, contribution = analyse_pair(source, target, request)
    except Exception as error:  # a mistake of ours
        _log.debug("%s: the comparison with the source failed", target.name, exc_info=True)
        cause = f"{type(error).__name__}: {error}"
        problem = (
            f"it was not checked against its source: the comparison failed ({cause}); please report that"
        )
        return None, Contribution(problems=(problem,))
    if analysis.estimates:
        analysis = replace(analysis, estimates=combined(analysis.estimates, tuple(target_estimates)))
    return analysis, contribution


def analyse_pair(
    source: Document, target: Document, request: PairRequest
) -> tuple[PairAnalysis, Contribution]:
    """Compare a translation with its source."""
    comparison = compare(
        source, target, language=request.language, terms=request.terms, aligned=request.aligned
    )
    results = _results(request.rules, comparison)
    skipped = _skipped(request, comparison.language)
    analysis = PairAnalysis(
        comparison.language,
        comparison.links,
        tuple(sorted(results.findings, key=lambda finding: (finding.start, finding.end, finding.rule))),
        results.estimates,
        (*comparison.problems, *results.problems),
        comparison.source,
    )
    required = tuple(
        f"{skip.name} was asked for and did not run: {skip.reason}" for skip in skipped if skip.required
    )
    return analysis, Contribution(analysis.findings, skipped, (*analysis.problems, *required))


def _results(rules: Sequence[PairRule], comparison: PairComparison) -> Contribution:
    """What the rules that know the language find, and the estimates with the source in view."""
    pair = comparison.pair
    if pair is None:
        return Contribution()
    results = run_rules([rule for rule in rules if rule.reads(pair.language)], pair)
    unread = [rule for rule in rules if not rule.reads(pair.language)]
    if unread and pair.language not in READ:
        unread_rules = ", ".join(f"{rule.compares or rule.name} ({rule.id})" for rule in unread)
        problem = (
            f"not compared, because mtcheck cannot read them in {name_of(pair.language)}: {unread_rules}"
        )
        results += Contribution(problems=(problem,))
    return replace(results, estimates=estimates(pair.decoded))


def _skipped(request: PairRequest, language: str) -> tuple[Skipped, ...]:
    """The rules that do not know a language whose numbers we read: as optional as an engine.

    In any other language what is not compared makes the check incomplete, which `_results` says.
    """
    if language not in READ:
        return ()
    return tuple(
        Skipped(
            rule.id,
            f"{rule.compares or rule.name}: not known for {name_of(language)}",
            required=rule.id in request.selected,
        )
        for rule in request.rules
        if not rule.reads(language)
    )
