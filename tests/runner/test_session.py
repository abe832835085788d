"""Many articles: the same bytes whichever way they come, and nothing is loaded for what is known."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mtcheck.checker import Checker
from mtcheck.engines.interface import EngineError, EngineUnavailableError
from mtcheck.findings.analysis import Analysis
from mtcheck.findings.report import Report, Skipped
from mtcheck.readers.discovery import Problem
from mtcheck.reports.formats import RunResult, load
from mtcheck.runner.article import Article
from mtcheck.runner.cache.store import Cache
from mtcheck.runner.jobs import default_jobs
from mtcheck.runner.session import Session, ShowProgress
from mtcheck.settings.model import Settings
from mtcheck.settings.overrides import Override
from mtcheck.text.document import Document

ALONE = Settings(no_engine=("harper", "languagetool"), model=False)
WITH_HARPER = Settings(no_engine=("languagetool",), model=False)
FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"
BAD = "They said that they do not not know when the the school will open. Nobody asked them.\n"


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Articles of each format, some that cannot be checked among them."""
    folder = tmp_path / "articles"
    shutil.copytree(FIXTURES, folder, ignore=shutil.ignore_patterns("pair"))
    (folder / "bad.md").write_text(f"# A school\n\n{BAD}\n<!-- {CLEAN} -->\n\n`the the` {CLEAN}", "utf-8")
    (folder / "bad.html").write_text(f"<p>{BAD}</p><p>Caf&eacute; {CLEAN}</p>", "cp1252")
    (folder / "old.txt").write_bytes(f"{BAD}The café’s owner left.\r\n".encode("cp1252"))
    (folder / "same.txt").write_text(CLEAN, "utf-8")
    (folder / "same-again.txt").write_text(CLEAN, "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    (folder / "german.txt").write_text(
        "Der Rat hat am Dienstag getagt und den Haushalt beschlossen. " * 5, "utf-8"
    )
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    monkeypatch.chdir(tmp_path)
    return folder


def found() -> list[Article | Problem]:
    return Session(ALONE).find(["articles", "missing.txt"])


def check(
    listed: Sequence[Article | Problem],
    settings: Settings = ALONE,
    cache: Cache | None = None,
    jobs: int | None = 1,
    progress: ShowProgress = lambda articles: nullcontext(lambda: None),
) -> list[Report]:
    with Session(settings, cache=cache, jobs=jobs, progress=progress) as session:
        return session.check(listed)


def shown(reports: list[Report]) -> list[str]:
    return [load(name)(RunResult(tuple(reports))) for name in ("csv", "json", "text")]


def only_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nothing may be checked, started or split into sentences."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("this was in the cache")

    for name in ("analyse", "start"):
        monkeypatch.setattr(Checker, name, refuse)
    monkeypatch.setattr(Document, "_segments", refuse)
    monkeypatch.setattr("mtcheck.findings.score.bootstrap", refuse)
    monkeypatch.setattr("mtcheck.readers.reader_of", refuse)


def test_a_report_is_the_same_cold_warm_without_cache_and_with_workers(
    articles: Path, own_cache: Path
) -> None:
    plain = shown(check(found(), WITH_HARPER))
    cache = Cache(own_cache)
    assert shown(check(found(), WITH_HARPER, cache)) == plain
    assert shown(check(found(), WITH_HARPER, cache)) == plain
    assert shown(check(found(), WITH_HARPER, jobs=2)) == plain
    files = json.loads(plain[1])["articles"]
    assert [article["file"] for article in files] == [
        one.path if isinstance(one, Problem) else one.name for one in found()
    ]
    not_checked = {Path(article["file"]).name for article in files if article["not_checked"]}
    assert {"empty.txt", "german.txt", "binary.txt", "missing.txt"} <= not_checked


