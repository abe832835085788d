"""Every rule against its own cases, `tests/rules/cases/<RULE>.yaml`; a rule without both kinds of case fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mtcheck.document import Document
from mtcheck.rules import RULES
from mtcheck.rules.interface import HEADINGS, Rule

CASES = Path(__file__).parent / "cases"


def load(rule_id: str) -> dict[str, list[dict[str, Any]]]:
    path = CASES / f"{rule_id}.yaml"
    data: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
    return data


def params(kind: str) -> list[Any]:
    return [
        pytest.param(rule, case, id=f"{rule.id}-{number}")
        for rule in RULES
        for number, case in enumerate(load(rule.id).get(kind) or (), 1)
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_cases_of_both_kinds_and_complete_documentation(rule: Rule) -> None:
    cases = load(rule.id)
    assert cases.get("flag"), f"{rule.id} has no must-flag case"
    assert cases.get("pass"), f"{rule.id} has no must-pass case"
    assert tuple(rule.sections) == HEADINGS
    assert all(rule.sections.values())


def test_every_case_file_belongs_to_a_rule_and_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert len({rule.name for rule in RULES}) == len(ids)
    assert {path.stem for path in CASES.glob("*.yaml")} == set(ids)


@pytest.mark.parametrize(("rule", "case"), params("flag"))
def test_must_flag(rule: Rule, case: dict[str, Any]) -> None:
    document = Document(case["case"])
    findings = list(rule.check(document))
    assert findings, "not flagged"
    for finding in findings:
        assert finding.rule == rule.id
        assert document.text[finding.start : finding.end] == finding.text
    if "text" in case:
        assert case["text"] in [finding.text for finding in findings]
        found = next(finding for finding in findings if finding.text == case["text"])
        if "suggestion" in case:
            assert found.suggestions[0].text == case["suggestion"]
        if "severity" in case:
            assert found.severity.value == case["severity"]


@pytest.mark.parametrize(("rule", "case"), params("pass"))
def test_must_pass(rule: Rule, case: dict[str, Any]) -> None:
    findings = list(rule.check(Document(case["case"])))
    assert not findings, [(finding.text, finding.message) for finding in findings]
