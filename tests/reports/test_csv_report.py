"""The CSV report is what pandas would write of the same rows, byte for byte, and loads no pandas."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from sample_runs import odd_run, odd_text, runs

from mtcheck.findings.report import Report
from mtcheck.findings.rows import COLUMNS, Row, to_frame
from mtcheck.reports.csv import defuse, render
from mtcheck.reports.formats import RunResult

SAMPLE = Path(__file__).parents[2] / "fixtures" / "trump-putin-call.txt"


@dataclass
class Rows:
    """A report, as far as the CSV looks at it."""

    given: Sequence[Row]

    def rows(self) -> list[Row]:
        return list(self.given)


def written_by_pandas(run: RunResult) -> str:
    frame = to_frame(row for report in run.reports for row in report.rows())
    for column, kind in COLUMNS.items():
        if kind == "string":
            frame[column] = frame[column].map(defuse, na_action="ignore")
    return frame.to_csv(index=False, lineterminator="\n")


def run_of(**cells: Any) -> RunResult:
    full = dict.fromkeys(COLUMNS) | cells
    return RunResult((cast("Report", Rows([full, dict.fromkeys(COLUMNS), full])),))


@pytest.mark.parametrize("run", [RunResult(()), odd_run(), run_of()], ids=["nothing", "odd", "empty"])
def test_it_is_what_pandas_would_write(run: RunResult) -> None:
    assert render(run) == written_by_pandas(run)


@given(runs())
def test_it_is_what_pandas_would_write_of_any_run(run: RunResult) -> None:
    assert render(run) == written_by_pandas(run)


@given(odd_text)
def test_any_text(text: str) -> None:
    run = run_of(text=text, file=text, message=text)
    assert render(run) == written_by_pandas(run)


@pytest.mark.parametrize(
    "text",
    ['"', '""', "a\rb", "a\r\nb", "\n", "a,b", ";", " a ", "", "nan", "NaN", "None", "<NA>", "=1+1", "-",
     "\t", "'", "\\", "\ud83d", "\udcff.txt", "\x00", "\x85", "\u2028", "\ufeff", "１", "1", "1.0", "True"],
)  # fmt: skip
def test_text_that_a_table_takes_for_something_else(text: str) -> None:
    run = run_of(text=text, signature=text)
    assert render(run) == written_by_pandas(run)


@pytest.mark.parametrize("number", [0, -1, 1, 10**15, True, False, 3.0, None])
def test_whole_numbers(number: float | None) -> None:
    run = run_of(line=number, penalty=number, confidence=number)
    assert render(run) == written_by_pandas(run)


@pytest.mark.parametrize(
    "number", [0.1, 1 / 3, 0.30000000000000004, 100.0, -0.0, 1e-7, 1e22, 12345678.9, float("nan"), 1e400]
)
def test_figures(number: float) -> None:
    run = run_of(sentence_score=number, article_score=number)
    assert render(run) == written_by_pandas(run)


def test_pandas_is_not_loaded() -> None:
    options = ["check", str(SAMPLE), "--no-model", "--no-engine", "harper", "--no-engine", "languagetool"]
    code = (
        "import sys\nfrom mtcheck.cli.main import main\n"
        f"try: main({[*options, '--format', 'csv', '--no-cache']!r})\nexcept SystemExit: pass\n"
        "print('pandas' in sys.modules, 'numpy' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("file,line,")
    assert done.stderr.splitlines()[-1] == "False False"
