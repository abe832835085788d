"""A line a finding, in the form that editors and `grep` know."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner
from hypothesis import given, settings
from sample_runs import odd_run, runs

from mtcheck.cli.main import main
from mtcheck.reports.formats import RunResult, load

#: What `errorformat=%f:%l:%c: %m` takes apart.
LINE = re.compile(r"(.*?):(\d+):(\d+): (\S+)(?: (.*))?")


def lines(run: RunResult) -> list[str]:
    return load("concise")(run).removesuffix("\n").split("\n")


def test_each_finding_and_each_problem_has_a_line() -> None:
    found = [match.groups()[:4] for line in lines(odd_run()) if (match := LINE.fullmatch(line))]
    assert found == [
        ("a b/ü,%|@x`[1].txt", "1", "1", "gate"),
        ("a b/ü,%|@x`[1].txt", "1", "17", "MT101"),
        ("a b/ü,%|@x`[1].txt", "2", "16", "MT501"),
        ("a b/ü,%|@x`[1].txt", "3", "4", "MT501"),
        ("a b/ü,%|@x`[1].txt", "2", "25", "MT408"),
        ("b.md", "1", "1", "not-checked"),
        ("b.md", "1", "17", "MT101"),
        ("b.md", "1", "36", "MT501"),
        ("c.docx", "1", "1", "MT501"),
        ("letters/b.txt", "1", "1", "not-checked"),
    ]
    last = lines(odd_run())[-1]
    assert last == "7 findings in 5 articles: 2 not checked, 1 fail, 2 pass."
    assert "It stands in the wrong form. (meant: second) (in paragraph 2)" in load("concise")(odd_run())


@settings(deadline=None, max_examples=50)
@given(runs())
def test_nothing_in_it_breaks_a_line(run: RunResult) -> None:
    assert len([line for line in lines(run) if LINE.fullmatch(line)]) >= sum(map(len, run.reports))
    assert lines(run)[-1].endswith(".")


def test_the_command_prints_it_and_writes_it(tmp_path: Path) -> None:
    article, report = tmp_path / "a.txt", tmp_path / "report"
    article.write_text("The harbour was was closed on Monday.\n")
    options = ["--no-model", "--no-engine", "harper", "--no-engine", "languagetool"]
    arguments = ["check", str(article), *options, "--format", "concise", "-o", f"concise={report}"]
    printed = CliRunner().invoke(main, arguments).stdout
    assert re.match(rf"{re.escape(str(article))}:1:13: MT505 .*\n", printed)
    assert report.read_text() == printed
