"""The table: what a match is called, what it is to MQM, and what is on by default."""

from __future__ import annotations

import pytest

from mtcheck.engines.languagetool import rules
from mtcheck.engines.languagetool.engine import LanguageTool
from mtcheck.engines.table import ErrorKind
from mtcheck.findings.finding import Category, Severity
from mtcheck.text.document import Document

SPELLER = "MORFOLOGIK_RULE_EN_US"


@pytest.mark.parametrize(
    ("word", "message", "suggestions", "ending"),
    [
        ("Ushakov", "Possible spelling mistake found.", ("Shako",), "-NAME"),
        ("iPhonex", "Possible spelling mistake found.", (), "-NAME"),
        ("B2Bx", "Possible spelling mistake found.", (), "-NAME"),
        ("colour", "Possible spelling mistake. ‘colour’ is British English.", ("color",), "-REGIONAL"),
        ("Centre", "Possible spelling mistake. ‘Centre’ is British English.", ("Center",), "-REGIONAL"),
        ("cambodians", "Possible spelling mistake found.", ("Cambodians",), "-CASE"),
        ("govt", "Possible spelling mistake found.", ("Govt",), ""),
        ("gouvernement", "Possible spelling mistake found.", ("government",), "-FOREIGN"),
        ("développement", "Possible spelling mistake found.", (), "-FOREIGN"),
        ("smidgeon's", "Possible spelling mistake found.", (), ""),
        ("recieve", "Possible spelling mistake found.", ("receive",), ""),
    ],
)
def test_unknown_words_are_told_apart(
    word: str, message: str, suggestions: tuple[str, ...], ending: str
) -> None:
    rule_id = rules.rule_id_of(SPELLER, word, message, suggestions)
    assert rule_id == f"GR-LT-{SPELLER}{ending}"
    assert rules.default_on(rule_id) is (ending in ("-FOREIGN", "-CASE"))


def test_only_the_speller_tells_words_apart() -> None:
    assert rules.rule_id_of("EN_A_VS_AN", "gouvernement") == "GR-LT-EN_A_VS_AN"


def test_another_variety_of_english_is_no_misspelling() -> None:
    kind = rules.kind_of(f"GR-LT-{SPELLER}-REGIONAL", "TYPOS", "misspelling")
    assert (kind.category, kind.severity) == (Category.INCONSISTENCY, Severity.NEUTRAL)


def test_spelling_of_capitalised_words_is_off_by_default() -> None:
    assert not rules.default_on(f"GR-LT-{SPELLER}-NAME")
    assert not rules.default_on(f"GR-LT-{SPELLER}")


def test_a_foreign_word_is_untranslated_a_name_is_spelling() -> None:
    foreign = rules.kind_of(rules.rule_id_of(SPELLER, "gouvernement"), "TYPOS", "misspelling")
    assert (foreign.category, foreign.severity) == (Category.UNTRANSLATED, Severity.MAJOR)
    name = rules.kind_of(rules.rule_id_of(SPELLER, "Ushakov"), "TYPOS", "misspelling")
    assert (name.category, name.severity) == (Category.SPELLING, Severity.MINOR)


def test_another_variety_of_english_is_judged_alike() -> None:
    rule_id = rules.rule_id_of("MORFOLOGIK_RULE_EN_GB", "gouvernement")
    assert rule_id == "GR-LT-MORFOLOGIK_RULE_EN_GB-FOREIGN"
    assert rules.default_on(rule_id)
    assert rules.kind_of(rule_id, "TYPOS", "misspelling").category is Category.UNTRANSLATED


def test_the_category_decides_then_the_issue_type_then_nothing() -> None:
    assert rules.kind_of("GR-LT-ANY", "STYLE", "grammar").severity is Severity.NEUTRAL
    assert rules.kind_of("GR-LT-ANY", "NEW_CATEGORY", "typographical").category is Category.PUNCTUATION
    assert rules.kind_of("GR-LT-ANY", "NEW_CATEGORY", "uncategorized") == ErrorKind(
        Category.GRAMMAR, Severity.MINOR
    )
    assert not rules.default_on("GR-LT-ANY")
    assert rules.confidence_of("GR-LT-ANY") == 0.5


def test_the_table_holds_what_it_says() -> None:
    """A rule that is on pays: it fires clearly more often on machine text."""
    for name, rule in rules.DEFAULT_ON.items():
        assert rule.human <= 3 or rule.machine >= 2 * rule.human, name
        assert 0.5 < rule.confidence < 1, name


def test_the_real_servers_matches_are_classified(real_languagetool: LanguageTool) -> None:
    text = (
        "The gouvernement of Slezkinov paid 40 millions of dollars. The colour is nice. The cambodians left."
    )
    found = {finding.text: finding for finding in real_languagetool.check(Document(text))}
    assert found["gouvernement"].rule == f"GR-LT-{SPELLER}-FOREIGN"
    assert found["Slezkinov"].rule == f"GR-LT-{SPELLER}-NAME"
    assert found["colour"].rule == f"GR-LT-{SPELLER}-REGIONAL"
    assert found["cambodians"].rule == f"GR-LT-{SPELLER}-CASE"
    assert found["40 millions of"].rule == "GR-LT-CD_DOZENS_OF"
    on = {word for word, finding in found.items() if rules.default_on(finding.rule)}
    assert on == {"gouvernement", "cambodians", "40 millions of"}
