"""The example in CONTRIBUTING.md is a rule that works: its own cases pass, its documentation is complete."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from documents import ROOT, blocks

from mtcheck.rules.base import HEADINGS, Rule
from mtcheck.rules.registry import MODULES
from mtcheck.text.document import Document

CONTRIBUTING = ROOT / "CONTRIBUTING.md"


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rule]:
    (name,) = re.findall(r"mtcheck/rules/structure/(mt\d+_\w+)\.py", CONTRIBUTING.read_text("utf-8"))
    assert not any(name in module for module in MODULES), "the example's id is taken; give it another"
    (module,) = blocks(CONTRIBUTING, "python")
    (tmp_path / f"{name}.py").write_text(module, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module(name).check
    del sys.modules[name]


def test_the_example_finds_what_its_cases_say(example: Rule) -> None:
    (text,) = blocks(CONTRIBUTING, "yaml")
    cases = yaml.safe_load(text)
    for case in cases["flag"]:
        (finding,) = example.check(Document(case["case"]))
        assert finding.text == case["text"]
        assert finding.suggestions[0].text == case.get("suggestion", finding.suggestions[0].text)
    for case in cases["pass"]:
        assert not list(example.check(Document(case["case"])))


def test_the_example_is_declared_and_documented(example: Rule) -> None:
    assert tuple(example.sections) == HEADINGS
    assert all(example.sections.values())
    assert (example.id, example.name, example.default) == ("MT516", "comma-before-that", False)
