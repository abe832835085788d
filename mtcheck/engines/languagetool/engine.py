"""LanguageTool: started at once in the background, asked once per article, always stopped.

Without a URL a server of our own is started (`languagetool_server`); with one, that server is used and left
running. All text goes through language-tool-python (`languagetool_client`). What a finding is called and how
bad it is stands in `languagetool_rules`.
"""

from __future__ import annotations

import atexit
import os
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import astuple
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mtcheck.engines.interface import EngineError, EngineUnavailableError
from mtcheck.engines.languagetool.rules import classify
from mtcheck.engines.languagetool.server import DEADLINE, Server, find_installation, find_java, not_installed
from mtcheck.findings.finding import Finding, Suggestion
from mtcheck.text.document import OPAQUE, Document, Reading

if TYPE_CHECKING:
    from mtcheck.engines.languagetool.client import Client, Match

#: Code points in one request. The public server takes 20,000 UTF-16 units, our own takes more; a text of
#: emoji has two each.
CHUNK = 9_500
#: Suggestions kept of a match; LanguageTool offers dozens for an unknown word.
SUGGESTIONS = 5

_GAP = "\n\n"  # between the paragraphs of a Reading, and what LanguageTool takes for the end of one
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)")
_UNSENDABLE = re.compile("[\r\ud800-\udfff]")
_WARM_UP = "The first text makes LanguageTool load its rules."


def chunks(document: Document, size: int = CHUNK) -> Iterator[Reading]:
    """The article in readings of at most `size` code points, cut between paragraphs.

    A paragraph that is longer is cut between sentences, a sentence that is longer at a space, a word that is
    longer anywhere.
    """
    ranges: list[tuple[int, int]] = []
    length = 0
    for start, end in _pieces(document, size):
        if ranges and length + end - start > size:
            yield Reading(document, ranges)
            ranges, length = [], 0
        ranges.append((start, end))
        length += end - start + len(_GAP)
    if ranges:
        yield Reading(document, ranges)


def sendable(text: str) -> str:
    """The text, as long as it was, without what cannot be sent (lone surrogates) or reads oddly (carriage
    returns).
    """
    return _UNSENDABLE.sub(lambda match: " " if match.group() == "\r" else "\ufffd", text)


def _pieces(document: Document, size: int) -> Iterator[tuple[int, int]]:
    for paragraph in document.paragraphs:
        yield from _cut(document.prose, paragraph.start, paragraph.end, size)


