"""What a file holds and is not checked: every report format says so."""

from __future__ import annotations

import pytest

from mtcheck.checker import Checker
from mtcheck.findings.report import Report
from mtcheck.reports.formats import FORMATS, RunResult, load
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document, Unread

REASON = "3 comments of reviewers are no part of the article"


@pytest.fixture(scope="module")
def reports() -> tuple[Report, ...]:
    checker = Checker(Settings(no_engine=("harper", "languagetool"), model=False))
    prose = "The council met on Tuesday and put off the vote."
    return (
        checker.check(Document(prose, name="a.docx", unread=(Unread("comments", REASON),))),
        checker.check(Document(prose, name="b.txt")),
    )


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_says_what_was_not_read(format: str, reports: tuple[Report, ...]) -> None:
    rendered = load(format)(RunResult(reports))
    assert REASON in rendered
    assert "a.docx" in rendered


def test_it_is_a_row_of_its_own_in_the_csv(reports: tuple[Report, ...]) -> None:
    rows = [row for report in reports for row in report.rows()]
    assert [(row["file"], row["message"]) for row in rows] == [
        ("a.docx", f"comments: {REASON}"),
        ("b.txt", None),
    ]


def test_it_does_not_fail_the_check(reports: tuple[Report, ...]) -> None:
    assert RunResult(reports).exit_status == 0


def test_what_differs_in_every_article_is_said_once() -> None:
    checker = Checker(Settings(no_engine=("harper", "languagetool"), model=False))
    prose = "The council met on Tuesday and put off the vote."
    many = [
        checker.check(
            Document(prose, name=f"{number}.html", unread=(Unread("page furniture", f"{number} words"),))
        )
        for number in range(9)
    ]
    said = [line for line in load("text")(RunResult(tuple(many))).splitlines() if "furniture" in line]
    assert said == ["Skipped: page furniture: in 9 articles, such as 0.html: 0 words"]
