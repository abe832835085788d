"""mtcheck says nothing to anybody: the whole command under `strace` opens no socket but LanguageTool's own.

Without strace these tests skip, or fail where MTCHECK_REQUIRE_STRACE is set.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTICLES = ("trump-putin-call.txt",)
CALLS = "trace=socket,connect,bind,sendto,sendmsg,openat,open,creat,mkdir,rename"
# `sin_addr=inet_addr("127.0.0.1")`, `inet_pton(AF_INET6, "::1", …)`
_ADDRESS = re.compile(r'inet_(?:addr\(|pton\(AF_INET6?, )"([^"]+)"')
_LOOPBACK = re.compile(r"127\.|::1$|::ffff:127\.")
_WRITTEN = re.compile(r'(?:openat\(\w+, |open\(|creat\()"(/[^"]*)", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT)')
#: Where every process may write: devices, and what Java notes of itself.
_ANYWHERE = re.compile(r"/(?:dev|proc)/|.*/hsperfdata_")


class Trace:
    """What a run of the command asked of the system."""

    def __init__(self, folder: Path, *options: str) -> None:
        if shutil.which("strace") is None:
            if os.environ.get("MTCHECK_REQUIRE_STRACE"):
                pytest.fail("strace is not installed, and MTCHECK_REQUIRE_STRACE is set")
            pytest.skip("no strace (Debian: apt-get install strace)")
        self.home, self.output, trace = folder / "home", folder / "out", folder / "trace"
        self.home.mkdir()
        self.output.mkdir()
        articles = [str(ROOT / "fixtures" / name) for name in ARTICLES]
        reports = [argument for ending in ("csv", "html") for argument in ("-o", f"{self.output}/r.{ending}")]
        command = [sys.executable, "-m", "mtcheck", "check", *options, *reports, *articles]
        environment = {**os.environ, "HOME": str(self.home), "PYTHONDONTWRITEBYTECODE": "1"}
        for name in ("MTCHECK_CACHE_DIR", "XDG_CACHE_HOME", "ORT_DISABLE_TELEMETRY"):
            environment.pop(name, None)
        done = subprocess.run(
            ["strace", "-f", "-qq", "-e", CALLS, "-o", str(trace), *command],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode in (0, 1), done.stderr
        self.lines = trace.read_text("utf-8", "replace").splitlines()

    @property
    def addresses(self) -> set[str]:
        """The addresses of the network that were named."""
        return {address for line in self.lines for address in _ADDRESS.findall(line)}

    @property
    def stray_files(self) -> set[str]:
        """The files that were opened for writing outside the cache and the output."""
        written = {path for line in self.lines for path in _WRITTEN.findall(line) if "= -1 E" not in line}
        allowed = (f"{self.home}/.cache/mtcheck/", f"{self.output}/")
        return {path for path in written if not path.startswith(allowed) and not _ANYWHERE.match(path)}


def test_no_socket_is_opened_by_rules_harper_and_the_model(tmp_path: Path) -> None:
    trace = Trace(tmp_path, "--no-engine", "languagetool", "--require-engine", "harper")
    assert [line for line in trace.lines if "AF_INET" in line] == []
    assert trace.stray_files == set()
    assert [path.name for path in (trace.home / ".cache").iterdir()] == ["mtcheck"]


def test_languagetool_is_asked_on_this_machine_alone(tmp_path: Path) -> None:
    if not os.environ.get("MTCHECK_REQUIRE_LANGUAGETOOL"):
        pytest.importorskip("language_tool_python")
        if not os.environ.get("LTP_PATH") or shutil.which("java") is None:
            pytest.skip("no LanguageTool here (LTP_PATH), or no Java")
    trace = Trace(tmp_path, "--require-engine", "languagetool")
    assert trace.addresses
    assert {address for address in trace.addresses if not _LOOPBACK.match(address)} == set()
    assert trace.stray_files == set()
