"""The rules, an explicit tuple: adding one is one module here, one YAML of cases and one line below."""

from __future__ import annotations

from mtcheck.rules import mt505_doubled_word
from mtcheck.rules.interface import Rule

# fmt: off
RULES: tuple[Rule, ...] = (
    mt505_doubled_word.RULE,
)
# fmt: on
