"""The registry of engines: it knows them all, and imports none before it is asked to."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mtcheck.engines import registry
from mtcheck.engines.harper.engine import Harper
from mtcheck.engines.languagetool.engine import LanguageTool
from mtcheck.findings.finding import ENGINE_PREFIXES


def test_every_engine_with_a_prefix_is_in_the_registry() -> None:
    assert list(registry.ENGINES) == list(ENGINE_PREFIXES)


def test_create_returns_the_engine_of_that_name() -> None:
    harper = registry.create("harper", wanted=lambda rule_id: False, url="http://localhost:1")
    languagetool = registry.create("languagetool", wanted=lambda rule_id: False, url="http://localhost:1")
    assert isinstance(harper, Harper)
    assert isinstance(languagetool, LanguageTool)
    assert [harper.name, languagetool.name] == list(registry.ENGINES)
    harper.stop()
    languagetool.stop()


def test_create_passes_on_what_is_wanted() -> None:
    asked: list[str] = []

    def wanted(rule_id: str) -> bool:
        asked.append(rule_id)
        return False

    from mtcheck.text.document import Document

    assert registry.create("harper", wanted=wanted).check(Document("He go to the the shop.")) == []
    assert asked


@pytest.mark.parametrize(
    ("rule_id", "expected"),
    [
        ("GR-HARPER-SpellCheck-FOREIGN", True),
        ("GR-HARPER-SpellCheck", False),
        ("GR-LT-MORFOLOGIK_RULE_EN_GB-CASE", True),
        ("GR-LT-EN_UNPAIRED_QUOTES", False),
        ("GR-LT-SpellCheck-FOREIGN", False),
        ("SpellCheck-FOREIGN", False),
        ("MT505", False),
    ],
)
def test_default_on(rule_id: str, expected: bool) -> None:
    assert registry.default_on(rule_id) is expected


def test_importing_the_registry_imports_no_engine() -> None:
    code = (
        "import sys; from mtcheck.engines import registry; "
        "print([name for name in sys.modules if name.startswith(('mtcheck.engines.harper', "
        "'mtcheck.engines.languagetool', 'harper', 'language_tool_python', 'requests'))])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
