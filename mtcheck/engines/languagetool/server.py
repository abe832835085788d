"""The LanguageTool server on this machine: found, started, watched and stopped by ourselves.

The wrapper (language-tool-python) can start one too, but a Java that cannot run it makes the wrapper try
hundreds of ports, a JVM each, and hides what the JVM says. So: Java's version is read first, one process is
started on a free port of 127.0.0.1, its output is read, one deadline holds for all of it, and the process
dies with us, whichever way we die.

Needs nothing but the standard library, so that looking for LanguageTool costs no import of the wrapper.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mtcheck.engines.interface import EngineError, EngineUnavailableError

#: The version the rule table was measured with, and the one that is installed.
VERSION = "6.8"
#: Seconds from `launch` to the first answer; a busy CI machine needs a third of it.
DEADLINE = 60.0
#: The JVM's heap. English rules, a 15,000-character request and the caches fit into half of it.
MEMORY = "768m"
#: A port that was free when we looked may be taken when Java binds it.
PORT_TRIES = 5

_JAR_NAMES = ("languagetool-server.jar", "languagetool.jar")
_JAVA_VERSION = re.compile(r'version "(\d+)(?:\.(\d+))?|^openjdk (\d+)', re.MULTILINE)
_JAVA_SECONDS = 15.0
_PORT_TAKEN = re.compile(r"on that port already|already in use|BindException", re.IGNORECASE)
_NOISE = re.compile(r"\*\*\*|^\s+at |^\s+\.\.\. \d+ more")  # the warning about root, stack traces
_STARTED = "Server started"
_POLL_SECONDS = 0.05
_IS_WINDOWS = sys.platform == "win32"

# Java under a shell that holds the read end of a pipe of ours: when the write end closes, because we stop the
# server or because we were killed in whatever way, the shell kills Java. (Linux has PR_SET_PDEATHSIG for
# this, but it fires when the *thread* that started the child ends, and macOS has nothing like it.)
_GUARD = """
exec 3<&0 </dev/null
"$@" 3<&- &
child=$!
{ read -r _ <&3; kill -9 "$child"; } >/dev/null 2>&1 &
exec 3<&-
wait "$child"
"""


@dataclass(frozen=True)
class Installation:
    """An unpacked LanguageTool: `folder` is `…/LanguageTool-<version>`."""

    version: str
    folder: Path
    jar: Path


@dataclass(frozen=True)
class Java:
    """A Java runtime. `major`: 8 for "1.8", 17 for "17.0.15"."""

    path: str
    major: int


class JavaError(EngineUnavailableError):
    """No Java that runs LanguageTool. `problem` is what is wrong, `advice` how to get one."""

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(f"{problem} {advice}")
        self.problem = problem
        self.advice = advice


def folders() -> list[Path]:
    """Where LanguageTool is looked for, in this order: `$LTP_PATH`, then the wrapper's own cache folder."""
    configured = os.environ.get("LTP_PATH")
    cache = Path.home() / ".cache" / "language_tool_python"
    return [Path(configured), cache] if configured else [cache]


def find_installation() -> Installation | None:
    """The LanguageTool to use: in the first folder that has one, the measured version, else the newest."""
    for folder in folders():
        found = [one for path in folder.glob("LanguageTool-*") if (one := installation_at(path)) is not None]
        if found:
            return max(found, key=lambda one: (one.version == VERSION, _version_key(one.version)))
    return None


def installation_at(folder: Path) -> Installation | None:
    """The installation in `folder`, None if it has no server jar."""
    for name in _JAR_NAMES:
        if (folder / name).is_file():
            return Installation(folder.name.partition("-")[2], folder, folder / name)
    return None


def _version_key(version: str) -> tuple[bool, tuple[int, ...]]:
    """Releases ("6.8") before snapshots ("20260101"), each by number."""
    return "." in version, tuple(int(digits) for digits in re.findall(r"\d+", version))


def required_java(version: str = VERSION) -> int:
    """The oldest Java, as a major version, that runs a version of LanguageTool."""
    is_release, number = _version_key(version)
    return 9 if is_release and number < (6, 6) else 17


