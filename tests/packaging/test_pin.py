"""`.ci/pin.py`: tags become commits and digests, asked of a repository and a registry that are made here."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from documents import ROOT

MANIFEST = b'{"schemaVersion": 2}'
DIGEST = hashlib.sha256(MANIFEST).hexdigest()
ALICE = ["-c", "user.name=A", "-c", "user.email=a@example.org"]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


class Registry(BaseHTTPRequestHandler):
    """A registry that gives its one manifest to those who bring the token it told them to fetch."""

    def do_GET(self) -> None:
        host = f"http://127.0.0.1:{self.server.server_address[1]}"
        status, content, headers = 404, b"", {}
        if self.path.startswith("/token?service=here&scope=pull"):
            status, content = 200, b'{"token": "t"}'
        elif self.headers.get("Authorization") != "Bearer t":
            challenge = f'Bearer realm="{host}/token",service="here",scope="pull"'
            status, headers = 401, {"WWW-Authenticate": challenge}
        elif self.path == "/v2/library/python/manifests/3.12-slim" and "index" in self.headers["Accept"]:
            status, content = 200, MANIFEST
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def registry() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Registry) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class Checkout:
    """Files that use an action and an image, and the repository of the action."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.forge = folder / "checkout", folder / "forge"
        self.workflow = self.folder / ".github" / "workflows" / "ci.yml"
        self.action, self.dockerfile = self.folder / "action.yml", self.folder / "Dockerfile"
        self.gitlab = self.folder / ".gitlab" / "mtcheck.yml"
        for path in (self.workflow, self.gitlab, self.forge / "actions" / "go" / "x"):
            path.parent.mkdir(parents=True)
            path.write_text("", "utf-8")
        self.action.write_text("", "utf-8")
        self.dockerfile.write_text("", "utf-8")
        self.git("init", "--quiet")
        self.commit = self.release("v1.2.3", "v1")

    def git(self, *arguments: str) -> str:
        command = ["git", *ALICE, *arguments]
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            command,
            cwd=self.forge / "actions" / "go",
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def release(self, *tags: str) -> str:
        """The commit of a release under its tags, the first an annotated one."""
        self.git("commit", "--quiet", "--allow-empty", "--message", "release")
        self.git("tag", "--force", "--annotate", "--message", "release", tags[0])
        for tag in tags[1:]:
            self.git("tag", "--force", tag)
        return self.git("rev-parse", "HEAD")

    def pin(self, *options: str, registry: str = "http://127.0.0.1:9") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / ".ci" / "pin.py"), "--root", str(self.folder)]
        command += ["--forge", self.forge.as_uri(), "--registry", registry, *options]
        return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_a_tag_becomes_its_commit_and_the_exact_version_is_named(checkout: Checkout) -> None:
    text = "steps:\n  - uses: actions/go@{}\n    with: {{}}\n  - uses: actions/go/save@{}\n  - run: x@v1\n"
    checkout.workflow.write_text(text.format("v1", "v1.2.3"), "utf-8")
    done = checkout.pin()
    assert done.returncode == 0, done.stderr
    pinned = f"{checkout.commit} # v1.2.3"
    assert checkout.workflow.read_text("utf-8") == text.format(pinned, pinned)
    assert checkout.pin().returncode == 0
    assert checkout.workflow.read_text("utf-8") == text.format(pinned, pinned), "twice is once"


def test_an_exact_version_that_has_moved_is_not_followed(checkout: Checkout) -> None:
    text = f"- uses: actions/go@{checkout.commit} # v1.2.3\n- uses: actions/go@{checkout.commit} # v1\n"
    checkout.action.write_text(text, "utf-8")
    moved = checkout.release("v1.2.3", "v1")
    done = checkout.pin()
    assert done.returncode == 1
    assert f"v1.2.3 was {checkout.commit} and is {moved} now; look at it" in done.stderr
    assert checkout.action.read_text("utf-8") == (
        f"- uses: actions/go@{checkout.commit} # v1.2.3\n- uses: actions/go@{moved} # v1.2.3\n"
    )


@pytest.mark.parametrize(
    ("used", "problem"),
    [
        ("actions/go@v9", "has no tag and no branch v9"),
        (f"actions/go@{'0' * 40}", "does not say which version"),
        ("actions/none@v1", "cannot be read"),
    ],
)
def test_what_cannot_be_resolved_stays_and_is_said(checkout: Checkout, used: str, problem: str) -> None:
    checkout.action.write_text(f"- uses: {used}\n", "utf-8")
    done = checkout.pin()
    assert done.returncode == 1
    assert problem in done.stderr
    assert checkout.action.read_text("utf-8") == f"- uses: {used}\n"


def test_an_image_gets_the_digest_of_its_manifest(checkout: Checkout, registry: str) -> None:
    docker = "FROM python:3.12-slim{} AS base\nRUN x\nFROM base\n"
    checkout.dockerfile.write_text(docker.format(""), "utf-8")
    checkout.gitlab.write_text(f"job:\n  image: python:3.12-slim@sha256:{'0' * 64}\n", "utf-8")
    done = checkout.pin(registry=registry)
    assert done.returncode == 0, done.stderr
    assert checkout.dockerfile.read_text("utf-8") == docker.format(f"@sha256:{DIGEST}")
    assert checkout.gitlab.read_text("utf-8") == f"job:\n  image: python:3.12-slim@sha256:{DIGEST}\n"
    checkout.dockerfile.write_text("FROM python:none\n", "utf-8")
    done = checkout.pin(registry=registry)
    assert done.returncode == 1
    assert "python:none cannot be looked up: HTTP Error 404" in done.stderr


def test_what_only_a_tag_holds_is_named_without_asking_anybody(checkout: Checkout) -> None:
    checkout.workflow.write_text(f"- uses: a/b@v1\n- uses: a/c@{'0' * 40} # v1\n", "utf-8")
    checkout.dockerfile.write_text(f"FROM a:1 AS x\nFROM b:1@sha256:{'0' * 64}\nFROM x\n", "utf-8")
    done = checkout.pin("--check")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        ".github/workflows/ci.yml: a/b@v1 is held by its tag alone",
        "Dockerfile: a:1 is held by its tag alone",
    ]


def test_here_only_what_nobody_has_seen_is_held_by_its_tag() -> None:
    """Digests of images, and the one action whose stored copy is older than its release."""
    command = [sys.executable, str(ROOT / ".ci" / "pin.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    named = [
        line.partition(": ")[2].removesuffix(" is held by its tag alone") for line in done.stderr.splitlines()
    ]
    assert set(named) <= {
        "pypa/gh-action-pypi-publish@release/v1",
        "python:3.12.8-bookworm",
        "python:3.12.8-slim-bookworm",
    }
