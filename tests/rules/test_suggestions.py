"""No rule proposes what stands there: over all cases, and for whatever a finding is given."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cases import ALL, check, load

from mtcheck.findings.finding import Category, Finding, Severity, Suggestion
from mtcheck.rules.base import Declaration
from mtcheck.text.document import Document

#: What a message quotes.
_QUOTED = re.compile(r"“([^“”]*)”")


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_rule_proposes_something_else_than_what_stands_there(rule: Declaration) -> None:
    cases: list[dict[str, Any]] = load(rule.id)["flag"]
    for case in cases:
        _, findings = check(rule, case)
        for finding in findings:
            assert finding.text not in [suggestion.text for suggestion in finding.suggestions]
            # “happen” is wrong; “happen”? What is quoted as wrong is not quoted once more as right.
            quoted = [words for words in _QUOTED.findall(finding.message) if words in finding.text]
            assert len(quoted) == len(set(quoted)), finding.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("It would be happen soon.", "“be happen” is no verb form; leave “be” out?"),
        ("It will be occur, they said.", "“be occur” is no verb form; leave “be” out?"),
        ("They must to see it.", "“to” cannot follow “must”; leave it out."),
    ],
)
def test_a_word_too_many_is_what_a_message_is_about(text: str, message: str) -> None:
    rule = next(rule for rule in ALL if rule.id == "MT501")
    findings = list(rule.check(Document(text)))  # type: ignore[attr-defined]
    assert [finding.message for finding in findings] == [message]


@given(st.lists(st.sampled_from(["", "word", "Word", "words"]), max_size=4), st.booleans())
def test_a_finding_has_no_suggestion_that_changes_nothing(texts: list[str], safe: bool) -> None:
    suggestions = tuple(map(Suggestion, texts))
    finding = Finding(
        "MT501",
        "verb-form",
        Category.GRAMMAR,
        Severity.MAJOR,
        0,
        4,
        "word",
        "It is wrong.",
        suggestions,
        safe_fix=safe,
    )
    assert [suggestion.text for suggestion in finding.suggestions] == [
        text for text in texts if text != "word"
    ]
    assert finding.safe_fix == (safe and "word" not in texts)
