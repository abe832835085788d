"""Patterns in the settings, and articles that stand in a file with others."""

from __future__ import annotations

import pytest

from mtcheck.settings.article_names import matches


@pytest.mark.parametrize(
    ("path", "patterns", "expected"),
    [
        ("news/a.jsonl", ("*.jsonl",), True),
        ("news/a.jsonl#12", ("*.jsonl",), True),
        ("news/a.jsonl#12", ("news/*.jsonl", "!*#12"), False),
        ("news/a.jsonl#12", ("*#12",), True),
        ("news/a.jsonl#12", ("*.json",), False),
        ("book.epub#EPUB/text/ch001.xhtml", ("*.epub",), True),
        ("book.epub#EPUB/text/ch001.xhtml", ("**/ch001.xhtml",), True),
        ("c#/a.txt", ("c/",), False),
    ],
)
def test_a_pattern_for_a_file_holds_for_its_articles(
    path: str, patterns: tuple[str, ...], expected: bool
) -> None:
    assert matches(path, patterns) is expected