def test_what_workers_found_is_known_afterwards(
    articles: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(own_cache)
    listed = [
        one for one in found() if isinstance(one, Article) and Path(one.name).name in ("bad.md", "same.txt")
    ]
    first = shown(check([*listed], cache=cache, jobs=2))
    only_known(monkeypatch)
    assert shown(check([*listed], cache=cache)) == first


def test_nothing_is_read_split_or_scored_again(
    articles: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(own_cache)
    listed = [
        one
        for one in found()
        if isinstance(one, Article) and Path(one.name).stem not in ("empty", "german", "binary")
    ]
    first = shown(check([*listed], cache=cache))
    only_known(monkeypatch)
    assert shown(check([*listed], cache=cache)) == first


def test_what_was_not_checked_is_checked_again(articles: Path, own_cache: Path) -> None:
    listed = [Article.at(articles / name) for name in ("empty.txt", "german.txt", "binary.txt")]
    cache = Cache(own_cache)
    check([*listed], cache=cache)
    assert not [path for path in own_cache.rglob("*") if len(path.name) == 62]


def test_an_edit_is_seen_and_so_is_its_undoing(articles: Path, own_cache: Path) -> None:
    cache = Cache(own_cache)
    article = articles / "same.txt"
    listed = [Article.at(article)]
    before = shown(check([*listed], cache=cache))
    article.write_text(BAD, "utf-8")
    changed = shown(check([*listed], cache=cache))
    assert changed == shown(check([*listed]))
    assert "MT505" in changed[0]
    article.write_text(CLEAN, "utf-8")
    assert shown(check([*listed], cache=cache)) == before


def test_an_article_that_moved_has_its_new_name(
    articles: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(own_cache)
    check([Article.at(articles / "bad.md")], cache=cache)
    (articles / "bad.md").rename(articles / "moved.md")
    only_known(monkeypatch)
    (report,) = check([Article.at(articles / "moved.md")], cache=cache)
    assert report.name == str(articles / "moved.md")
    assert report.findings


def test_the_same_bytes_in_another_format_are_another_article(articles: Path, own_cache: Path) -> None:
    cache = Cache(own_cache)
    for suffix in (".txt", ".html", ".md"):
        path = articles / f"tags{suffix}"
        path.write_text(f"<p>{CLEAN}</p>\n<pre>the the</pre>\n", "utf-8")
        assert shown(check([Article.at(path)], cache=cache)) == shown(check([Article.at(path)]))


@pytest.mark.parametrize(
    "other",
    [
        replace(ALONE, ignore=("MT505",)),
        replace(ALONE, extend_select=("MT408",)),
        replace(ALONE, select=("MT4",)),
        replace(ALONE, fail_on="minor"),
        replace(ALONE, min_score=99.0),
        WITH_HARPER,
    ],
)
def test_other_settings_never_get_the_results_of_these(
    articles: Path, own_cache: Path, other: Settings
) -> None:
    cache = Cache(own_cache)
    listed = [Article.at(articles / "bad.md"), Article.at(articles / "old.txt")]
    check([*listed], cache=cache)
    assert shown(check([*listed], other, cache)) == shown(check([*listed], other))


def test_what_only_decides_needs_no_fresh_analysis(
    articles: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(own_cache)
    listed = [Article.at(articles / "bad.md")]
    check([*listed], cache=cache)
    only_known(monkeypatch)
    (report,) = check([*listed], replace(ALONE, fail_on="minor"), cache)
    assert report.gate_reasons


class FakeEngine:
    """Harper's place; fails as told."""

    name = "harper"

    def __init__(self, error: Exception | None) -> None:
        self.error = error

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def version(self) -> str:
        from importlib.metadata import version

        return version("harper-py")

    def check(self, document: Document) -> list[object]:
        if self.error is not None:
            raise self.error
        return []


@pytest.mark.parametrize("required", [(), ("harper",)])
@pytest.mark.parametrize(
    "error", [EngineUnavailableError("broken"), EngineError("half of it"), RuntimeError("a bug"), None]
)
def test_a_failure_is_not_kept(
    articles: Path,
    own_cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception | None,
    required: tuple[str, ...],
) -> None:
    cache = Cache(own_cache)
    settings = replace(WITH_HARPER, require_engine=required)
    engine = FakeEngine(error)
    monkeypatch.setattr(Checker, "_engine", lambda self, name: engine)
    (first,) = check([Article.at(articles / "same.txt")], settings, cache)
    assert first.passed is (error is None or (isinstance(error, EngineUnavailableError) and not required))
    engine.error = None
    (second,) = check([Article.at(articles / "same.txt")], settings, cache)
    assert second.complete
    assert "harper" not in [skip.name for skip in second.skipped]


def test_a_mistake_of_ours_costs_one_article(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    analyse = Checker.analyse

    def broken(self: Checker, document: Document, *others: Any, **options: Any) -> Analysis:
        if "do not not" in document.text:
            raise IndexError("list index out of range")
        return analyse(self, document, *others, **options)

    monkeypatch.setattr(Checker, "analyse", broken)
    bad, good = check([Article.at(articles / "bad.md"), Article.at(articles / "same.txt")])
    assert "IndexError" in str(bad.not_checked)
    assert "report" in str(bad.not_checked)
    assert RunResult((bad, good)).exit_status == 2
    assert good.passed


def test_a_skip_that_is_part_of_the_key_is_kept(
    articles: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LTP_PATH", str(articles))
    monkeypatch.setenv("HOME", str(articles))
    settings = Settings(no_engine=("harper",), model=False)
    cache = Cache(own_cache)
    (first,) = check([Article.at(articles / "same.txt")], settings, cache)
    assert any(isinstance(skip, Skipped) and skip.name == "languagetool" for skip in first.skipped)
    only_known(monkeypatch)
    (second,) = check([Article.at(articles / "same.txt")], settings, cache)
    assert second.skipped == first.skipped
    assert second.signature == first.signature


def test_damaged_entries_are_checked_anew(articles: Path, own_cache: Path) -> None:
    cache = Cache(own_cache)
    first = shown(check(found(), cache=cache))
    for index, path in enumerate(path for path in own_cache.rglob("*") if len(path.name) == 62):
        path.write_bytes([b"", path.read_bytes()[:-3], b"\0" * 500][index % 3])
    assert shown(check(found(), cache=cache)) == first


def test_an_entry_of_another_shape_is_checked_anew(
    articles: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(own_cache)
    monkeypatch.setattr(cache, "get", lambda key: b'{"document": {"text": 1}}')
    assert shown(check(found(), cache=cache)) == shown(check(found()))


def test_an_article_that_changes_meanwhile_is_reported_and_kept_as_it_was_read(
    articles: Path, own_cache: Path
) -> None:
    cache = Cache(own_cache)
    article = articles / "same.txt"

    @contextmanager
    def edit(total: int) -> Iterator[Callable[[], None]]:
        article.write_text(BAD, "utf-8")  # after the cache was asked, before it is checked
        yield lambda: None

    (report,) = check([Article.at(article)], cache=cache, progress=edit)
    assert not report.findings
    (report,) = check([Article.at(article)], cache=cache)
    assert "MT505" in [finding.rule for finding in report.findings]
    article.write_text(CLEAN, "utf-8")
    (report,) = check([Article.at(article)], cache=cache)
    assert not report.findings


def test_an_article_that_changes_where_there_is_no_room_for_it_is_kept_under_what_was_read(
    articles: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mtcheck.runner.session._KEPT_BYTES", 0)
    cache = Cache(own_cache)
    article = articles / "same.txt"

    @contextmanager
    def edit(total: int) -> Iterator[Callable[[], None]]:
        article.write_text(BAD, "utf-8")
        yield lambda: None

    (report,) = check([Article.at(article)], cache=cache, progress=edit)
    assert "MT505" in [finding.rule for finding in report.findings]
    article.write_text(CLEAN, "utf-8")
    (report,) = check([Article.at(article)], cache=cache)
    assert not report.findings


def test_progress_is_told_what_has_to_be_checked(articles: Path, own_cache: Path) -> None:
    told: list[int] = []

    @contextmanager
    def progress(total: int) -> Iterator[Callable[[], None]]:
        told.append(total)
        yield lambda: told.append(-1)

    cache = Cache(own_cache)
    listed = [Article.at(articles / "bad.md"), Article.at(articles / "same.txt")]
    for _ in range(2):
        check(listed, cache=cache, progress=progress)
    assert told == [2, -1, -1]


def test_each_article_has_the_settings_of_its_name(articles: Path, own_cache: Path) -> None:
    override = Override(("*.html",), (("ignore", ("MT505",)),))
    settings = replace(ALONE, override=(override,), root=str(articles))
    listed = [Article.at(articles / name) for name in ("bad.md", "bad.html", "old.txt")]
    for jobs in (1, 2):
        reports = check(listed, settings, Cache(own_cache), jobs)
        assert ["MT505" in [finding.rule for finding in report.findings] for report in reports] == [
            True,
            False,
            True,
        ]
        Cache(own_cache).clean()


def test_references_that_were_read_keep_their_names(articles: Path) -> None:
    references = tuple(Article.at(articles / name) for name in ("none.txt", "same-again.txt"))
    (report,) = check([replace(Article.at(articles / "same.txt"), references=references)])
    assert [reference.name for reference in report.references] == [str(articles / "same-again.txt")]
    assert "none.txt" in report.problems[0]


def test_workers_are_for_many_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtcheck.runner.jobs.processors", lambda: 16)
    assert [default_jobs(number) for number in (0, 1, 10, 49, 60, 1000)] == [1, 1, 1, 1, 2, 4]
    monkeypatch.setattr("mtcheck.runner.jobs._free_memory", lambda: 1_300_000_000)
    assert default_jobs(1000) == 2
    monkeypatch.setattr("mtcheck.runner.jobs.processors", lambda: 1)
    assert default_jobs(1000) == 1


def test_runs_beside_one_another_share_a_cache(articles: Path, own_cache: Path) -> None:
    command = [sys.executable, "-m", "mtcheck", "check", "articles", "--no-model", "--format", "csv"]
    command += ["--no-engine", "harper", "--no-engine", "languagetool"]
    environment = {**os.environ, "MTCHECK_CACHE_DIR": str(own_cache)}
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        for _ in range(3)
    ]
    outputs = {run.communicate()[0] for run in runs}
    assert len(outputs) == 1
    assert subprocess.run([*command, "--no-cache"], capture_output=True, check=False).stdout in outputs


def test_a_run_from_the_cache_loads_nothing_heavy(articles: Path, own_cache: Path) -> None:
    options = ["check", "articles/bad.md", "articles/same.txt"]
    code = (
        "import sys\nfrom mtcheck.cli.main import main\n"
        f"try: main({options!r})\nexcept SystemExit: pass\n"
        "heavy = {'harper', 'onnxruntime', 'tokenizers', 'numpy', 'pandas', 'sentencex', 'markdown_it',"
        " 'language_tool_python'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        for _ in range(2)
    )
    assert first.stdout == second.stdout != ""
    assert "harper" in first.stderr
    assert second.stderr.splitlines()[-1] == "[]"


def test_a_report_holds_nothing_that_can_be_worked_out_again(articles: Path) -> None:
    reports = [report for report in check(found()) if report.card is not None]
    assert reports
    for report in reports:
        assert not {"words", "sentences", "prose", "decoded"} & vars(report.document).keys()
        assert report.document.sentences  # and yet it is all there
