"""A real LanguageTool server for the whole session, fake ones for what a real one does not do on demand."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import fake_languagetool
import pytest
from fake_languagetool import Answer, FakeLanguageTool

from mtcheck.engines.interface import EngineError
from mtcheck.engines.languagetool.engine import LanguageTool


@pytest.fixture(scope="session")
def real_languagetool() -> Iterator[LanguageTool]:
    """A real server of our own. Without Java or LanguageTool: skips, or fails where
    MTCHECK_REQUIRE_LANGUAGETOOL is set.
    """
    engine = LanguageTool(deadline=120)
    try:
        engine.version()
    except EngineError as error:
        if os.environ.get("MTCHECK_REQUIRE_LANGUAGETOOL"):
            pytest.fail(str(error))
        pytest.skip(f"needs Java and LanguageTool: {error}")
    engine.start()
    yield engine
    assert engine._server is not None
    pid = engine._server.pid
    assert pid is not None
    engine.stop()
    assert group_is_gone(pid)


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], FakeLanguageTool]]:
    """Starts fake servers in this process."""
    servers = []

    def start(answer: Answer = fake_languagetool.nothing_wrong) -> FakeLanguageTool:
        server = FakeLanguageTool(answer)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


class FakeJava:
    """A `java` on the PATH, and a LanguageTool for it to run. `pids`: of the servers it was asked to run."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self._pids = folder / "pids"
        script = folder / "bin" / "java"
        script.parent.mkdir()
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{fake_languagetool.__file__}" "$@"\n')
        script.chmod(0o755)
        jar = folder / "ltp" / "LanguageTool-6.8" / "languagetool-server.jar"
        jar.parent.mkdir(parents=True)
        jar.touch()
        monkeypatch.setenv("LTP_PATH", str(folder / "ltp"))
        monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}/usr/bin{os.pathsep}/bin")
        monkeypatch.setenv("FAKE_JAVA_PIDS", str(self._pids))
        monkeypatch.delenv("JAVA_HOME", raising=False)
        self.behave("serves")

    def behave(self, behaviour: str) -> None:
        self._monkeypatch.setenv("FAKE_JAVA", behaviour)

    @property
    def pids(self) -> list[int]:
        return [int(line) for line in self._pids.read_text().splitlines()] if self._pids.exists() else []

    def wait_for_pid(self) -> int:
        wait_until(lambda: bool(self.pids))
        return self.pids[-1]


@pytest.fixture
def fake_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeJava]:
    if sys.platform == "win32":
        pytest.skip("needs a POSIX shell")
    java = FakeJava(tmp_path, monkeypatch)
    yield java
    assert all(is_gone(pid) for pid in java.pids), "a server outlived its test"


def wait_until(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def is_gone(pid: int) -> bool:
    """True as soon as the process has ended (a zombie that nobody reaps, as in a container, has ended)."""
    return wait_until(lambda: not _runs(pid), 5.0)


def group_is_gone(pid: int) -> bool:
    def none_left() -> bool:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, 0)
            return False
        return True

    return wait_until(none_left, 5.0)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return True
