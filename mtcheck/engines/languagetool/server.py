"""A LanguageTool server on this machine: started, watched and stopped by mtcheck itself.

The wrapper (language-tool-python) can start one too. But where Java cannot run it, the wrapper tries hundreds
of ports, a JVM each, and hides what the JVM prints. Here one process is started on a free port of 127.0.0.1,
one deadline holds for the whole start, the process's output is kept for messages, and the process ends when
mtcheck ends, however that happens.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import signal
import socket
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import NoReturn

from mtcheck.engines.interface import EngineError, EngineUnavailableError
from mtcheck.engines.languagetool.installation import Installation, find_installation, not_installed_message
from mtcheck.engines.languagetool.java import VERSION_SECONDS, Java, find_java
from mtcheck.engines.languagetool.process import IS_WINDOWS, kill_group

#: Seconds from `launch` to the first answer. A busy CI machine needs a third of it.
DEADLINE = 60.0
#: The JVM's heap. English rules, a request of 15,000 characters and the caches need half of it.
MEMORY = "768m"
#: A port that was free when we looked may be taken when Java binds it.
PORT_TRIES = 5

_LOG = logging.getLogger(__name__)
_PORT_TAKEN = re.compile(r"on that port already|already in use|BindException", re.IGNORECASE)
_NOISE = re.compile(r"\*\*\*|^\s+at |^\s+\.\.\. \d+ more")  # the warning about root, stack traces
_STARTED = "Server started"
_STARTED_PATIENCE = 5.0  # seconds between the first answer and that line
_POLL_SECONDS = 0.05

# A shell runs Java and holds the read end of a pipe whose write end is ours. The write end closes when we
# stop the server or are killed, in whatever way; then the shell kills Java. (PR_SET_PDEATHSIG of Linux fires
# when the *thread* that started the child ends, and macOS has nothing like it.)
_GUARD = """
exec 3<&0 </dev/null
"$@" 3<&- &
child=$!
{ read -r _ <&3; kill -9 "$child"; } >/dev/null 2>&1 &
exec 3<&-
wait "$child"
"""


def free_port() -> int:
    """A TCP port of 127.0.0.1 that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """One LanguageTool server process.

    `launch` blocks, so it is called in a thread. `stop` may be called from any thread, at any time, more than
    once.
    """

    def __init__(self, *, deadline: float = DEADLINE, ports: Callable[[], int] = free_port) -> None:
        self._deadline = deadline
        self._ports = ports
        self._owner = os.getpid()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._output: deque[str] = deque(maxlen=60)
        self._reader: threading.Thread | None = None

    @property
    def pid(self) -> int | None:
        """The process id, on POSIX its process group's too; None before the start."""
        return None if self._process is None else self._process.pid

    def launch(self) -> str:
        """Start the server and return its address, `http://127.0.0.1:PORT`, as soon as it answers.

        Raises EngineUnavailableError without LanguageTool or a suitable Java, EngineError where the server
        does not start in time.
        """
        began = time.monotonic()
        installation = find_installation()
        if installation is None:
            raise EngineUnavailableError(not_installed_message())
        java = find_java(installation.version, seconds=min(VERSION_SECONDS, self._deadline))
        for _ in range(PORT_TRIES):
            port = self._ports()
            self._spawn(java, installation, port)
            if self._wait_until_ready(port, began + self._deadline):
                seconds = time.monotonic() - began
                _LOG.debug("LanguageTool %s on %s: started in %.1f s", installation.version, java, seconds)
                return f"http://127.0.0.1:{port}"
            self._kill()
        raise EngineError(
            f"LanguageTool found no free port in {PORT_TRIES} tries. It said: {self._last_words()}"
        )

    def cause_of_death(self) -> str | None:
        """How the server ended, with its last output; None while it runs and before it was started.

        Waits a moment, because it is asked when a request has just failed.
        """
        process = self._process
        if process is None:
            return None
        try:
            process.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            return None
        self._join_reader()
        return f"{self._exit_cause(process)} It said: {self._last_words()}"

    def stop(self) -> None:
        """End the process and all it started. Does nothing in a forked child: the server is the parent's."""
        if os.getpid() != self._owner:
            return
        self._stopped.set()
        with self._lock:
            self._kill()

    def _spawn(self, java: Java, installation: Installation, port: int) -> None:
        command = self._command(java, installation, port)
        with self._lock:
            if self._stopped.is_set():
                raise EngineError("LanguageTool was stopped before it had started.")
            self._output.clear()
            try:
                self._process = subprocess.Popen(
                    command if IS_WINDOWS else ["/bin/sh", "-c", _GUARD, "sh", *command],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    encoding="utf-8",
                    errors="replace",
                    # Ctrl-C on the terminal is for us; we stop the server
                    start_new_session=not IS_WINDOWS,
                )
            except OSError as error:
                raise EngineError(
                    f"LanguageTool could not be started: {error.strerror or error} ({java.path})."
                ) from error
            self._reader = threading.Thread(
                target=self._read, args=(self._process,), name="languagetool-output", daemon=True
            )
            self._reader.start()

    def _command(self, java: Java, installation: Installation, port: int) -> list[str]:
        return [
            java.path,
            f"-Xmx{MEMORY}",
            # the quick compiler only: ready and warm after 6 s of CPU time instead of 13
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

    def _read(self, process: subprocess.Popen[str]) -> None:
        """Keep the last lines that the server prints, and its pipe empty."""
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self._output.append(line.rstrip())

    def _wait_until_ready(self, port: int, end: float) -> bool:
        """True when the server answers, False when its port was taken. Raises EngineError otherwise."""
        process = self._process
        assert process is not None
        answered_at: float | None = None
        while True:
            if self._stopped.is_set():
                raise EngineError("LanguageTool was stopped before it had started.")
            if process.poll() is not None:
                return self._raise_unless_port_taken(process)
            now = time.monotonic()
            if now > end:
                self._give_up()
            if answered_at is None and _answers(port, min(2.0, max(end - now, 0.1))):
                answered_at = time.monotonic()
            # Another program may have taken the port and answer, while our process has yet to notice. So our
            # process must say that it has started; but not for ever, as the wording may change.
            if answered_at is not None and (self._is_started() or now - answered_at > _STARTED_PATIENCE):
                return True
            time.sleep(_POLL_SECONDS)

    def _raise_unless_port_taken(self, process: subprocess.Popen[str]) -> bool:
        """False where the process ended because its port was taken; else raises EngineError."""
        self._join_reader()
        if _PORT_TAKEN.search("\n".join(self._output)):
            return False
        cause = self._exit_cause(process)
        raise EngineError(f"LanguageTool did not start: {cause} It said: {self._last_words()}")

    def _give_up(self) -> NoReturn:
        last_words = self._last_words()
        self.stop()
        raise EngineError(f"LanguageTool did not start within {self._deadline:.0f} s. It said: {last_words}")

    def _is_started(self) -> bool:
        return any(_STARTED in line for line in list(self._output))

    def _exit_cause(self, process: subprocess.Popen[str]) -> str:
        status = process.returncode
        if status < 0 or status > 128:  # the shell reports a signal as 128 + its number
            number = -status if status < 0 else status - 128
            names = {member.value: member.name for member in signal.Signals}
            name = names.get(number, f"signal {number}")
            hint = "; the system may have run out of memory" if name == "SIGKILL" else ""
            return f"Java was killed ({name}{hint})."
        if status == 3 and any("OutOfMemoryError" in line for line in self._output):
            return f"Java ran out of memory (limit {MEMORY})."
        return f"Java ended with exit status {status}."

    def _last_words(self) -> str:
        lines = [line for line in list(self._output) if line.strip() and not _NOISE.search(line)]
        return " / ".join(line.strip()[:200] for line in lines[-4:]) or "nothing."

    def _join_reader(self) -> None:
        if self._reader is not None and self._reader is not threading.current_thread():
            self._reader.join(timeout=1.0)

    def _kill(self) -> None:
        process = self._process
        if process is None:
            return
        assert process.stdin is not None
        if not IS_WINDOWS:
            with contextlib.suppress(OSError):
                # the shell kills Java and reaps it, so that no zombie is left for others to find
                process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=2)
        if process.poll() is None:
            kill_group(process)
        self._join_reader()


def _answers(port: int, seconds: float) -> bool:
    import http.client  # costs 20 ms, which a run without LanguageTool is spared

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request("GET", "/v2/healthcheck")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
