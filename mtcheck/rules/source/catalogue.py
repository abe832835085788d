"""The MT6 rules, an explicit tuple: one module each beside this one."""

from __future__ import annotations

from mtcheck.bilingual.pair import PairRule
from mtcheck.rules.source import (
    mt601_same_as_source,
    mt602_untranslated_words,
    mt603_number_mismatch,
    mt604_number_missing,
    mt605_date_mismatch,
    mt606_currency_mismatch,
    mt607_percentage_lost,
    mt608_quotation_lost,
    mt609_question_lost,
    mt610_negation_lost,
    mt611_omission,
    mt612_addition,
    mt613_length_ratio,
    mt614_address_changed,
    mt615_markup_changed,
    mt616_do_not_translate,
    mt617_glossary_term,
    mt618_name_spelling,
    mt619_name_sound,
    mt620_negation_added,
)

PAIR_RULES: tuple[PairRule, ...] = (
    mt601_same_as_source.RULE,
    mt602_untranslated_words.RULE,
    mt603_number_mismatch.RULE,
    mt604_number_missing.RULE,
    mt605_date_mismatch.RULE,
    mt606_currency_mismatch.RULE,
    mt607_percentage_lost.RULE,
    mt608_quotation_lost.RULE,
    mt609_question_lost.RULE,
    mt610_negation_lost.RULE,
    mt611_omission.RULE,
    mt612_addition.RULE,
    mt613_length_ratio.RULE,
    mt614_address_changed.RULE,
    mt615_markup_changed.RULE,
    mt616_do_not_translate.RULE,
    mt617_glossary_term.RULE,
    mt618_name_spelling.RULE,
    mt619_name_sound.RULE,
    mt620_negation_added.RULE,
)
