"""What a grammar engine is to mtcheck: something that is started, asked once per article, and stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document


class EngineError(Exception):
    """An engine could not check a text, or not all of it. The message says why, and what to do next."""


class EngineUnavailableError(EngineError):
    """An engine is not here at all (not installed, no Java, no server): a skip, unless the engine is
    required.
    """


@dataclass(frozen=True)
class EngineStatus:
    """What the doctor (`mtcheck engines`) says of an engine."""

    name: str
    available: bool
    version: str | None
    detail: str
    next_step: str | None = None


class Engine(Protocol):
    """A grammar checker.

    `start` returns at once; loading goes on in the background, so that our own rules run meanwhile. `check`
    waits for it. `stop` may be called at any time, more than once, and after a failed start.
    """

    name: str

    def start(self) -> None: ...

    def version(self) -> str:
        """The engine's own version. Raises EngineUnavailableError."""
        ...

    def check(self, document: Document) -> list[Finding]:
        """All findings, with the default-off ones included: selection by rule id is the checker's business.

        Raises EngineUnavailableError where the engine is not here, EngineError where the text, or a part of
        it, was not checked.
        """
        ...

    def stop(self) -> None: ...
