"""Which rules run: `--select`, `--extend-select` and `--ignore` over ids and prefixes."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtcheck.findings.finding import ENGINE_PREFIXES

if TYPE_CHECKING:
    from mtcheck.bilingual.pair import PairRule
    from mtcheck.rules.base import Rule

#: The garble model's id, which no module of a rule declares.
MODEL_RULE = "GM101"


def _all_rules() -> tuple[Rule, ...]:
    # Imported on first use: the command line starts Harper before it pays for forty modules of rules.
    from mtcheck.rules import RULES

    return RULES


def _pair_rules() -> tuple[PairRule, ...]:
    from mtcheck.rules.source.catalogue import PAIR_RULES

    return PAIR_RULES


def declared() -> dict[str, bool]:
    """Every id that is declared one by one, with whether it is on by default: our rules, the model's,
    those of housekeeping.
    """
    from mtcheck.rules.housekeeping.catalogue import HOUSEKEEPING

    return {rule.id: rule.default for rule in (*_all_rules(), *_pair_rules(), *HOUSEKEEPING)} | {
        MODEL_RULE: True
    }


class UnknownRuleError(ValueError):
    """A selection names an id or prefix that no rule has. The message suggests the nearest one."""


@dataclass(frozen=True)
class Selection:
    """A choice of rules. An empty `select` means the default-on set; `ignore` wins over everything."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, rule: str, default: bool) -> bool:
        """Whether findings of the rule with this id are wanted; `default`: whether it is on by default."""
        if self.ignore and rule.startswith(self.ignore):
            return False
        if self.extend_select and rule.startswith(self.extend_select):
            return True
        return rule.startswith(self.select) if self.select else default

    def rules(self) -> tuple[Rule, ...]:
        """Our own rules that run. What decides whether a text can be checked at all always does, unless
        ignored.
        """
        return tuple(
            rule
            for rule in _all_rules()
            if self.takes(rule.id, rule.default or rule.blocks) or self._guards(rule)
        )

    def pair_rules(self) -> tuple[PairRule, ...]:
        """The rules that run where a source is given."""
        return tuple(rule for rule in _pair_rules() if self.takes(rule.id, rule.default))

    def _guards(self, rule: Rule) -> bool:
        return rule.blocks and not (self.ignore and rule.id.startswith(self.ignore))

    def wants_engine(self, engine: str) -> bool:
        """False where no finding of this engine could be wanted, so that it need not be started."""
        prefix = ENGINE_PREFIXES[engine]
        if self.ignore and prefix.startswith(self.ignore):
            return False
        wanted = (*self.select, *self.extend_select)
        return not self.select or any(one.startswith(prefix) or prefix.startswith(one) for one in wanted)

    @property
    def wants_model(self) -> bool:
        """Whether the model has to run: it also gives the estimate, which no `ignore` of its findings
        takes away.
        """
        return self.takes(MODEL_RULE, True) or not self.select


def check_selectors(
    selectors: Sequence[str], known: Sequence[str] | None = None, house: Sequence[str] = ()
) -> None:
    """Raise UnknownRuleError for a selector that is no id and no prefix of one. house: ids of house rules."""
    if not selectors:
        return
    ids = [*(known if known is not None else declared()), *house]
    for selector in selectors:
        if selector and any(one.startswith(selector) for one in ids):
            continue
        if selector and any(
            p.startswith(selector) or selector.startswith(p) for p in ENGINE_PREFIXES.values()
        ):
            continue
        near = difflib.get_close_matches(selector.upper(), [*ids, *ENGINE_PREFIXES.values()], n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}? " if near else ""
        raise UnknownRuleError(f"unknown rule “{selector}”: {hint}“mtcheck rules” lists them.")
