"""One LanguageTool server for a run, however many processes ask it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mtcheck.engines.interface import EngineError
from mtcheck.engines.languagetool.engine import Borrowed, LanguageTool
from mtcheck.findings.report import Report
from mtcheck.runner.article import Article
from mtcheck.runner.session import Session
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

SETTINGS = Settings(no_engine=("harper",), model=False)
CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Article]:
    monkeypatch.chdir(tmp_path)
    for number in range(4):
        Path(f"a{number}.txt").write_text(f"{CLEAN}They are {number} people.\n", "utf-8")
    return [Article.at(Path(f"a{number}.txt")) for number in range(4)]


def check(articles: list[Article], settings: Settings, jobs: int) -> list[Report]:
    with Session(settings, jobs=jobs) as session:
        return session.check(articles)


def test_workers_ask_one_server(articles: list[Article], fake_java: Any) -> None:
    reports = check(articles, SETTINGS, 2)
    assert len(fake_java.pids) == 1
    assert all(report.passed and "languagetool-6.8" in report.signature for report in reports)
    assert [report.signature for report in check(articles, SETTINGS, 1)] == [
        report.signature for report in reports
    ]


def test_a_server_that_does_not_start_is_said_of_every_article(
    articles: list[Article], fake_java: Any
) -> None:
    fake_java.behave("exits")
    reports = check(articles, SETTINGS, 2)
    assert len(fake_java.pids) == 1
    assert all("could not find or load main class" in " ".join(report.problems).lower() for report in reports)


@pytest.mark.parametrize("required", [(), ("languagetool",)])
def test_a_server_that_is_not_here_is_skipped_or_missed(
    articles: list[Article], fake_java: Any, monkeypatch: pytest.MonkeyPatch, required: tuple[str, ...]
) -> None:
    fake_java.behave("is old")
    settings = Settings(no_engine=("harper",), model=False, require_engine=required)
    by_workers, alone = check(articles, settings, 2), check(articles, settings, 1)
    assert [report.skipped for report in by_workers] == [report.skipped for report in alone]
    assert [report.problems for report in by_workers] == [report.problems for report in alone]
    assert all(report.complete is not bool(required) for report in by_workers)


def test_a_server_that_dies_costs_what_it_did_not_check(articles: list[Article], fake_java: Any) -> None:
    Path("a3.txt").write_text(f"{CLEAN}They die in the end.\n", "utf-8")
    reports = check(articles, SETTINGS, 2)
    assert not reports[3].complete
    assert all(report.complete or "languagetool" in report.problems[0] for report in reports)


def test_a_borrowed_server_is_left_running(serve: Callable[[], Any]) -> None:
    server = serve()
    for _ in range(2):
        engine = Borrowed(server.url, "6.8")
        assert engine.version() == "6.8"
        assert engine.check(Document(CLEAN)) == []
        engine.stop()


def test_a_server_says_where_it_is(fake_java: Any) -> None:
    engine = LanguageTool()
    try:
        assert engine.address().startswith("http://127.0.0.1:")
        assert Borrowed(engine.address(), engine.version()).check(Document(CLEAN)) == []
    finally:
        engine.stop()
    with pytest.raises(EngineError):
        engine.address()
