"""Which rules run: `--select`, `--extend-select` and `--ignore` over ids and prefixes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from mtcheck.findings.finding import ENGINE_PREFIXES
from mtcheck.rules.registry import ALL, MODEL_RULE

if TYPE_CHECKING:
    from mtcheck.rules.base import PairRule, Rule


@dataclass(frozen=True)
class Selection:
    """A choice of rules."""

    select: tuple[str, ...] = ()
    """Ids and prefixes; empty: what is on by default."""
    extend_select: tuple[str, ...] = ()
    """Run as well."""
    ignore: tuple[str, ...] = ()
    """Wins over everything."""

    def takes(self, rule: str, default: bool) -> bool:
        """Whether findings with this id are wanted. default: whether the rule is on by default."""
        if self.ignores(rule):
            return False
        if self.extend_select and rule.startswith(_prefixes(self.extend_select)):
            return True
        return rule.startswith(_prefixes(self.select)) if self.select else default

    def ignores(self, rule: str) -> bool:
        """Whether the id is left out."""
        return bool(self.ignore) and rule.startswith(_prefixes(self.ignore))

    def runs(self, rule: Rule | PairRule) -> bool:
        """Whether a rule runs. What decides whether a text can be checked always does, unless ignored."""
        return self.takes(rule.id, rule.default) or (
            getattr(rule, "blocks", False) and not self.ignores(rule.id)
        )

    def wants_engine(self, engine: str) -> bool:
        """False where no finding of this engine could be wanted, so that it need not start."""
        prefix = ENGINE_PREFIXES[engine]
        if self.ignores(prefix):
            return False
        wanted = _prefixes((*self.select, *self.extend_select))
        return not self.select or any(one.startswith(prefix) or prefix.startswith(one) for one in wanted)

    @property
    def wants_model(self) -> bool:
        """Whether the model runs: ignoring its findings does not take away its estimate."""
        return self.takes(MODEL_RULE, True) or not self.select


@cache
def _prefixes(selectors: tuple[str, ...]) -> tuple[str, ...]:
    """The selectors as prefixes of ids; `all` is one of every id."""
    return tuple("" if selector.lower() == ALL else selector for selector in selectors)
