"""The README is short, its two commands are those that CI runs, and it says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from documents import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_it_is_short_enough_to_be_read() -> None:
    assert len(README.encode()) < 12_000


def test_its_two_commands_are_those_that_ci_runs() -> None:
    blocks = re.findall(r"<!-- ci: (\w+) -->\n```sh\n(.*?)```", README, re.DOTALL)
    assert [name for name, _ in blocks] == ["main", "test"]
    assert blocks[0][1] == (
        "python3 -m venv .venv\n"
        ".venv/bin/pip install --quiet .\n"
        ".venv/bin/mtcheck check fixtures/trump-putin-call.txt -o report.csv\n"
    )
    assert blocks[1][1] == (
        'python3 -m venv .venv\n.venv/bin/pip install --quiet -e ".[test]"\n.venv/bin/pytest -q\n'
    )


def test_its_picture_is_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]{20,}\]\(([^)]+)\)", README)
    assert pictures == ["docs/images/page.png"]
    assert 10_000 < (ROOT / pictures[0]).stat().st_size < 200_000


def test_the_sample_article_is_the_one_the_bench_was_given() -> None:
    text = (ROOT / "fixtures" / "trump-putin-call.txt").read_text("utf-8")
    assert len(text.splitlines()) == 32


def test_only_one_module_imports_the_gpl_package() -> None:
    importing = [
        path.relative_to(ROOT / "mtcheck").as_posix()
        for path in (ROOT / "mtcheck").rglob("*.py")
        if re.search(r"^\s*(?:from|import) language_tool_python", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert importing == ["engines/languagetool/client.py"]
    for paper in (README, Path(ROOT / "docs" / "install.md").read_text("utf-8")):
        assert importing[0] in paper
