"""The table: what a match is called, what it is to MQM, and what is on by default."""

from __future__ import annotations

import pytest

from mtcheck.engines.languagetool import rules
from mtcheck.engines.languagetool.engine import LanguageTool
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
    kind = rules.classify(SPELLER, "TYPOS", "misspelling", word, message, suggestions)
    assert kind.rule == f"GR-LT-{SPELLER}{ending}"
    assert kind.default is (ending in ("-FOREIGN", "-CASE"))
    assert rules.default_on(kind.rule) is kind.default


def test_spelling_of_capitalised_words_is_off_by_default() -> None:
    assert not rules.default_on(f"GR-LT-{SPELLER}-NAME")
    assert not rules.default_on(f"GR-LT-{SPELLER}")


def test_a_foreign_word_is_untranslated_a_name_is_spelling() -> None:
    foreign = rules.classify(SPELLER, "TYPOS", "misspelling", "gouvernement")
    assert (foreign.category, foreign.severity) == (Category.UNTRANSLATED, Severity.MAJOR)
    name = rules.classify(SPELLER, "TYPOS", "misspelling", "Ushakov")
    assert (name.category, name.severity) == (Category.SPELLING, Severity.MINOR)


def test_another_variety_of_english_is_judged_alike() -> None:
    assert rules.classify("MORFOLOGIK_RULE_EN_GB", "TYPOS", "misspelling", "gouvernement").default
    assert rules.default_on("GR-LT-MORFOLOGIK_RULE_EN_GB-FOREIGN")


def test_the_category_decides_then_the_issue_type_then_nothing() -> None:
    assert rules.classify("ANY", "STYLE", "grammar", "x").severity is Severity.NEUTRAL
    assert rules.classify("ANY", "NEW_CATEGORY", "typographical", "x").category is Category.PUNCTUATION
    assert rules.classify("ANY", "NEW_CATEGORY", "uncategorized", "x")[1:] == (
        Category.GRAMMAR,
        Severity.MINOR,
        False,
        0.5,
    )


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
