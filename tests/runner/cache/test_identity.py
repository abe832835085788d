"""The identity changes with everything an analysis depends on, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from mtcheck.findings.analysis import Analysis
from mtcheck.findings.report import Skipped
from mtcheck.rules.house.declaration import HouseRule
from mtcheck.runner.cache.identity import Identity, UnknowableError, identify
from mtcheck.runner.cache.installation import library_versions, package_digest
from mtcheck.settings.model import DECIDING, WITHOUT_FINDINGS, Settings

ALONE = Settings(no_engine=("harper", "languagetool"), model=False)


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    yield
    package_digest.cache_clear()
    library_versions.cache_clear()


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A LanguageTool and a Java that are never run."""
    folder = tmp_path / "LanguageTool-6.8"
    (folder / "org" / "languagetool" / "resource" / "en").mkdir(parents=True)
    (folder / "languagetool-server.jar").write_bytes(b"jar")
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\nexit 99\n")
    java.chmod(0o755)
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    monkeypatch.setenv("PATH", str(java.parent))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return folder


def test_every_setting_that_decides_nothing_changes_it() -> None:
    others: dict[str, Any] = {
        "select": ("MT4",),
        "extend_select": ("MT408",),
        "ignore": ("MT505",),
        "extend_ignore": ("MT505",),
        "require_engine": (),
        "no_engine": ("languagetool",),
        "languagetool_url": "http://localhost:1",
        "model": True,
        "sensitivity": "low",
        "rule": (HouseRule("HR-X", "Write something else.", phrases=("in terms of",)),),
        "override": (),
        "source_language": "de",
        "glossary": ("terms.csv",),
        "do_not_translate": ("Bundestag",),
        "text_field": ("body",),
    }
    assert set(others) | WITHOUT_FINDINGS == {field.name for field in fields(Settings)}, (
        "say what a new setting does to the cache"
    )
    digests = {identify(replace(ALONE, **{name: value})).digest for name, value in others.items()}
    same = {"require_engine", "override"}  # the values of ALONE
    assert len(digests) == len(others) - len(same) + 1


def test_what_only_decides_does_not_change_it() -> None:
    others: dict[str, Any] = {
        "fail_on": "minor",
        "min_score": 90.0,
        "vocabulary": ("words.txt",),
        "baseline": "b.json",
        "root": "/x",
        "min_bleu": 20.0,
        "min_chrf": 50.0,
        "timeout": 1.0,
    }
    assert set(others) | {"suppress"} == WITHOUT_FINDINGS == DECIDING | {"timeout"}
    for name, value in others.items():
        assert identify(replace(ALONE, **{name: value})) == identify(ALONE)


def test_another_file_in_the_package_changes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "__init__.py").write_text("")
    module = tmp_path / "rules" / "mt1.py"
    monkeypatch.setattr("mtcheck.runner.cache.installation._PACKAGE", tmp_path)

    def digest() -> bytes:
        package_digest.cache_clear()
        return identify(ALONE).digest

    seen = {digest()}
    module.write_text("x = 1")
    seen.add(digest())
    module.write_text("x = 2")
    seen.add(digest())
    module.rename(tmp_path / "rules" / "mt2.py")
    seen.add(digest())
    large = tmp_path / "weights.onnx"
    large.write_bytes(bytes(9_000_000))
    seen.add(digest())
    large.write_bytes(bytes(4_500_000) + b"1" * 150_000 + bytes(4_350_000))
    seen.add(digest())
    assert len(seen) == 6
    (tmp_path / "rules" / "__pycache__").mkdir()
    (tmp_path / "rules" / "__pycache__" / "mt2.pyc").write_text("anything")
    assert digest() in seen


def test_another_library_version_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = identify(ALONE)
    assert {"lxml", "sentencex", "harper-py", "numpy"} <= set(library_versions())
    assert "pytest" not in library_versions()
    monkeypatch.setattr("mtcheck.runner.cache.installation.version_of", lambda name: "0.0")
    library_versions.cache_clear()
    assert identify(ALONE) != before


def test_an_engine_is_told_by_its_version_and_none_is_started(installation: Path) -> None:
    settings = Settings(model=False)
    known = identify(settings)
    assert known.versions["languagetool"] == "6.8"
    assert "harper" in known.versions
    added = installation / "org" / "languagetool" / "resource" / "en" / "spelling_custom.txt"
    added.write_text("Ushakov\n")
    assert identify(settings).digest != known.digest, "somebody added words to the installation"


@pytest.mark.parametrize("what", ["jar", "java"])
def test_an_engine_that_is_not_here_is_another_identity(installation: Path, what: str) -> None:
    settings = Settings(model=False, no_engine=("harper",))
    known = identify(settings)
    (
        installation / "languagetool-server.jar" if what == "jar" else installation.parent / "bin" / "java"
    ).unlink()
    without = identify(settings)
    assert without.digest != known.digest
    assert without.versions == {}


def test_a_server_is_asked_for_its_version(serve_version: Callable[[str], str]) -> None:
    first, second = serve_version("6.7"), serve_version("6.8")
    settings = Settings(model=False, no_engine=("harper",))
    known = identify(replace(settings, languagetool_url=first))
    assert known.versions == {"languagetool": "6.7"}
    assert known.digest != identify(replace(settings, languagetool_url=second)).digest


@pytest.fixture
def serve_version() -> Iterator[Callable[[str], str]]:
    import json
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    servers = []

    def serve(version: str) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                data = json.dumps({"software": {"version": version}, "matches": []}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/v2/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://[bad"])
def test_a_server_that_does_not_answer_is_unknowable(url: str) -> None:
    with pytest.raises(UnknowableError, match="version"):
        identify(Settings(model=False, no_engine=("harper",), languagetool_url=url))


def test_it_vouches_for_what_is_complete_and_as_expected_only() -> None:
    known = Identity(b"x", {"harper": "2"}, model=True)
    good = Analysis((), (), {"harper": "2"}, "2026.1")
    assert known.vouches_for(good)
    assert not known.vouches_for(replace(good, problems=("languagetool is required and did not run",)))
    assert not known.vouches_for(replace(good, blocked="not English"))
    assert not known.vouches_for(
        replace(good, versions={}, skipped=(Skipped("harper", "could not be loaded"),))
    )
    assert not known.vouches_for(replace(good, versions={"harper": "3"}))
    assert not known.vouches_for(replace(good, model="none"))


def test_a_key_depends_on_content_and_format() -> None:
    known = Identity(b"x", {}, model=False)
    keys = {known.key(content, form) for content in (b"1" * 32, b"2" * 32) for form in ("text", "html")}
    assert len(keys) == 4
    assert all(len(key) == 64 for key in keys)


def test_what_stands_in_a_glossary_changes_it_also_where_it_comes_and_goes(tmp_path: Path) -> None:
    terms = tmp_path / "terms.csv"
    settings = replace(ALONE, glossary=(str(terms),))
    digests = []
    for content in (None, "Haushalt,budget\n", "Haushalt,household\n"):
        if content is not None:
            terms.write_text(content, encoding="utf-8")
        digests.append(identify(settings).digest)
    assert len(set(digests)) == 3
