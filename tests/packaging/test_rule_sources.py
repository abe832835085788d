"""What a rule's documentation names can be opened: files of the repository, and commands that measure it."""

from __future__ import annotations

import re

import pytest
from documents import ROOT

from mtcheck.rules.base import Declaration
from mtcheck.rules.registry import declarations

_PATH = re.compile(r"\b((?:benchmarks|docs|fixtures|mtcheck|tests|training)/[\w./-]*\w)")
_MODULE = re.compile(r"`(?:python -m )?((?:benchmarks|mtcheck|training)(?:\.\w+)+)")
_PAPER = re.compile(r"[\w/.-]+\.md\b")


@pytest.mark.parametrize("rule", declarations(), ids=lambda rule: rule.id)
def test_what_it_names_is_there(rule: Declaration) -> None:
    text = " ".join(rule.doc.split())
    for path in [*_PATH.findall(text), *_PAPER.findall(text)]:
        assert (ROOT / path).exists(), path
    for module in _MODULE.findall(text):
        path = ROOT / module.replace(".", "/")
        assert path.is_dir() or path.with_suffix(".py").is_file(), module


def test_ids_are_cited_with_the_page_that_has_them() -> None:
    page = (ROOT / "docs" / "quality-checks.md").read_text("utf-8")
    for rule in declarations():
        source = rule.sections["Source"]
        for cited in re.findall(r"(?<![\w-])[BM]\d{1,2}(?![\w-])", source):
            assert "docs/quality-checks.md" in source, rule.id
            (row,) = (line for line in page.splitlines() if f'<a id="{cited.lower()}"></a>{cited} ' in line)
            assert f"[{rule.id}](rules/{rule.id}.md)" in row, "the page names the rules that cite it"
