"""LanguageTool as an engine: started at once in the background, asked once an article, always stopped.

Without a URL a server of our own is started (`server.py`). With one, that server is asked and left running.
All text goes through language-tool-python (`client.py`).
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from mtcheck.engines.interface import EngineError, EngineTimeoutError, EngineUnavailableError
from mtcheck.engines.languagetool import rules
from mtcheck.engines.languagetool.address import require_server, server_address
from mtcheck.engines.languagetool.chunks import chunks, sendable
from mtcheck.engines.languagetool.installation import find_installation, not_installed_message
from mtcheck.engines.languagetool.java import find_java
from mtcheck.engines.languagetool.server import DEADLINE, Server
from mtcheck.findings.finding import Finding, Suggestion
from mtcheck.startup import loading
from mtcheck.text.document import Document
from mtcheck.text.masking import OPAQUE
from mtcheck.text.reading import Reading

if TYPE_CHECKING:
    from mtcheck.engines.languagetool.client import Client, LanguageToolMatch

#: Suggestions kept of a match. LanguageTool offers dozens for an unknown word.
SUGGESTIONS = 5

#: How often in a row no answer may come in time, until the server is not asked any more.
_MOST_TIMEOUTS = 2

_LOG = logging.getLogger(__name__)
_WARM_UP = "The first text makes LanguageTool load its rules."


class LanguageTool:
    """The engine. `mtcheck.engines.interface.Engine` says what each method promises.

    url: a server that is running already, `http://host:port`; None starts one here. deadline: seconds for
    the start.
    """

    name = "languagetool"

    def __init__(self, url: str | None = None, *, deadline: float = DEADLINE) -> None:
        self._url = url
        self._deadline = deadline
        self._server = Server(deadline=deadline) if url is None else None
        self._is_local = url is None
        self._owner = os.getpid()
        self._version: str | None = None
        self._client: Client | None = None
        self._address = ""
        self._error: EngineError | None = None
        self._connected = threading.Event()
        self._start_lock = threading.Lock()
        self._is_started = False
        self._is_stopped = False
        self._request_lock = threading.Lock()
        self._timeouts = 0  # in a row

    def start(self) -> None:
        """Start the server, or the connection to one, in the background."""
        with self._start_lock:
            if self._is_started or self._is_stopped:
                return
            self._is_started = True
        atexit.register(self.stop)
        threading.Thread(target=self._connect, name="languagetool-start", daemon=True).start()

    def version(self) -> str:
        """LanguageTool's version; that of our own server is known before it has started."""
        if self._server is None:
            return self._wait_for_client().version
        if self._version is None:
            installation = find_installation()
            if installation is None:
                raise EngineUnavailableError(not_installed_message())
            with loading():
                find_java(installation.version)
            self._version = installation.version
        return self._version

    def address(self) -> str:
        """Where the server is. Waits until it answers. Raises EngineError."""
        self._wait_for_client()
        return self._address

    def check(self, document: Document) -> list[Finding]:
        client = self._wait_for_client()
        findings: list[Finding] = []
        with self._request_lock:
            began = time.perf_counter()
            for chunk in chunks(document):
                matches = self._ask(client, chunk)
                candidates = (_to_finding(document, chunk, match) for match in matches)
                findings += [finding for finding in candidates if finding is not None]
            seconds = time.perf_counter() - began
        _LOG.debug("%s: %d findings in %.3f s", document.name, len(findings), seconds)
        return findings

    def _ask(self, client: Client, chunk: Reading) -> list[LanguageToolMatch]:
        """What is reported on a part of an article. Raises EngineError."""
        if self._timeouts >= _MOST_TIMEOUTS:
            raise EngineError(
                "LanguageTool did not answer in time, twice in a row, and is not asked any more."
            )
        try:
            matches = client.check(sendable(chunk.text))
        except EngineError as error:
            self._timeouts += isinstance(error, EngineTimeoutError)
            raise self._explain(error) from error
        self._timeouts = 0
        return matches

    def stop(self) -> None:
        """Stop our own server. A server at a URL is left running."""
        if os.getpid() != self._owner:
            return
        self._is_stopped = True
        if self._server is not None:
            self._server.stop()
        atexit.unregister(self.stop)

    def _connect(self) -> None:
        """Run in the thread that `start` begins: leaves a client or an error behind."""
        try:
            address = self._reach_server()
            from mtcheck.engines.languagetool.client import Client

            began = time.perf_counter()
            try:
                client = Client(address, local=self._is_local)
                client.check(_WARM_UP, self._deadline)
            except EngineError as error:
                raise self._explain(error) from error
            seconds = time.perf_counter() - began
            _LOG.debug("LanguageTool %s at %s: first answer in %.1f s", client.version, address, seconds)
            self._client, self._address = client, address
        except EngineError as error:
            self._error = error
        except Exception as error:  # nobody sees what this thread raises
            self._error = EngineError(f"LanguageTool could not be started: {type(error).__name__}: {error}")
        finally:
            if self._error is not None:
                _LOG.debug("LanguageTool cannot be asked", exc_info=self._error)
            self._connected.set()

    def _reach_server(self) -> str:
        """The address of a server that answers. Raises EngineError."""
        if find_spec("language_tool_python") is None:
            raise EngineUnavailableError(
                "The package language-tool-python is not installed. "
                "“python -m pip install language-tool-python” installs it."
            )
        if self._server is not None:
            return self._server.launch()
        assert self._url is not None
        address = server_address(self._url)
        require_server(address, self._deadline)
        return address

    def _wait_for_client(self) -> Client:
        if self._is_stopped:
            raise EngineError("LanguageTool was stopped.")
        self.start()
        with loading():
            self._connected.wait()
        if self._error is not None:
            # A new one each time: the traceback of one that is raised for every article would grow.
            kind = EngineUnavailableError if isinstance(self._error, EngineUnavailableError) else EngineError
            raise kind(str(self._error)) from self._error
        assert self._client is not None
        return self._client

    def _explain(self, error: EngineError) -> EngineError:
        """The error, or what caused it: our own server died, or was stopped."""
        if self._is_stopped:
            return EngineError("LanguageTool was stopped.")
        cause = self._server.cause_of_death() if self._server is not None else None
        return EngineError(f"LanguageTool died. {cause}") if cause else error


class Borrowed(LanguageTool):
    """The server of another process on this machine, of a known version; left running."""

    def __init__(self, address: str, version: str) -> None:
        super().__init__(address)
        self._is_local = True
        self._known_version = version

    def version(self) -> str:
        return self._known_version


def create(wanted: Callable[[str], bool] | None, url: str | None) -> LanguageTool:
    """The engine, as the registry asks for it. A server runs all its rules, so `wanted` is ignored."""
    return LanguageTool(url)


def _to_finding(document: Document, chunk: Reading, match: LanguageToolMatch) -> Finding | None:
    """The match as a finding; None where it is about code or an address."""
    matched_text = chunk.text[match.start : match.end]
    if OPAQUE in matched_text:
        return None
    span = chunk.span(match.start, match.end)
    rule_id = rules.rule_id_of(match.rule, matched_text, match.message, match.replacements)
    kind = rules.kind_of(rule_id, match.category, match.issue_type)
    return Finding(
        rule=rule_id,
        name=match.rule.lower().replace("_", "-"),
        category=kind.category,
        severity=kind.severity,
        start=span.start,
        end=span.end,
        text=document.text[span.start : span.end],
        message=match.message,
        suggestions=tuple(Suggestion(text) for text in match.replacements[:SUGGESTIONS]),
        confidence=rules.confidence_of(rule_id),
        engine=LanguageTool.name,
    )
