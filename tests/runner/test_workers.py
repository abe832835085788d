"""Worker processes that die, that never start, that are interrupted: what is lost is said, and nothing is
left behind.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from mtcheck.checker import Checker
from mtcheck.findings.report import Report
from mtcheck.reports.formats import RunResult
from mtcheck.runner import workers
from mtcheck.runner.analyse import Analysed, Failed
from mtcheck.runner.article import Article
from mtcheck.runner.session import Session
from mtcheck.runner.workers import analyse_in_workers
from mtcheck.settings.model import Settings

ALONE = Settings(no_engine=("harper", "languagetool"), model=False)
CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs named pipes and signals")


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Article]:
    """Four articles and, before them, one that is read as long as its writer likes."""
    monkeypatch.chdir(tmp_path)
    os.mkfifo("endless.txt")
    for number in range(4):
        Path(f"a{number}.txt").write_text(f"{CLEAN}They are {number} people.\n", "utf-8")
    return [Article.at(Path("endless.txt")), *(Article.at(Path(f"a{number}.txt")) for number in range(4))]


@pytest.fixture(autouse=True)
def no_worker_is_left() -> Iterator[None]:
    yield
    assert not active_children()


def check(articles: list[Article], jobs: int) -> list[Report]:
    with Session(ALONE, jobs=jobs) as session:
        return session.check(articles)


def kill_who_reads(path: str) -> None:
    """Kill every worker that has opened the pipe."""
    with Path(path).open("wb"):  # waits for a reader
        for process in active_children():
            assert process.pid is not None
            if any(link.resolve().name == path for link in Path(f"/proc/{process.pid}/fd").iterdir()):
                os.kill(process.pid, signal.SIGKILL)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc to see who reads")
def test_a_worker_that_is_killed_costs_its_article_only(articles: list[Article]) -> None:
    killer = threading.Thread(target=kill_who_reads, args=["endless.txt"])
    killer.start()
    first, *others = check(articles, jobs=2)
    killer.join()
    assert first.name == "endless.txt"
    assert "SIGKILL" in str(first.not_checked)
    assert "memory" in str(first.not_checked)
    assert "--jobs" in str(first.not_checked)
    assert [report.name for report in others] == [f"a{number}.txt" for number in range(4)]
    assert all(report.passed for report in others)
    assert RunResult((first, *others)).exit_status == 2


def die_at_once(setup: object, news: object) -> object:
    os._exit(3)


def test_workers_that_never_begin_are_given_up(
    articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "prepare", die_at_once)
    reports = check(articles[1:], jobs=2)
    assert [report.name for report in reports] == [f"a{number}.txt" for number in range(4)]
    assert all(
        "no process could be started to check it (the last one ended with exit status 3)"
        in str(report.not_checked)
        for report in reports
    )
    assert all("--jobs 1" in str(report.not_checked) for report in reports)


def test_outcomes_come_with_the_place_of_their_article(articles: list[Article]) -> None:
    cases = [(articles[1], Checker(ALONE)), (Article.at(Path("none.txt")), Checker(ALONE))]
    outcomes = dict(analyse_in_workers(cases, 3))
    assert isinstance(outcomes[0], Analysed)
    assert outcomes[1] == Failed("there is no such file; check the path")
    assert list(analyse_in_workers([], 2)) == []


@pytest.mark.parametrize(("number", "to_all"), [(signal.SIGINT, True), (signal.SIGTERM, False)])
def test_an_interrupt_ends_the_workers_too(
    articles: list[Article], number: signal.Signals, to_all: bool
) -> None:
    command = [
        sys.executable,
        "-m",
        "mtcheck",
        "check",
        *(article.name for article in articles),
        "--jobs",
        "2",
        "--no-cache",
    ]
    command += ["--no-model", "--no-engine", "harper", "--no-engine", "languagetool"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    with Path("endless.txt").open("wb"):  # a worker is busy
        if to_all:
            os.killpg(process.pid, number)  # as a terminal does
        else:
            process.send_signal(number)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert "Traceback" not in said
    assert group_is_gone(process.pid)


def test_workers_end_when_the_run_is_killed(articles: list[Article]) -> None:
    command = [
        sys.executable,
        "-m",
        "mtcheck",
        "check",
        *(article.name for article in articles),
        "--jobs",
        "2",
        "--no-cache",
    ]
    command += ["--no-model", "--no-engine", "harper", "--no-engine", "languagetool"]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    with Path("endless.txt").open("wb"):
        process.kill()
        process.wait()
    assert group_is_gone(process.pid)


def group_is_gone(group: int) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if not any(running(group)):
            return True
        time.sleep(0.05)
    return False


def running(group: int) -> Iterator[str]:
    """The processes of a group, without those that have ended and that nobody reaps, as in a container."""
    listed = subprocess.run(
        ["ps", "-eo", "pgid=,stat=,args="], capture_output=True, text=True, check=True
    ).stdout
    for line in listed.splitlines():
        number, status, what = line.split(None, 2)
        if int(number) == group and not status.startswith("Z"):
            yield what
