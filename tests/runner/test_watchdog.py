"""Articles that take too long in this process: Python, `re` and waits are interrupted; from other native code
that does not return, another thread calls for help.
"""

from __future__ import annotations

import hashlib
import re
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import mtcheck
from mtcheck.rules import run
from mtcheck.runner import watchdog
from mtcheck.runner.article import Article
from mtcheck.runner.session import Session
from mtcheck.runner.time_limit import TookTooLongError
from mtcheck.runner.watchdog import interrupting_clock
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

ALONE = Settings(no_engine=("harper", "languagetool"), model=False)
CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"
STUCK = "The mayor is stuck in the lift. She has asked for help, and she waits.\n"
_CATASTROPHE = re.compile("(a+)+b")

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs alarms")


def loop_in_python() -> None:
    while True:
        try:
            while True:
                pass
        except Exception:  # what a careless library does
            pass


def wait() -> None:
    threading.Event().wait(60)


def match() -> None:
    _CATASTROPHE.search("a" * 60)


@pytest.mark.parametrize("take_long", [loop_in_python, wait, match, lambda: time.sleep(60)])
def test_python_is_interrupted(take_long: Callable[[], None]) -> None:
    with interrupting_clock() as clock:
        for _ in range(2):
            with pytest.raises(TookTooLongError), clock.running(0.05):
                take_long()
        with clock.running(60.0):
            pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


class DropsExceptions:
    def __del__(self) -> None:
        time.sleep(0.2)


def drop_an_exception() -> None:
    DropsExceptions()
    time.sleep(60)


def import_slowly() -> None:
    import slow_to_import

    assert slow_to_import.DONE
    time.sleep(60)


def leave_native_code_late() -> None:
    hashlib.pbkdf2_hmac("sha256", b"word", b"salt", 200_000)
    pytest.fail("the alarm did not ring")


def test_an_exception_that_python_drops_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "_REPEAT", 0.05)
    monkeypatch.setattr("sys.unraisablehook", lambda unraisable: None)
    with interrupting_clock() as clock, pytest.raises(TookTooLongError), clock.running(0.05):
        drop_an_exception()


def test_a_module_is_imported_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "_REPEAT", 0.05)
    (tmp_path / "slow_to_import.py").write_text("import time\ntime.sleep(0.3)\nDONE = True\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with interrupting_clock() as clock, pytest.raises(TookTooLongError), clock.running(0.05):
        import_slowly()
    import slow_to_import

    assert slow_to_import.DONE


def test_a_program_keeps_its_own_alarm() -> None:
    rang: list[int] = []
    signal.signal(signal.SIGALRM, lambda number, frame: rang.append(number))
    try:
        with interrupting_clock() as clock, clock.running(0.01):
            time.sleep(0.05)
        assert not rang
        signal.raise_signal(signal.SIGALRM)
        assert rang
    finally:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def test_help_is_called_where_native_code_does_not_return(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "GRACE", 0.05)
    called = threading.Event()
    main_goes_on = threading.Event()

    def work() -> None:  # in a thread, which no alarm reaches
        with interrupting_clock(called.set) as clock:
            with clock.running(60.0):
                pass
            with clock.running(0.05):
                called.wait(20)
            main_goes_on.set()

    threading.Thread(target=work, daemon=True).start()
    assert called.wait(20)
    assert not main_goes_on.wait(0.2)  # whoever was called ends the process


def test_nobody_calls_for_help_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "GRACE", 0.0)
    called: list[bool] = []
    with interrupting_clock(lambda: called.append(True)) as clock:
        for _ in range(3):
            with clock.running(30.0):
                pass
        with clock.running(None):
            pass
    assert not called
    assert not any(thread.name == "watchdog" and thread.is_alive() for thread in _joined())


def _joined() -> list[threading.Thread]:
    threads = threading.enumerate()
    for thread in threads:
        if thread.name == "watchdog":
            thread.join(5)
    return threads


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the rules take a minute for an article that says “stuck”."""
    run_rules = run.run_rules

    def take_long(rules: object, document: Document) -> object:
        if "stuck" in document.text:
            match()
        return run_rules(rules, document)  # type: ignore[arg-type]

    monkeypatch.setattr("mtcheck.checker.run_rules", take_long)


@pytest.mark.usefixtures("stuck")
def test_the_other_articles_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in {"a.txt": CLEAN, "b.txt": STUCK, "c.txt": CLEAN}.items():
        Path(name).write_text(text, "utf-8")
    articles = [Article.at(Path(name)) for name in ("a.txt", "b.txt", "c.txt")]
    with Session(replace(ALONE, timeout=0.3)) as session:
        first, second, third = session.check(articles)
    assert first.passed
    assert third.passed
    assert second.not_checked == "it took longer than 0.3 seconds to check; --timeout N gives it longer"


def test_an_engine_that_hangs_on_every_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtcheck.runner.analyse._WARM_UP_SECONDS", 0.1)
    monkeypatch.setattr("mtcheck.checker.run_rules", lambda rules, document: wait())
    path = tmp_path / "a.txt"
    path.write_text(CLEAN, "utf-8")
    with Session(replace(ALONE, timeout=0.1)) as session:
        reports = session.check([Article.at(path), Article.at(path)])
    assert all("longer than 0.1 seconds" in str(report.not_checked) for report in reports)


@pytest.mark.usefixtures("stuck")
def test_the_python_api_has_the_limit_in_the_main_thread(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_text(STUCK, "utf-8")
    for report in (
        mtcheck.check_file(path, ALONE, timeout=0.2),
        mtcheck.check_text(STUCK, ALONE, timeout=0.2),
    ):
        assert "longer than 0.2 seconds" in str(report.not_checked)
        assert not report.passed
    assert mtcheck.check_text(CLEAN, ALONE, timeout=0.2).passed


def test_the_python_api_works_in_any_thread() -> None:
    reports: list[mtcheck.Report] = []
    thread = threading.Thread(
        target=lambda: reports.append(mtcheck.check_text(CLEAN, ALONE, timeout=0.000001))
    )
    thread.start()
    thread.join()
    assert reports[0].passed


def test_native_code_that_returns_is_interrupted_then() -> None:
    with interrupting_clock() as clock, pytest.raises(TookTooLongError), clock.running(0.01):
        leave_native_code_late()
