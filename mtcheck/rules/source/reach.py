"""Which rules can read a source's language, and what it means where one cannot.

A language is read where its figures are. There a rule that compares something else, such as names across
scripts, is skipped as an optional engine is, unless somebody selected it by its id. In any other language
what is not compared makes the check incomplete.
"""

from __future__ import annotations

from mtcheck.bilingual.pair import PairRule
from mtcheck.bilingual.source_language import name_of
from mtcheck.findings.report import Skipped
from mtcheck.rules.source.mt603_number_mismatch import RULE as FIGURES
from mtcheck.settings.model import Settings


def is_read(language: str) -> bool:
    """Whether figures in that language (ISO 639-1) can be compared."""
    return FIGURES.languages is None or language in FIGURES.languages


def skipped(language: str, settings: Settings) -> tuple[Skipped, ...]:
    """The wanted rules that do not know a language that is read."""
    if not is_read(language):
        return ()
    return tuple(
        Skipped(
            rule.id,
            f"{rule.what or rule.name}: not known for {name_of(language)}",
            required=_asked_for(rule, settings),
        )
        for rule in settings.selection.pair_rules()
        if rule.languages is not None and language not in rule.languages
    )


def _asked_for(rule: PairRule, settings: Settings) -> bool:
    return rule.id in (*settings.select, *settings.extend_select)
