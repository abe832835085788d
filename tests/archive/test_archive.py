"""`mtcheck archive` as it is used: files in, files out, exit statuses, resuming."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from frame_rows import ALONE, CLEAN, DAMAGED, GERMAN

from mtcheck.archive.local import run_in_workers
from mtcheck.archive.partition import stage
from mtcheck.archive.records import Record
from mtcheck.archive.work import ARCHIVED, PartitionTask
from mtcheck.cli.main import main
from mtcheck.frames import check_frame
from mtcheck.frames.plan import Plan
from mtcheck.frames.schema import FINDINGS

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
PLAIN = ["--no-model", "--no-engine", "harper"]
COLUMNS = ["--text-column", "body", "--id-column", "url"]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["archive", *map(str, arguments)])


def check(path: Path, out: Path, *more: str) -> Result:
    return run(path, out, *COLUMNS, *PLAIN, "-j", "1", *more)


def table(path: Path, texts: list[str | None], **more: list[Any]) -> Path:
    columns = {
        "url": [f"https://news.example/{number}" for number in range(len(texts))],
        "body": texts,
        **more,
    }
    pq.write_table(pa.table(columns), path)
    return path


def read(out: Path, kind: str) -> list[dict[str, Any]]:
    return [row for path in sorted((out / kind).iterdir()) for row in pq.read_table(path).to_pylist()]


def stamps(out: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (out / "articles").iterdir()}


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """12 articles: 3 damaged, one of these read by many; by day."""
    texts: list[str | None] = [CLEAN] * 12
    texts[2] = texts[5] = texts[7] = DAMAGED
    days = [f"2026-0{1 + number // 6}-01" for number in range(12)]
    return table(tmp_path / "in.parquet", texts, views=[10] * 7 + [5000] + [10] * 4, day=days)


def test_articles_and_findings_are_those_of_the_bare_function(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = check(given, out, "--partition-rows", "5", "--min-score", "0")
    assert result.exit_code == 0, result.output
    assert "12 articles" in result.output
    articles, findings = check_frame(pq.read_table(given).to_pandas(), ALONE, text="body", id="url")
    rows = read(out, "articles")
    assert [row["url"] if "url" in row else row["id"] for row in rows] == articles["id"].tolist()
    assert [row["score"] for row in rows] == articles["score"].tolist()
    assert [row["fingerprint"] for row in read(out, "findings")] == findings["fingerprint"].tolist()
    assert pq.read_schema(next((out / "articles").iterdir())).names == list(ARCHIVED)
    assert pq.read_schema(next((out / "findings").iterdir())).names == list(FINDINGS)
    assert not (out / ".staging").exists()


def test_exit_statuses_are_those_of_check(tmp_path: Path) -> None:
    cases: list[tuple[list[str | None], list[str], int]] = [
        ([CLEAN], [], 0),
        ([DAMAGED], ["--fail-on", "major"], 1),
        ([DAMAGED, None], ["--fail-on", "major"], 2),
        ([GERMAN], [], 2),
        ([], [], 2),
    ]
    for number, (texts, options, status) in enumerate(cases):
        path = table(tmp_path / f"{number}.parquet", texts)
        result = check(path, tmp_path / f"out{number}", *options)
        assert result.exit_code == status, result.output
    assert "there was no article" in result.output


def test_what_was_not_checked_is_counted_with_its_causes(tmp_path: Path) -> None:
    result = check(table(tmp_path / "a.parquet", [None, CLEAN, None, GERMAN]), tmp_path / "out", "-q")
    assert "1 fail, 3 not checked" in result.output or "0 fail, 3 not checked" in result.output
    assert "2 × it is null" in result.output
    assert "such as https://news.example/0" in result.output
    assert "3" in (tmp_path / "out" / "summary.html").read_text()


def test_top_ranks_by_expected_damage_times_weight(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    check(given, out, "--weight-column", "views", "--by", "day")
    rows = json.loads(run("top", out, "-n", "2", "--format", "json").output)
    assert [row["id"] for row in rows] == ["https://news.example/7", "https://news.example/2"]
    assert rows[0]["expected"] == 10 * 5000
    assert rows[0]["expected_low"] <= rows[0]["expected"] <= rows[0]["expected_high"]
    assert rows[0]["phrases"] == ["not not", "the the"]
    lines = run("top", out).output.splitlines()
    assert len(lines) == 5
    assert lines[-1] == "* Under 500 words: too few for the score alone."
    assert lines[1].split()[-1] == "https://news.example/7"
    summary = list(csv.DictReader(io.StringIO((out / "summary.csv").read_text())))
    groups = {row["key"]: float(row["expected"]) for row in summary if row["table"] == "by"}
    assert groups == {"2026-01": 200, "2026-02": 50_000}
    assert [row["key"] for row in summary if row["table"] == "rule"] == ["MT505"]
    assert sum(int(row["articles"]) for row in summary if row["table"] == "scores") == 12
    plain = json.loads(
        (check(given, tmp_path / "out2"), run("top", tmp_path / "out2", "--format", "json"))[1].output
    )
    assert [row["id"][-1] for row in plain] == ["2", "5", "7"]


def test_an_article_without_a_weight_is_said_and_not_ranked(tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = check(
        table(tmp_path / "a.parquet", [DAMAGED, DAMAGED], views=[None, 1.0]), out, "--weight-column", "views"
    )
    assert "1 article without a weight" in result.output
    listed = run("top", out)
    assert "news.example/1" in listed.stdout
    assert "news.example/0" not in listed.stdout
    assert "without a weight" in listed.stderr


def test_resume_checks_only_what_changed(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    cut = ("--partition-rows", "4")
    check(given, out, *cut)
    before = stamps(out)
    first = read(out, "articles")
    assert check(given, out, *cut).exit_code == 2
    assert "--resume" in check(given, out, *cut).output
    check(given, out, *cut, "--resume")
    assert stamps(out) == before

    damaged = sorted((out / "findings").iterdir())[1]  # a file that is not whole is no result
    damaged.write_bytes(damaged.read_bytes()[:50])
    changed = pq.read_table(given).to_pylist()
    changed[11]["body"] = DAMAGED
    pq.write_table(pa.Table.from_pylist(changed), given)
    check(given, out, *cut, "--resume")
    after = stamps(out)
    kept = [name for name in before if after.get(name) == before[name]]
    assert [name[:11] for name in kept] == ["part-000000"]
    assert len(after) == 3
    assert read(out, "articles")[:11] == first[:11]
    check(given, out, *cut, "--resume", "--fail-on", "never")  # other settings, other results
    assert not set(stamps(out)) & set(after)
    assert check(given, out, *cut, "--overwrite").exit_code in (0, 1)
    assert stamps(out).keys() == after.keys()


def test_results_go_where_nothing_else_is(given: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    for option in ("--overwrite", "--resume"):
        result = check(given, tmp_path / "full", option)
        assert result.exit_code == 2
        assert "holds no archive of mtcheck" in result.output
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(CLEAN)
    assert "in the input" in check(tmp_path / "articles", tmp_path / "articles" / "out").output
    assert "holds no results" in run("top", tmp_path / "full").output


def test_errors_say_what_to_do(given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    result = run(given, out, *PLAIN)
    assert result.exit_code == 2
    assert "in.parquet has no column “text” (--text-column text)" in result.output
    assert not out.exists()
    assert "write KEY=VALUE" in check(given, out, "--spark-conf", "spark.master").output
    for engine, package in (("spark", "pyspark"), ("dask", "distributed"), ("local", "pyarrow")):
        with monkeypatch.context() as patch:
            patch.setattr(
                "mtcheck.frames.extras.find_spec", lambda name, gone=package: None if name == gone else 1
            )
            result = check(given, out, "--engine", engine)
            extra = {"local": "archive"}.get(engine, engine)
            assert result.exit_code == 2
            assert f'pip install ".[{extra}]"' in result.output


def test_a_folder_of_articles(tmp_path: Path) -> None:
    (tmp_path / "in" / "a").mkdir(parents=True)
    (tmp_path / "in" / "a" / "one.md").write_text(f"# Title\n\n{DAMAGED}\n")
    (tmp_path / "in" / "two.html").write_text(f"<p>{CLEAN}</p>")
    (tmp_path / "in" / "three.txt").write_bytes(b"\x00\x01")
    result = run(tmp_path / "in", tmp_path / "out", *PLAIN, "-j", "1")
    assert result.exit_code == 2
    assert [(row["id"], row["error"] is None) for row in read(tmp_path / "out", "articles")] == [
        ("a/one.md", True),
        ("three.txt", False),
        ("two.html", True),
    ]


@pytest.mark.parametrize("engine", ["local", "dask", "spark"])
def test_every_engine_writes_the_same(
    request: pytest.FixtureRequest, given: Path, tmp_path: Path, engine: str
) -> None:
    if engine == "spark":
        request.getfixturevalue("spark")  # skips without Java; the run takes this one
        from mtcheck.archive import on_spark

        request.getfixturevalue("monkeypatch").setattr(on_spark, "_stop", lambda spark: None)
    wanted, out = tmp_path / "wanted", tmp_path / "out"
    check(given, wanted, "--partition-rows", "5")
    result = run(given, out, *COLUMNS, *PLAIN, "-j", "2", "--partition-rows", "5", "--engine", engine)
    assert result.exit_code == 0, result.output
    assert stamps(out).keys() == stamps(wanted).keys()
    assert read(out, "articles") == read(wanted, "articles")
    assert read(out, "findings") == read(wanted, "findings")


def test_a_worker_that_is_killed_loses_nothing_and_an_article_that_kills_is_given_up(tmp_path: Path) -> None:
    for name in ("articles", "findings", "staging"):
        (tmp_path / name).mkdir()
    tasks = []
    for number in range(4):
        path = tmp_path / "staging" / f"part-{number}.parquet"
        stage([Record(f"{number}/{row}", f"{CLEAN} {number} {row}") for row in range(3)], path)
        tasks.append(PartitionTask(path, tmp_path / "articles", tmp_path / "findings", 3, ()))
    told: list[int] = []
    run_in_workers(iter(tasks), _deadly_plan(tmp_path), 2, told.append)
    rows = {row["id"]: row["error"] for row in read(tmp_path, "articles")}
    assert len(rows) == 12
    assert [id for id, error in rows.items() if error is not None] == ["2/1"]
    assert "was killed (SIGKILL)" in rows["2/1"]
    assert told[-1] == 12


def _deadly_plan(folder: Path) -> Plan:
    """A plan under which one article kills its process once, and another one always."""
    return _Deadly(ALONE, Plan.of(ALONE).decisions, "text", str(folder / "once"))


class _Deadly(Plan):
    def __init__(self, settings: Any, decisions: Any, format: str, once: str) -> None:
        super().__init__(settings, decisions, format)
        object.__setattr__(self, "once", once)

    def __reduce__(self) -> Any:
        return _armed, (self.settings, self.decisions, self.format, self.once)  # type: ignore[attr-defined]


def _armed(settings: Any, decisions: Any, format: str, once: str) -> Plan:
    """Runs in the worker, when it is told the plan."""
    from mtcheck.archive import work

    plain = work.check_row

    def check_row(desk: Any, row: Any, format: str) -> Any:
        if row.id == "2/1":
            os.kill(os.getpid(), signal.SIGKILL)
        if row.id == "0/2" and not Path(once).exists():
            Path(once).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return plain(desk, row, format)

    work.check_row = check_row
    return Plan(settings, decisions, format)


def test_an_interrupted_run_goes_on_where_it_was(tmp_path: Path) -> None:
    path = table(tmp_path / "in.parquet", [f"{DAMAGED} {number}." for number in range(300)])
    out = tmp_path / "out"
    arguments = [str(path), str(out), *COLUMNS, *PLAIN, "--partition-rows", "5", "-j", "2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "mtcheck", "archive", *arguments], stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and len([*out.glob("articles/part-*")]) < 2:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    stderr = process.communicate(timeout=30)[1]
    assert process.returncode == 130
    assert "Go on with --resume" in stderr
    before = stamps(out)
    assert 2 <= len(before) < 60
    assert "not complete" in run("top", out).output
    assert run(*arguments[:-1], "1", "--resume").exit_code in (0, 1)
    after = stamps(out)
    assert len(after) == 60
    assert all(after[name] == stamp for name, stamp in before.items() if not name.startswith("."))
    assert len(read(out, "articles")) == 300
