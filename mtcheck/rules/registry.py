"""The registry: every rule by the name of its module, imported when first asked for.

Nothing is discovered: a new rule is one module, one YAML of cases and one line in `MODULES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from mtcheck.findings.finding import ENGINE_PREFIXES
from mtcheck.text.nearest import did_you_mean

if TYPE_CHECKING:
    from mtcheck.rules.base import Declaration, PairRule, Rule
    from mtcheck.rules.house.declaration import HouseRule

#: Stands for every rule where rules are named: in options, settings and comments.
ALL = "all"
#: The garble model's findings.
MODEL_RULE = "GM101"

#: The module of each rule, `family.module`, in the order of ids.
MODULES = (
    "showstoppers.mt001_empty",
    "showstoppers.mt002_not_english",
    "showstoppers.mt003_source_script",
    "showstoppers.mt004_degenerate_loop",
    "showstoppers.mt005_mojibake",
    "showstoppers.mt006_broken_entity",
    "showstoppers.mt007_placeholder",
    "showstoppers.mt008_truncated",
    "showstoppers.mt009_page_boilerplate",
    "showstoppers.mt010_untranslated_passage",
    "phrases.mt101_fixed_expression",
    "phrases.mt102_broken_compound",
    "phrases.mt103_idiom_frame",
    "phrases.mt104_known_garble",
    "phrases.mt106_untranslated_word",
    "names.mt201_place_coordination",
    "names.mt202_name_variants",
    "names.mt203_known_organisation",
    "names.mt204_title_name",
    "names.mt205_pronoun_gender",
    "names.mt206_foreign_name",
    "numbers.mt301_split_number",
    "numbers.mt302_foreign_number_format",
    "numbers.mt303_doubled_unit",
    "numbers.mt304_currency_after_number",
    "numbers.mt305_doubled_magnitude",
    "numbers.mt306_impossible_date",
    "numbers.mt307_foreign_ordinal",
    "numbers.mt308_foreign_clock_time",
    "numbers.mt309_unit_without_number",
    "typography.mt401_nested_quotes",
    "typography.mt402_unbalanced_quotes",
    "typography.mt403_mixed_quotes",
    "typography.mt404_unmatched_bracket",
    "typography.mt405_space_before_punctuation",
    "typography.mt406_missing_space",
    "typography.mt407_space_inside_marks",
    "typography.mt408_double_space",
    "typography.mt409_full_width_punctuation",
    "typography.mt410_repeated_punctuation",
    "typography.mt411_foreign_quotes",
    "typography.mt412_lower_case_start",
    "typography.mt413_missing_end_mark",
    "typography.mt414_broken_apostrophe",
    "structure.mt501_verb_form",
    "structure.mt502_tense_time",
    "structure.mt503_subject_as_agent",
    "structure.mt504_adverb_without_ly",
    "structure.mt505_doubled_word",
    "structure.mt506_doubled_phrase",
    "structure.mt507_determiner_clash",
    "structure.mt508_number_agreement",
    "structure.mt509_double_comparison",
    "structure.mt511_impossible_sequence",
    "structure.mt512_pronoun_case",
    "structure.mt514_word_order",
    "structure.mt515_subject_doubling",
    "source.mt601_same_as_source",
    "source.mt602_untranslated_words",
    "source.mt603_number_mismatch",
    "source.mt604_number_missing",
    "source.mt605_date_mismatch",
    "source.mt606_currency_mismatch",
    "source.mt607_percentage_lost",
    "source.mt608_quotation_lost",
    "source.mt609_question_lost",
    "source.mt610_negation_lost",
    "source.mt611_omission",
    "source.mt612_addition",
    "source.mt613_length_ratio",
    "source.mt614_address_changed",
    "source.mt615_markup_changed",
    "source.mt616_do_not_translate",
    "source.mt617_glossary_term",
    "source.mt618_name_spelling",
    "source.mt619_name_sound",
    "source.mt620_negation_added",
    "housekeeping.mt901_unknown_suppression_id",
    "housekeeping.mt902_unused_suppression",
    "housekeeping.mt903_stale_baseline_entry",
    "housekeeping.mt904_malformed_suppression",
)
_PAIR, _HOUSEKEEPING = "source", "housekeeping"


class UnknownRuleError(ValueError):
    """A selector names an id or prefix that no rule has. The message suggests the nearest one."""


@cache
def rules() -> tuple[Rule, ...]:
    """The rules that read one document."""
    families = (_PAIR, _HOUSEKEEPING)
    return tuple(
        import_module(f"mtcheck.rules.{name}").check for name in MODULES if not name.startswith(families)
    )


@cache
def pair_rules() -> tuple[PairRule, ...]:
    """The rules that compare a translation with its source (MT6)."""
    return tuple(import_module(f"mtcheck.rules.{name}").check for name in MODULES if name.startswith(_PAIR))


@cache
def housekeeping() -> tuple[Declaration, ...]:
    """The declarations of findings about outdated decisions (MT9), which `decisions` makes."""
    names = (name for name in MODULES if name.startswith(_HOUSEKEEPING))
    return tuple(import_module(f"mtcheck.rules.{name}").DECLARATION for name in names)


def house_rules(declared: Iterable[HouseRule]) -> tuple[Rule, ...]:
    """The rules that a newsroom declares in its settings."""
    declared = tuple(declared)
    if not declared:
        return ()
    matching = import_module("mtcheck.rules.house.matching")  # the `regex` package
    return tuple(matching.as_rule(rule) for rule in declared)


@cache
def declarations() -> tuple[Declaration, ...]:
    """Everything that has an id and documentation of its own."""
    return (*rules(), *pair_rules(), *housekeeping())


def defaults() -> dict[str, bool]:
    """Whether each rule, the model's too, is on by default, by id."""
    return {rule.id: rule.default for rule in declarations()} | {MODEL_RULE: True}


def check_selectors(
    selectors: Sequence[str], known: Sequence[str] | None = None, house: Sequence[str] = ()
) -> None:
    """Raise UnknownRuleError for a selector that is neither an id, the prefix of one, nor ALL.

    known: the ids to choose from, by default all of our own. house: the ids of house rules.
    """
    if not selectors:
        return
    ids = [*(known if known is not None else defaults()), *house]
    prefixes = ENGINE_PREFIXES.values()
    for selector in selectors:
        if selector.lower() == ALL or (selector and any(id.startswith(selector) for id in ids)):
            continue
        if selector and any(
            prefix.startswith(selector) or selector.startswith(prefix) for prefix in prefixes
        ):
            continue
        hint = _did_you_mean(selector, [*ids, *prefixes])
        raise UnknownRuleError(f"unknown rule “{selector}”: {hint}“mtcheck rules” lists them.")


def _did_you_mean(selector: str, known: Sequence[str]) -> str:
    """A hint at the id, or the prefix of ids, that may be meant."""
    prefixed = next((name for name in known if name.casefold().startswith(selector.casefold())), None)
    if selector and prefixed is not None:
        return f"did you mean {prefixed[: len(selector)]}? "
    return did_you_mean(selector, known)
