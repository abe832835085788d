"""Coverage: which rules were asked about an article. Where a rule did not run, its silence says nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from mtcheck.findings.analysis import Analysis
from mtcheck.findings.finding import ENGINE_PREFIXES
from mtcheck.rules.registry import UnknownRuleError, check_selectors, defaults, housekeeping
from mtcheck.settings.model import Settings
from mtcheck.settings.selection import Selection
from mtcheck.settings.suppression import ALL


@dataclass(frozen=True)
class Coverage:
    """What was asked about one article.

    declared: gives every id that is declared rule by rule, with whether it is on by default; asked where
    there is a decision to judge, because it loads all rules, those of the bilingual room too. ran: those of
    them that ran. engines: the grammar checkers that answered. wants: whether findings of a relayed id are
    shown. complete: whether nothing went wrong; where something did, nothing counts as asked.
    """

    selection: Selection
    declared: Callable[[], Mapping[str, bool]]
    ran: frozenset[str]
    engines: frozenset[str]
    wants: Callable[[str], bool]
    complete: bool = True

    def covers(self, selector: str) -> bool:
        """Whether everything that `selector` (an id, a prefix or `all`) names was asked.

        Of the rules under a prefix those count that are on by default. An id that no rule has is covered:
        nothing can come of it.
        """
        prefix = "" if selector == ALL else selector
        if not self.complete or any(
            one.startswith(prefix) or prefix.startswith(one) for one in self.selection.ignore
        ):
            return False
        if prefix in self.declared():
            return prefix in self.ran
        if any(
            default and rule.startswith(prefix) and rule not in self.ran
            for rule, default in self.declared().items()
        ):
            return False
        return all(self._covers_engine(engine, start, prefix) for engine, start in ENGINE_PREFIXES.items())

    def _covers_engine(self, engine: str, start: str, prefix: str) -> bool:
        if start.startswith(prefix):
            return engine in self.engines and self.selection.takes(start, True)
        return not prefix.startswith(start) or (engine in self.engines and self.wants(prefix))

    def unknown(self, selector: str) -> str | None:
        """What is wrong with a selector that names no rule, with the nearest that does; None for one that
        names some.
        """
        if selector == ALL:
            return None
        try:
            check_selectors([selector], list(self.declared()))
        except UnknownRuleError as error:
            return str(error)
        return None


def coverage_of(
    analysis: Analysis, settings: Settings, ran: Collection[str], wants: Callable[[str], bool]
) -> Coverage:
    """What an analysis has asked. ran: ids of the rules that were to run."""

    def declared() -> dict[str, bool]:
        return defaults() | {rule.id: rule.default for rule in settings.rule}

    asked = {*ran, *(rule.id for rule in housekeeping())} - {skip.name for skip in analysis.skipped}
    engines = frozenset(analysis.versions)
    return Coverage(settings.selection, declared, frozenset(asked), engines, wants, analysis.complete)
