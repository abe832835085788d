"""Every rule against its cases, `tests/rules/cases/<RULE>.yaml`; a rule without both kinds of case fails.

Each case has a `name` that says what it shows; `-k MT505-two-articles` runs one. The cases of housekeeping
are Markdown; `before` is the article that the baseline was written from.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from mtcheck.bilingual.align.sentences import one_to_one
from mtcheck.bilingual.pair import Pair, Terms
from mtcheck.bilingual.segmentation import source_document
from mtcheck.bilingual.source_language import detect
from mtcheck.checker import Checker
from mtcheck.decisions.baseline import Baseline
from mtcheck.decisions.decisions import Decisions
from mtcheck.findings.finding import Finding
from mtcheck.findings.report import Report
from mtcheck.readers.markdown import markdown_document
from mtcheck.rules.base import HEADINGS, Declaration, PairRule, Rule
from mtcheck.rules.registry import declarations
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

CASES = Path(__file__).parent / "cases"
ALL: tuple[Declaration, ...] = declarations()


def load(rule_id: str) -> dict[str, list[dict[str, Any]]]:
    path = CASES / f"{rule_id}.yaml"
    data: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
    return data


def params(kind: str) -> list[Any]:
    return [
        pytest.param(rule, case, id=f"{rule.id}-{case.get('name')}")
        for rule in ALL
        for case in load(rule.id).get(kind) or ()
    ]


def check(rule: Declaration, case: dict[str, Any]) -> tuple[Document, list[Finding]]:
    if isinstance(rule, Rule):
        document = Document(case["case"])
        return document, list(rule.check(document))
    if isinstance(rule, PairRule):
        return check_pair(rule, case)
    baseline = Baseline("baseline.json", {})
    if "before" in case:
        before = check_article(
            markdown_document(case["before"], "a.md"), Decisions(baseline=baseline, recording=True)
        ).baseline
        baseline = baseline.updated({"a.md": before or ()})
    document = markdown_document(case["case"], "a.md")
    findings = check_article(document, Decisions(baseline=baseline)).findings
    return document, [finding for finding in findings if finding.rule == rule.id]


def check_pair(rule: PairRule, case: dict[str, Any]) -> tuple[Document, list[Finding]]:
    """A case with its `source`. Sentences are paired in order; `whole` makes each text one sentence."""
    language = case.get("language") or detect(case["source"])
    assert rule.reads(language)
    if case.get("whole"):
        source, target = (
            Document(text, segments=((0, len(text), 0),)) for text in (case["source"], case["case"])
        )
    else:
        source, target = source_document(Document(case["source"]), language), Document(case["case"])
    given = {key: tuple(value) for key, value in case.get("settings", {}).items()}
    terms = Terms.read(given.get("do_not_translate", ()), given.get("glossary", ()), language)
    links = one_to_one(len(source.sentences), len(target.sentences))
    return target, list(rule.check(Pair(source, target, language, links, terms)))


def check_article(document: Document, decisions: Decisions) -> Report:
    settings = Settings(no_engine=("harper", "languagetool"), model=False)
    return Checker(settings, decisions=decisions).check(document)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_rule_has_cases_of_both_kinds_and_complete_documentation(rule: Declaration) -> None:
    cases = load(rule.id)
    assert cases.get("flag"), f"{rule.id} has no must-flag case"
    assert cases.get("pass"), f"{rule.id} has no must-pass case"
    assert tuple(rule.sections) == HEADINGS
    assert all(rule.sections.values())


def test_every_case_file_belongs_to_a_rule_and_ids_are_unique() -> None:
    ids = [rule.id for rule in ALL]
    assert len(ids) == len(set(ids))
    assert len({rule.name for rule in ALL}) == len(ids)
    assert {path.stem for path in CASES.glob("*.yaml")} == set(ids)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_every_case_has_a_name_of_its_own(rule: Declaration) -> None:
    names = [case.get("name", "") for cases in load(rule.id).values() for case in cases]
    assert all(names), f"{rule.id} has a case without a name"
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name) for name in names), names
    assert len(set(names)) == len(names), names


@pytest.mark.parametrize(("rule", "case"), params("flag"))
def test_must_flag(rule: Declaration, case: dict[str, Any]) -> None:
    document, findings = check(rule, case)
    assert findings, "not flagged"
    for finding in findings:
        assert finding.rule == rule.id
        assert document.text[finding.start : finding.end] == finding.text
    if "text" in case:
        assert case["text"] in [finding.text for finding in findings]
        named = next(finding for finding in findings if finding.text == case["text"])
        if "suggestion" in case:
            assert named.suggestions[0].text == case["suggestion"]
        if "safe" in case:
            assert named.safe_fix is case["safe"]
        if "severity" in case:
            assert named.severity.value == case["severity"]


@pytest.mark.parametrize(("rule", "case"), params("pass"))
def test_must_pass(rule: Declaration, case: dict[str, Any]) -> None:
    _, findings = check(rule, case)
    assert not findings, [(finding.text, finding.message) for finding in findings]
