"""What a run says of its progress where stderr is no terminal."""

from __future__ import annotations

import pytest

from mtcheck.cli.session import show_lines


def test_a_long_run_has_a_line_every_half_minute(capsys: pytest.CaptureFixture[str]) -> None:
    now = 1000.0
    with show_lines(2000, lambda: now) as advance:
        for _ in range(2000):
            now += 0.25
            advance()
    printed, said = capsys.readouterr()
    assert not printed
    lines = said.splitlines()
    assert lines[0] == "mtcheck: 120 of 2,000 articles checked"
    assert lines[-1] == "mtcheck: 1,920 of 2,000 articles checked"
    assert len(lines) == 16


@pytest.mark.parametrize("articles", [1, 3])
def test_a_short_run_has_none(articles: int, capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    with show_lines(articles, lambda: now) as advance:
        for _ in range(articles):
            now += 9.9
            advance()
    assert not capsys.readouterr().err


def test_the_last_article_needs_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    with show_lines(1, lambda: now) as advance:
        now = 100.0
        advance()
    assert not capsys.readouterr().err
