"""The MT6 rules, an explicit tuple: one module each beside this one."""

from __future__ import annotations

from mtcheck.bilingual.interface import PairRule

PAIR_RULES: tuple[PairRule, ...] = ()
