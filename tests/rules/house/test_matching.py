"""What a house rule finds, where, and what it proposes; in every format, and never in what is not prose."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.checker import Checker
from mtcheck.findings.finding import Finding
from mtcheck.readers.html import html_document
from mtcheck.readers.markdown import markdown_document
from mtcheck.readers.plain import plain_document
from mtcheck.rules.house import matching
from mtcheck.rules.house.declaration import HouseRule
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document


def declared(**given: Any) -> HouseRule:
    return HouseRule(**{"id": "HR-TEST", "message": "“{text}” is not house style.", **given})


def findings_of(rule: HouseRule, document: Document | str) -> list[Finding]:
    document = plain_document(document) if isinstance(document, str) else document
    return list(matching.as_rule(rule).check(document))


def texts(rule: HouseRule, document: Document | str) -> list[str]:
    return [finding.text for finding in findings_of(rule, document)]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("Kiev", "He flew to Kiev.", ["Kiev"]),
        ("Kiev", "Kiev's mayor and a Kiev-based firm", ["Kiev", "Kiev"]),
        ("Kiev", "KIEV, kiev and Kievan", []),
        ("due to the fact that", "Due to the  fact that it rained", ["Due to the  fact that"]),
        ("kids", "The Kids and their KIDS, not kidskin", ["Kids", "KIDS"]),
        ("St. Paul's", "At St. Paul’s he sang; at St. Paul's too", ["St. Paul’s", "St. Paul's"]),
        ("(sic)", "so(sic)he said", ["(sic)"]),
        ("a.b", "axb a.b", ["a.b"]),
    ],
)
def test_a_phrase_is_literal_and_whole_words_and_a_capital_means_as_written(
    phrase: str, text: str, expected: list[str]
) -> None:
    assert texts(declared(phrases=(phrase,)), text) == expected


def test_match_case_says_otherwise() -> None:
    assert texts(declared(phrases=("Kiev",), match_case=False), "KIEV") == ["KIEV"]
    assert texts(declared(phrases=("kids",), match_case=True), "Kids and kids") == ["kids"]
    assert texts(declared(pattern="kids"), "Kids and kids") == ["kids"]
    assert texts(declared(pattern="kids", match_case=False), "Kids and kids") == ["Kids", "kids"]


@pytest.mark.parametrize(
    ("phrase", "good", "text", "expected"),
    [
        ("due to the fact that", "because", "Due to the fact that it rained", "Because"),
        ("kids", "children", "KIDS", "CHILDREN"),
        ("kids", "children", "kids", "children"),
        ("Kiev", "Kyiv", "Kiev", "Kyiv"),
        ("Big Apple", "New York", "the Big Apple", "New York"),
        ("very", "", "a very old man", ""),
    ],
)
def test_a_replacement_takes_over_the_capitals_of_what_may_be_written_in_any_case(
    phrase: str, good: str, text: str, expected: str
) -> None:
    (finding,) = findings_of(declared(phrases=(phrase,), replacement=good), text)
    assert [suggestion.text for suggestion in finding.suggestions] == [expected]


def test_what_is_as_the_house_wants_it_is_no_finding() -> None:
    rule = declared(phrases=("internet",), replacement="Internet")
    assert texts(rule, "The Internet is the internet.") == ["internet"]


def test_the_replacement_of_a_pattern_refers_to_its_groups() -> None:
    rule = declared(pattern=r"(?P<n>\d+) ?(%)", replacement=r"\g<n> per cent")
    (finding,) = findings_of(rule, "It fell by 5% last year.")
    assert (finding.text, finding.suggestions[0].text) == ("5%", "5 per cent")


def test_the_message_has_the_text_and_the_replacement_and_nothing_of_them_is_read_as_a_slot() -> None:
    rule = declared(pattern=r"\{\w+\}", replacement="x", message="Not “{text}” but “{replacement}”, {text}!")
    (finding,) = findings_of(rule, "A {replacement} stood here.")
    assert finding.message == "Not “{replacement}” but “x”, {replacement}!"


def test_carets_and_dollars_are_the_ends_of_paragraphs_and_nothing_reaches_over_them() -> None:
    text = "But he went home.\n\nHe did. But\n\nnot alone."
    assert texts(declared(pattern="^But"), text) == ["But"]
    assert texts(declared(pattern="But$"), text) == ["But"]
    assert texts(declared(phrases=("But not",)), text) == []


def test_code_addresses_and_comments_are_never_matched_and_markup_inside_a_phrase_does_not_hide_it() -> None:
    rule = declared(phrases=("kids",), replacement="children", safe_fix=True)
    page = html_document(
        "<p>Our <b>ki</b>ds <code>kids</code> <!-- kids --> <a href='kids'>kids</a>.</p><script>kids</script>"
    )
    first, second = findings_of(rule, page)
    assert (first.text, first.safe_fix) == ("ki</b>ds", False)
    assert (second.text, second.safe_fix) == ("kids", True)
    article = markdown_document(
        "---\nslug: kids\n---\n\nThe `kids` of www.kids.com are *kids*.\n\n    kids\n"
    )
    assert texts(rule, article) == ["kids"]
    assert texts(declared(pattern="The.*are"), article) == [], "what has code in it is no match"


def test_a_line_break_in_a_paragraph_is_space() -> None:
    article = markdown_document("> They stayed due to\r\n> the fact that it rained.\n")
    assert texts(declared(phrases=("due to the fact that",)), article) == ["due to\r\n> the fact that"]
    assert texts(declared(pattern=r"to +the"), article) == ["to\r\n> the"]


def test_an_entity_is_read_as_its_character_and_taken_whole() -> None:
    page = html_document("<p>The Smiths&rsquo; house</p>")
    assert texts(declared(phrases=("smiths'",)), page) == ["Smiths&rsquo;"]


@given(st.text(alphabet="ab \n\r\t.*<>&;`_é’😀", max_size=60))
def test_a_finding_is_the_slice_it_names_whatever_the_text_is(text: str) -> None:
    rule = declared(pattern=r"a\w*|\S*b")
    for document in (plain_document(text), html_document(text), markdown_document(text)):
        for finding in findings_of(rule, document):
            assert document.text[finding.start : finding.end] == finding.text != ""


def test_a_pattern_that_takes_too_long_is_given_up_and_said_and_the_rest_is_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(matching, "LIMIT", 0.1)
    slow = declared(id="HR-SLOW", pattern=r"(?:a|aa)+$")
    settings = Settings(
        rule=(slow, declared(phrases=("kids",))), model=False, no_engine=("harper", "languagetool")
    )
    sentence = "The kids saw that the council met on Tuesday and approved the budget for the new school."
    text = f"{sentence} {'a' * 60}b is a word."
    with Checker(settings) as checker:
        report = checker.check(plain_document(text))
    assert "HR-TEST" in [finding.rule for finding in report.findings]
    assert "HR-SLOW" in report.problems[0]
    assert not report.complete


def test_a_house_rule_runs_as_selected() -> None:
    off = declared(id="HR-OFF", phrases=("town",), default=False)
    on = declared(id="HR-ON", phrases=("kids",))
    text = (
        "The kids of the town saw that the council met on Tuesday and approved the budget for the new school."
    )

    def ids(**fields: Any) -> set[str]:
        settings = Settings(rule=(on, off), model=False, no_engine=("harper", "languagetool"), **fields)
        with Checker(settings) as checker:
            return {finding.rule for finding in checker.check(plain_document(text)).findings}

    assert ids() == {"HR-ON"}
    assert ids(extend_select=("HR-OFF",)) == {"HR-ON", "HR-OFF"}
    assert ids(select=("HR",)) == {"HR-ON", "HR-OFF"}
    assert ids(select=("HR",), ignore=("HR-ON",)) == {"HR-OFF"}
    assert ids(extend_ignore=("HR-ON",)) == set()
    assert ids(select=("MT5",)) == set()
