"""Coverage: which rules were asked about an article. Silence of a rule that did not run says nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from mtcheck.findings.analysis import Analysis
from mtcheck.findings.finding import ENGINE_PREFIXES
from mtcheck.rules.registry import ALL, UnknownRuleError, check_selectors, defaults, housekeeping
from mtcheck.settings.model import Settings
from mtcheck.settings.selection import Selection


@dataclass(frozen=True)
class Coverage:
    """What was asked about one article."""

    selection: Selection
    """The choice of rules."""
    declared: Callable[[], Mapping[str, bool]]
    """Gives every id that is declared rule by rule, with whether it is on by default.

    A function, because it imports all rules. It is called only if there is a decision to judge.
    """
    ran: frozenset[str]
    """The declared ids that ran."""
    engines: frozenset[str]
    """The grammar checkers that answered."""
    wants: Callable[[str], bool]
    """Whether findings of a relayed id are shown."""
    complete: bool = True
    """Whether nothing went wrong. If something did, nothing counts as asked."""

    def covers(self, selector: str) -> bool:
        """Whether everything that `selector` (an id, a prefix or `all`) names was asked.

        Of the rules under a prefix, those count that are on by default. An id that no rule has is covered: no
        finding can have it.
        """
        prefix = "" if selector == ALL else selector
        if not self.complete or any(
            ignored.startswith(prefix) or prefix.startswith(ignored) for ignored in self.selection.ignore
        ):
            return False
        declared = self.declared()
        if prefix in declared:
            return prefix in self.ran
        if any(on and rule.startswith(prefix) and rule not in self.ran for rule, on in declared.items()):
            return False
        return all(self._covers_engine(engine, start, prefix) for engine, start in ENGINE_PREFIXES.items())

    def unknown(self, selector: str) -> str | None:
        """What is wrong with a selector that names no rule, with the nearest that does; else None."""
        if selector == ALL:
            return None
        try:
            check_selectors([selector], list(self.declared()))
        except UnknownRuleError as error:
            return str(error)
        return None

    def _covers_engine(self, engine: str, start: str, prefix: str) -> bool:
        """Whether findings of an engine that `prefix` names were asked; their ids begin with `start`."""
        if start.startswith(prefix):
            return engine in self.engines and self.selection.takes(start, True)
        return not prefix.startswith(start) or (engine in self.engines and self.wants(prefix))


def coverage_of(
    analysis: Analysis, settings: Settings, ran: Collection[str], wants: Callable[[str], bool]
) -> Coverage:
    """What an analysis has asked. ran: ids of the rules that were to run; wants: as in `Coverage`."""

    def declared() -> dict[str, bool]:
        return defaults() | {rule.id: rule.default for rule in settings.rule}

    asked = {*ran, *(rule.id for rule in housekeeping())} - {skip.name for skip in analysis.skipped}
    engines = frozenset(analysis.versions)
    return Coverage(settings.selection, declared, frozenset(asked), engines, wants, analysis.complete)
