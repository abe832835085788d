"""One LanguageTool for a run: this process starts it, its workers hear where it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from mtcheck.engines.interface import Engine, EngineError, EngineUnavailableError
from mtcheck.findings.finding import Finding
from mtcheck.startup import loading
from mtcheck.text.document import Document

if TYPE_CHECKING:
    from mtcheck.engines.languagetool.engine import LanguageTool


@dataclass(frozen=True)
class ServerNews:
    """Where the run's LanguageTool is, or why it is not."""

    address: str = ""
    """Its URL; empty where it did not start."""
    version: str = ""
    """Its version."""
    error: str = ""
    """Why it did not start; empty where it did."""
    available: bool = True
    """Whether it is installed at all."""


def announce(server: LanguageTool, tell: Callable[[ServerNews], None]) -> None:
    """Tell where the server is, as soon as it has started."""
    try:
        news = ServerNews(server.address(), server.version())
    except EngineError as error:
        news = ServerNews(error=str(error), available=not isinstance(error, EngineUnavailableError))
    tell(news)


class RelayedLanguageTool:
    """LanguageTool, as a worker knows it: it waits for the news of the server when it is first asked."""

    name = "languagetool"

    def __init__(self, news: Connection[Any, Any]) -> None:
        self._news = news
        self._engine: Engine | None = None
        self._error: EngineError | None = None

    def start(self) -> None:
        """Nothing: the process that has the server starts it."""

    def stop(self) -> None:
        """Nothing: the server is not ours."""

    def version(self) -> str:
        return self._known().version()

    def check(self, document: Document) -> list[Finding]:
        return self._known().check(document)

    def _known(self) -> Engine:
        if self._engine is None and self._error is None:
            with loading():
                from mtcheck.engines.languagetool.engine import Borrowed

                news: ServerNews = self._news.recv()
            if news.error:
                self._error = (EngineError if news.available else EngineUnavailableError)(news.error)
            else:
                self._engine = Borrowed(news.address, news.version)
        if self._engine is None:
            assert self._error is not None
            # A new one: an error that is raised for every article would gather their tracebacks.
            raise type(self._error)(str(self._error))
        return self._engine
