"""The MT6 rules, an explicit tuple: one module each beside this one."""

from __future__ import annotations

from mtcheck.bilingual import (
    mt601_same_as_source,
    mt602_untranslated_words,
    mt603_number_mismatch,
    mt604_number_missing,
    mt605_date_mismatch,
    mt606_currency_mismatch,
    mt607_percentage_lost,
)
from mtcheck.bilingual.interface import PairRule

PAIR_RULES: tuple[PairRule, ...] = (
    mt601_same_as_source.RULE,
    mt602_untranslated_words.RULE,
    mt603_number_mismatch.RULE,
    mt604_number_missing.RULE,
    mt605_date_mismatch.RULE,
    mt606_currency_mismatch.RULE,
    mt607_percentage_lost.RULE,
)
