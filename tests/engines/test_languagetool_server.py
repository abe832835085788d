"""The server process: found, started, watched, and gone when it should be. A fake `java` plays the server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import FakeJava, is_gone, wait_until

from mtcheck.engines.interface import EngineError, EngineUnavailableError
from mtcheck.engines.languagetool.engine import LanguageTool
from mtcheck.engines.languagetool.installation import VERSION, find_installation
from mtcheck.engines.languagetool.java import Java, find_java, required_java
from mtcheck.engines.languagetool.server import Server, free_port
from mtcheck.text.document import Document

REPOSITORY = Path(__file__).parents[2]


def make(folder: Path, version: str) -> None:
    jar = folder / f"LanguageTool-{version}" / "languagetool-server.jar"
    jar.parent.mkdir(parents=True)
    jar.touch()


def test_ltp_path_comes_before_the_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, ltp = tmp_path / "home", tmp_path / "ltp"
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setenv("LTP_PATH", str(ltp))
    assert find_installation() is None
    make(home / ".cache" / "language_tool_python", "6.8")
    installation = find_installation()
    assert installation is not None
    assert installation.folder.is_relative_to(home)
    make(ltp, "6.7")
    installation = find_installation()
    assert installation is not None
    assert installation.folder == ltp / "LanguageTool-6.7"


def test_the_measured_version_is_preferred_then_the_newest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    (tmp_path / "LanguageTool-9.9").mkdir()  # nothing in it
    for version in ("6.9", "6.10", "20260101"):
        make(tmp_path, version)
    installation = find_installation()
    assert installation is not None
    assert installation.version == "6.10"
    make(tmp_path, VERSION)
    installation = find_installation()
    assert installation is not None
    assert installation.version == VERSION


def test_required_java() -> None:
    assert [required_java(version) for version in ("5.9", "6.5", "6.6", "6.8", "6.10", "20260101")] == [
        9,
        9,
        17,
        17,
        17,
        17,
    ]


def test_without_languagetool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    with pytest.raises(EngineUnavailableError, match="mtcheck engines install languagetool"):
        Server().launch()


def test_without_java(fake_java: FakeJava, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineUnavailableError, match="Install Java 17"):
        Server().launch()


def test_java_that_is_too_old(fake_java: FakeJava) -> None:
    fake_java.behave("is old")
    with pytest.raises(EngineUnavailableError, match=r"needs Java 17 or later; .*/java is Java 8"):
        Server().launch()
    assert fake_java.pids == []


def test_an_engine_without_java_is_skipped_for_every_article(fake_java: FakeJava) -> None:
    fake_java.behave("is old")
    engine = LanguageTool()
    engine.start()
    for _ in range(2):
        with pytest.raises(EngineUnavailableError, match="is Java 8"):
            engine.check(Document("Fine."))
        with pytest.raises(EngineUnavailableError, match="is Java 8"):
            engine.version()
    engine.stop()


def test_java_home_helps_where_the_path_has_an_old_one(
    fake_java: FakeJava, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake_java.behave("is old")
    good = tmp_path / "jdk" / "bin" / "java"
    good.parent.mkdir(parents=True)
    good.write_text("#!/bin/sh\necho 'openjdk 21 2023-09-19' >&2\n")
    good.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jdk"))
    assert find_java() == Java(str(good), 21)


def test_java_that_does_not_tell_its_version(fake_java: FakeJava) -> None:
    fake_java.behave("hangs at once")
    began = time.monotonic()
    with pytest.raises(EngineUnavailableError, match="did not tell its version within"):
        Server(deadline=0.5).launch()
    assert time.monotonic() - began < 5


def test_java_that_exits_at_once(fake_java: FakeJava) -> None:
    fake_java.behave("exits")
    with pytest.raises(
        EngineError, match=r"did not start: Java ended with exit status 1.*Could not find or load main class"
    ) as info:
        Server().launch()
    assert not isinstance(info.value, EngineUnavailableError)
    assert len(fake_java.pids) == 1


def test_java_that_hangs(fake_java: FakeJava) -> None:
    fake_java.behave("hangs")
    server = Server(deadline=1.0)
    with pytest.raises(EngineError, match=r"did not start within 1 s. It said: nothing"):
        server.launch()
    assert all(is_gone(pid) for pid in fake_java.pids)


def test_a_slow_start_is_waited_for(fake_java: FakeJava) -> None:
    fake_java.behave("starts slowly")
    engine = LanguageTool()
    began = time.monotonic()
    engine.start()
    assert time.monotonic() - began < 0.5
    try:
        assert engine.check(Document("Fine.")) == []
    finally:
        engine.stop()


def test_a_port_that_is_taken_meanwhile(fake_java: FakeJava) -> None:
    fake_java.behave("finds its port taken 2")
    server = Server()
    assert server.launch().startswith("http://127.0.0.1:")
    server.stop()
    assert len(fake_java.pids) == 3


def test_ports_are_tried_a_few_times_only(fake_java: FakeJava) -> None:
    fake_java.behave("finds its port taken 99")
    with pytest.raises(EngineError, match="no free port in 5 tries"):
        Server().launch()
    assert len(fake_java.pids) == 5


def test_a_stranger_on_the_port_is_not_taken_for_our_server(fake_java: FakeJava, serve: object) -> None:
    stranger = serve()  # type: ignore[operator]
    ports = iter([stranger.server_port, free_port()])
    fake_java.behave("finds its port taken 1")
    server = Server(ports=lambda: next(ports))
    assert server.launch() != stranger.url
    server.stop()


def test_stopped_means_gone(fake_java: FakeJava) -> None:
    server = Server()
    server.launch()
    server.stop()
    server.stop()
    assert is_gone(fake_java.pids[0])
    with pytest.raises(EngineError, match="stopped"):
        server.launch()


@pytest.mark.parametrize("behaviour", ["serves", "hangs", "hangs at once"])
def test_stopped_though_no_check_ever_came(fake_java: FakeJava, behaviour: str) -> None:
    fake_java.behave(behaviour)
    engine = LanguageTool()
    engine.start()
    if behaviour != "hangs at once":
        fake_java.wait_for_pid()
    engine.stop()
    assert all(is_gone(pid) for pid in fake_java.pids)
    with pytest.raises(EngineError, match="stopped"):
        engine.check(Document("Too late."))


def test_a_server_that_dies_in_the_middle(fake_java: FakeJava) -> None:
    engine = LanguageTool()
    try:
        assert engine.check(Document("Fine.")) == []
        with pytest.raises(EngineError, match=r"LanguageTool died. Java ended with exit status 7.*a bug"):
            engine.check(Document("Now die."))
        with pytest.raises(EngineError, match="LanguageTool died"):
            engine.check(Document("Still dead."))
    finally:
        engine.stop()
    assert len(fake_java.pids) == 1, "it was started again"


def test_a_server_that_is_killed(fake_java: FakeJava) -> None:
    engine = LanguageTool()
    try:
        engine.check(Document("Fine."))
        os.kill(fake_java.pids[0], signal.SIGKILL)
        with pytest.raises(EngineError, match="SIGKILL; the system may have run out of memory"):
            engine.check(Document("Anyone?"))
    finally:
        engine.stop()


def test_a_forked_child_leaves_the_server_alone(fake_java: FakeJava) -> None:
    engine = LanguageTool()
    try:
        engine.check(Document("Fine."))
        child = os.fork()
        if child == 0:
            engine.stop()
            os._exit(0)
        os.waitpid(child, 0)
        assert engine.check(Document("Still fine.")) == []
    finally:
        engine.stop()


CHILD = """
import os, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it is ignored, and inherited so
from mtcheck.text.document import Document
from mtcheck.engines.languagetool.engine import LanguageTool
engine = LanguageTool()
engine.start()
engine.check(Document("Fine."))
print("ready", flush=True)
if sys.argv[1] == "exception":
    raise RuntimeError("oops")
if sys.argv[1] == "exit":
    os._exit(3)
engine.check(Document("Please wait."))
"""


@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL", "exception", "exit"])
def test_the_server_dies_with_us(fake_java: FakeJava, how: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, how],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        if how.startswith("SIG"):
            time.sleep(0.1)
            child.send_signal(signal.Signals[how])
        assert child.wait(timeout=10) != 0
    (pid,) = fake_java.pids
    assert is_gone(pid)


def test_a_ctrl_c_on_the_terminal_does_not_reach_java(fake_java: FakeJava) -> None:
    server = Server()
    server.launch()
    assert os.getpgid(fake_java.pids[0]) != os.getpgrp()
    server.stop()
    assert wait_until(lambda: server.cause_of_death() is not None)