def _java_advice(major: int) -> str:
    return (
        f"Install Java {major} or later (Debian, Ubuntu: apt install openjdk-{major}-jre-headless; macOS: brew install "
        f"openjdk@{major}; Windows: winget install EclipseAdoptium.Temurin.{major}.JRE) and see that “java” is on the PATH."
    )


def find_java(version: str = VERSION, *, seconds: float = _JAVA_SECONDS) -> Java:
    """A Java that is new enough for a version of LanguageTool: on the PATH, else in `$JAVA_HOME`.

    Raises JavaError where there is none, where it is too old, or where it does not say its version in time.
    """
    needed = required_java(version)
    paths = [path for path in (shutil.which("java"), _java_home()) if path]
    if not paths:
        raise JavaError("LanguageTool needs Java, and there is none here.", _java_advice(needed))
    complaints = []
    for path in dict.fromkeys(paths):
        major = _java_major(path, seconds)
        if isinstance(major, int) and major >= needed:
            return Java(path, major)
        complaints.append(f"{path} is Java {major}" if isinstance(major, int) else f"{path} {major}")
    raise JavaError(
        f"LanguageTool {version} needs Java {needed} or later; {', '.join(complaints)}.", _java_advice(needed)
    )


def _java_home() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin")) if home else None


def _java_major(path: str, seconds: float) -> int | str:
    """The major version, or what is wrong with this Java, as a predicate of “/path/to/java …”."""
    try:
        process = subprocess.Popen(
            [path, "-version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=not _IS_WINDOWS,
        )
    except OSError as error:
        return f"does not run ({error.strerror or error})"
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        kill_group(process)
        assert process.stdout is not None
        process.stdout.close()
        return f"did not tell its version within {seconds:.0f} s"
    match = _JAVA_VERSION.search(output)
    if match is None:
        said = " ".join(output.split())[:200]
        return f"did not tell its version (exit status {process.returncode}: “{said}”)"
    first, second = int(match[1] or match[3]), int(match[2] or 0)
    return second if first == 1 else first


def kill_group(process: subprocess.Popen[str]) -> None:
    """Kills a process that was not reaped yet and, on POSIX, its process group; reaps it."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if _IS_WINDOWS:
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)


def free_port() -> int:
    """A TCP port of 127.0.0.1 that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """One LanguageTool server process.

    `launch` blocks; run it in a thread. `stop` may be called from any thread, at any time, more than once.
    """

    def __init__(
        self, *, deadline: float = DEADLINE, memory: str = MEMORY, ports: Callable[[], int] = free_port
    ) -> None:
        self._deadline = deadline
        self._memory = memory
        self._ports = ports
        self._owner = os.getpid()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._output: deque[str] = deque(maxlen=60)
        self._reader: threading.Thread | None = None

    @property
    def pid(self) -> int | None:
        """The process id, which on POSIX is its process group's too; None before the start."""
        return None if self._process is None else self._process.pid

    def launch(self) -> str:
        """Starts the server and returns its address, `http://127.0.0.1:PORT`, as soon as it answers.

        Raises EngineUnavailableError without LanguageTool or a fitting Java, EngineError where it does not
        start in time.
        """
        end = time.monotonic() + self._deadline
        installation = find_installation()
        if installation is None:
            raise EngineUnavailableError(not_installed())
        java = find_java(installation.version, seconds=min(_JAVA_SECONDS, self._deadline))
        for _ in range(PORT_TRIES):
            port = self._ports()
            self._spawn(java, installation, port)
            if self._wait_until_ready(port, end):
                return f"http://127.0.0.1:{port}"
            self._kill()
        raise EngineError(f"LanguageTool found no free port in {PORT_TRIES} tries. It said: {self._said()}")

    def _spawn(self, java: Java, installation: Installation, port: int) -> None:
        command = [
            java.path,
            f"-Xmx{self._memory}",
            # the quick compiler only: ready and warm for 6 s of CPU time instead of 13
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-cp",
            str(installation.jar),
            "org.languagetool.server.HTTPServer",
            "-p",
            str(port),
        ]
        with self._lock:
            if self._stopped.is_set():
                raise EngineError("LanguageTool was stopped before it had started.")
            self._output.clear()
            try:
                self._process = subprocess.Popen(
                    command if _IS_WINDOWS else ["/bin/sh", "-c", _GUARD, "sh", *command],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    encoding="utf-8",
                    errors="replace",
                    # a Ctrl-C on the terminal is for us; we stop the server
                    start_new_session=not _IS_WINDOWS,
                )
            except OSError as error:
                raise EngineError(
                    f"LanguageTool could not be started: {error.strerror or error} ({java.path})."
                ) from error
            self._reader = threading.Thread(
                target=self._read, args=(self._process,), name="languagetool-output", daemon=True
            )
            self._reader.start()

    def _read(self, process: subprocess.Popen[str]) -> None:
        """Keeps the last lines the server printed, and its pipe empty."""
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self._output.append(line.rstrip())

    def _wait_until_ready(self, port: int, end: float) -> bool:
        """True when the server answers, False when its port was taken. Raises EngineError for all else."""
        process = self._process
        assert process is not None
        answered_at: float | None = None
        while True:
            if self._stopped.is_set():
                raise EngineError("LanguageTool was stopped before it had started.")
            if process.poll() is not None:
                self._join_reader()
                if _PORT_TAKEN.search("\n".join(self._output)):
                    return False
                raise EngineError(
                    f"LanguageTool did not start: {self._ended(process)} It said: {self._said()}"
                )
            now = time.monotonic()
            if now > end:
                said = self._said()
                self.stop()
                raise EngineError(
                    f"LanguageTool did not start within {self._deadline:.0f} s. It said: {said}"
                )
            if answered_at is None and _answers(port, min(2.0, max(end - now, 0.1))):
                answered_at = time.monotonic()
            # A stranger on a port that was taken meanwhile answers too, while our own process is still on its
            # way to find that out; so we also wait for our own process to say so, though not for ever, as the
            # wording may change.
            if answered_at is not None and (self._has_said_started() or now - answered_at > 5.0):
                return True
            time.sleep(_POLL_SECONDS)

    def _has_said_started(self) -> bool:
        return any(_STARTED in line for line in list(self._output))

    def cause_of_death(self) -> str | None:
        """How the server ended, with its last words; None while it runs or before it was started.

        Waits a moment, as this is asked when a request has just failed.
        """
        process = self._process
        if process is None:
            return None
        try:
            process.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            return None
        self._join_reader()
        return f"{self._ended(process)} It said: {self._said()}"

    def _ended(self, process: subprocess.Popen[str]) -> str:
        status = process.returncode
        if status < 0 or status > 128:  # the shell reports a signal as 128 + its number
            number = -status if status < 0 else status - 128
            name = next((one.name for one in signal.Signals if one == number), f"signal {number}")
            hint = "; the system may have run out of memory" if name == "SIGKILL" else ""
            return f"Java was killed ({name}{hint})."
        if status == 3 and any("OutOfMemoryError" in line for line in self._output):
            return f"Java ran out of memory (limit {self._memory})."
        return f"Java ended with exit status {status}."

    def _said(self) -> str:
        lines = [line for line in list(self._output) if line.strip() and not _NOISE.search(line)]
        return " / ".join(line.strip()[:200] for line in lines[-4:]) or "nothing."

    def _join_reader(self) -> None:
        if self._reader is not None and self._reader is not threading.current_thread():
            self._reader.join(timeout=1.0)

    def stop(self) -> None:
        """Ends the process and all it started. Does nothing in a forked child: the server is the parent's."""
        if os.getpid() != self._owner:
            return
        self._stopped.set()
        with self._lock:
            self._kill()

    def _kill(self) -> None:
        process = self._process
        if process is None:
            return
        assert process.stdin is not None
        if not _IS_WINDOWS:
            with contextlib.suppress(OSError):
                # the guard kills Java and the shell reaps it: no zombie is left for others to find
                process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=2)
        if process.poll() is None:
            kill_group(process)
        self._join_reader()


def _answers(port: int, seconds: float) -> bool:
    import http.client  # here, because it costs 20 ms that a run without LanguageTool does not need

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request("GET", "/v2/healthcheck")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def not_installed() -> str:
    looked = " and ".join(str(folder) for folder in folders())
    return f"LanguageTool is not installed (looked in {looked}). “mtcheck engines install languagetool” installs it (250 MB)."