def _cut(prose: str, start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    while end - start > size:
        breaks = [match.end() for match in _SENTENCE_END.finditer(prose, start, start + size)]
        at = breaks[-1] if breaks else prose.rfind(" ", start + 1, start + size)
        if at <= start:
            at = start + size
        yield start, at
        start = at
        while start < end and prose[start].isspace():
            start += 1
    if start < end:
        yield start, end


class LanguageTool:
    """The engine. See `mtcheck.engines.interface.Engine` for what each method promises.

    url: a server that runs already, `http://host:port`; None starts one here. deadline: seconds for the
    start. language: the variant of English, which decides on spelling only.
    """

    name = "languagetool"

    def __init__(
        self, url: str | None = None, *, deadline: float = DEADLINE, language: str = "en-US"
    ) -> None:
        self._url = url
        self._language = language
        self._deadline = deadline
        self._server = Server(deadline=deadline) if url is None else None
        self._owner = os.getpid()
        self._version: str | None = None
        self._client: Client | None = None
        self._served_at = ""
        self._error: EngineError | None = None
        self._local = url is None
        self._ready = threading.Event()
        self._starting = threading.Lock()
        self._started = False
        self._stopped = False
        self._asking = threading.Lock()

    @property
    def server_pid(self) -> int | None:
        """The process group of our own server; None where there is none."""
        return self._server.pid if self._server is not None else None

    def start(self) -> None:
        """Starts the server, or the connection to one, in the background; returns at once."""
        with self._starting:
            if self._started or self._stopped:
                return
            self._started = True
        atexit.register(self.stop)
        threading.Thread(target=self._connect, name="languagetool-start", daemon=True).start()

    def _connect(self) -> None:
        try:
            address = self._address()
            from mtcheck.engines.languagetool.client import Client

            try:
                client = Client(address, language=self._language, local=self._local)
                client.check(_WARM_UP)
            except EngineError as error:
                raise self._explained(error) from error
            self._client, self._served_at = client, address
        except EngineError as error:
            self._error = error
        except Exception as error:  # this thread has no one else to tell
            self._error = EngineError(f"LanguageTool could not be started: {type(error).__name__}: {error}")
        finally:
            self._ready.set()

    def _address(self) -> str:
        if find_spec("language_tool_python") is None:
            raise EngineUnavailableError(
                "The package language-tool-python is not installed. “python -m pip install language-tool-python” installs it."
            )
        if self._server is not None:
            return self._server.launch()
        assert self._url is not None
        address = server_address(self._url)
        reach(address, self._deadline)
        return address

    def version(self) -> str:
        """LanguageTool's version, of our own server without waiting for it."""
        if self._server is None:
            return self._connected().version
        if self._version is None:
            installation = find_installation()
            if installation is None:
                raise EngineUnavailableError(not_installed())
            find_java(installation.version)
            self._version = installation.version
        return self._version

    def address(self) -> str:
        """Where the server is, as soon as it answers. Raises EngineError."""
        self._connected()
        return self._served_at

    def check(self, document: Document) -> list[Finding]:
        client = self._connected()
        findings = []
        with self._asking:
            for chunk in chunks(document):
                try:
                    matches = client.check(sendable(chunk.text))
                except EngineError as error:
                    raise self._explained(error) from error
                findings += [
                    finding for match in matches if (finding := _finding(document, chunk, match)) is not None
                ]
        return findings

    def stop(self) -> None:
        """Stops our own server; a server at a URL is left running."""
        if os.getpid() != self._owner:
            return
        self._stopped = True
        if self._server is not None:
            self._server.stop()
        atexit.unregister(self.stop)

    def _connected(self) -> Client:
        if self._stopped:
            raise EngineError("LanguageTool was stopped.")
        self.start()
        self._ready.wait()
        if self._error is not None:
            # Anew each time: one exception raised for every article would drag all their tracebacks along.
            kind = EngineUnavailableError if isinstance(self._error, EngineUnavailableError) else EngineError
            raise kind(str(self._error)) from self._error
        assert self._client is not None
        return self._client

    def _explained(self, error: EngineError) -> EngineError:
        """The error, or what lies behind it: that our own server is dead, or was stopped."""
        if self._stopped:
            return EngineError("LanguageTool was stopped.")
        cause = self._server.cause_of_death() if self._server is not None else None
        return EngineError(f"LanguageTool died. {cause}") if cause else error


def create(wanted: Callable[[str], bool] | None, url: str | None) -> LanguageTool:
    """The engine, as the registry asks for it. LanguageTool always runs all its rules, so `wanted` is ignored."""
    return LanguageTool(url)


class Borrowed(LanguageTool):
    """The server of another process on this machine, of a known version; left running."""

    def __init__(self, address: str, version: str) -> None:
        super().__init__(address)
        self._local = True
        self._version = version

    def version(self) -> str:
        assert self._version is not None
        return self._version


def _finding(document: Document, chunk: Reading, match: Match) -> Finding | None:
    """The match as a finding, None where it is about code or an address."""
    marked = chunk.text[match.start : match.end]
    if OPAQUE in marked:
        return None
    start, end = astuple(chunk.span(match.start, match.end))
    kind = classify(match.rule, match.category, match.issue_type, marked, match.message, match.replacements)
    return Finding(
        rule=kind.rule,
        name=match.rule.lower().replace("_", "-"),
        category=kind.category,
        severity=kind.severity,
        start=start,
        end=end,
        text=document.text[start:end],
        message=match.message,
        suggestions=tuple(Suggestion(one) for one in match.replacements[:SUGGESTIONS]),
        confidence=kind.confidence,
        engine=LanguageTool.name,
    )


def server_address(url: str) -> str:
    """The address without the path of the API: `host:8081`, `http://host:8081/v2/` → `http://host:8081`.

    Raises EngineError where it is no web address.
    """
    given = url.strip()
    address = given if "://" in given else f"http://{given}"
    try:
        parts = urlsplit(address)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_good = False
    if not is_good:
        raise EngineError(
            f"“{url}” is not the address of a LanguageTool server; one looks like http://localhost:8081."
        )
    address = address.rstrip("/")
    return address[: -len("/v2")].rstrip("/") if address.endswith("/v2") else address


def reach(url: str, deadline: float) -> None:
    """Raises EngineError unless something answers at `url`: the wrapper itself would wait five minutes for
    a dead address.
    """
    import http.client  # here, because it costs 20 ms that a run without a URL does not need
    import urllib.error
    import urllib.request

    try:
        urllib.request.urlopen(f"{url}/v2/healthcheck", timeout=min(deadline, 10.0)).close()
    except urllib.error.HTTPError as error:
        error.close()  # somebody is there; what they are, the first check tells
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise EngineError(
            f"No LanguageTool server can be reached at {url} ({reason}). Is it running, and is the address right?"
        ) from error
