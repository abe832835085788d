"""The site builds without a warning, has a page for each rule, and loads nothing from elsewhere.

Needs the extra `docs`; without it the tests skip, or fail where MTCHECK_REQUIRE_DOCS is set.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import subprocess
import sys
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
import pytest
from documents import ROOT, all_commands

import mtcheck
from mtcheck.rules.base import HEADINGS

RULES: list[dict[str, Any]] = json.loads(
    subprocess.run(
        [sys.executable, "-m", "mtcheck", "rules", "--format", "json", "--config", os.devnull],
        capture_output=True,
        check=True,
    ).stdout
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `.ci/run` builds it."""
    if find_spec("mkdocs") is None or find_spec("mkdocstrings") is None:
        if os.environ.get("MTCHECK_REQUIRE_DOCS"):
            pytest.fail("needs the extra docs")
        pytest.skip("needs the extra docs")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def text_of(page: Path) -> str:
    return unescape(re.sub(r"<[^>]+>", "", page.read_text("utf-8")))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_every_rule_has_a_page_with_all_it_says(site: Path, rule: dict[str, Any]) -> None:
    page = (site / "rules" / rule["id"] / "index.html").read_text("utf-8")
    assert re.findall(r'<h2 id="[\w-]+">([^<]+)<', page)[: len(HEADINGS)] == list(HEADINGS)
    shown = " ".join(text_of(site / "rules" / rule["id"] / "index.html").replace("`", "").split())
    for text in rule["sections"].values():
        assert " ".join(text.replace("`", "").split()) in shown


def test_the_index_has_every_rule_and_its_summary(site: Path) -> None:
    shown = text_of(site / "rules" / "index.html")
    for rule in RULES:
        assert rule["id"] in shown
        assert rule["summary"] in shown


def test_every_command_option_and_setting_is_in_the_reference(site: Path) -> None:
    shown = text_of(site / "reference" / "command-line" / "index.html")
    for name, command in all_commands():
        assert name in shown
        for parameter in command.params:
            for option in parameter.opts if isinstance(parameter, click.Option) else ():
                assert option in shown
    shown = text_of(site / "reference" / "settings" / "index.html")
    for field in dataclasses.fields(mtcheck.Settings):
        assert (field.name.replace("_", "-") in shown) or field.name == "root"


def test_every_public_name_is_in_the_reference(site: Path) -> None:
    page = (site / "reference" / "python" / "index.html").read_text("utf-8")
    for name in mtcheck.__all__:
        assert f'id="mtcheck.{name}"' in page or name == "__version__"


def test_it_loads_nothing_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        for tag in re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*>", page.read_text("utf-8")):
            address = re.search(r'(?:src|href)="(https?:)?//', tag)
            assert address is None or 'rel="canonical"' in tag, tag
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//", style.read_text("utf-8"))


def test_every_table_became_one(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert "| ---" not in text_of(page), page
