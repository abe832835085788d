"""A pair under given settings, for tests: what `Checker` asks of a translation beside its source."""

from __future__ import annotations

from dataclasses import replace

from mtcheck.findings.pair import PairAnalysis
from mtcheck.rules.registry import pair_rules
from mtcheck.rules.source.analysis import PairRequest
from mtcheck.rules.source.analysis import analyse_pair as analyse
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document


def analyse_pair(
    source: Document, target: Document, settings: Settings, *, aligned: bool = False
) -> PairAnalysis:
    request = PairRequest(
        tuple(rule for rule in pair_rules() if settings.selection.runs(rule)),
        settings.source_language,
        settings.do_not_translate,
        settings.glossary,
        selected=(*settings.select, *settings.extend_select),
        aligned=aligned,
    )
    analysis, contribution = analyse(source, target, request)
    return replace(analysis, problems=contribution.problems)
