"""Every must-flag case again with other white space between its words: the same finding.

MT408 is left out, which is about the number of spaces.
"""

from __future__ import annotations

from typing import Any

import pytest
from test_cases import ALL, load

from mtcheck.bilingual.align.sentences import one_to_one
from mtcheck.bilingual.pair import Pair, Terms
from mtcheck.bilingual.segmentation import source_document
from mtcheck.bilingual.source_language import detect
from mtcheck.findings.finding import Finding
from mtcheck.rules.base import Declaration, PairRule, Rule
from mtcheck.text.document import Document
from mtcheck.text.span import Span

SPACES = {"non-breaking": "\u00a0", "narrow": "\u202f", "thin": "\u2009", "two": "  ", "line-break": "\n"}
RULES = [rule for rule in ALL if isinstance(rule, Rule | PairRule) and rule.id != "MT408"]


def spaced(text: str, space: str) -> Document:
    """The text with `space` for every space, in the same paragraphs."""
    document = Document(text.replace(" ", space))
    if "\n" not in space:
        return document
    return Document(
        document.text, blocks=tuple(Span(block.start, block.end) for block in Document(text).paragraphs)
    )


def findings(rule: Declaration, case: dict[str, Any], target: Document) -> list[Finding]:
    if isinstance(rule, Rule):
        return list(rule.check(target))
    assert isinstance(rule, PairRule)
    language = case.get("language") or detect(case["source"])
    source = source_document(Document(case["source"]), language)
    given = {key: tuple(value) for key, value in case.get("settings", {}).items()}
    terms = Terms.read(given.get("do_not_translate", ()), given.get("glossary", ()), language)
    links = one_to_one(len(source.sentences), len(target.sentences))
    return list(rule.check(Pair(source, target, language, links, terms)))


def marked(rule: Declaration, found: list[Finding]) -> list[str]:
    """What the findings mark, as it reads. MT002 shows so many characters of its sentence."""
    return [" ".join(finding.text.split())[: 30 if rule.id == "MT002" else None] for finding in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)
def test_the_same_finding_with_other_white_space(rule: Declaration, space: str) -> None:
    for case in load(rule.id)["flag"]:
        if case.get("whole"):
            continue  # one sentence, whatever stands in it
        expected = findings(rule, case, Document(case["case"]))
        document = spaced(case["case"], space)
        found = findings(rule, case, document)
        assert marked(rule, found) == marked(rule, expected), case["name"]
        assert all(finding.text == document.text[finding.start : finding.end] for finding in found)
