"""What an engine is: a grammar checker that is started, asked once an article, and stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document


class EngineError(Exception):
    """An engine could not check a text, or not all of it. The message says why, and what to do next."""


class EngineTimeoutError(EngineError):
    """An engine did not answer in time."""


class EngineUnavailableError(EngineError):
    """An engine cannot run here (not installed, no Java). It is skipped, unless it is required."""


@dataclass(frozen=True)
class EngineStatus:
    """What `mtcheck engines` says of an engine."""

    name: str
    """The engine's name."""
    available: bool
    """Whether it can run here."""
    version: str | None
    """Its version; None where that is unknown."""
    detail: str
    """Where it is, or what is wrong."""
    next_step: str | None = None
    """How to get what is missing; None where nothing is."""


class Engine(Protocol):
    """A grammar checker.

    `start` returns at once; the engine loads in the background while mtcheck's own rules run, and `check`
    waits for it. `stop` may be called at any time, more than once, and after a failed start.
    """

    name: str

    def start(self) -> None: ...

    def version(self) -> str:
        """The engine's own version. Raises EngineUnavailableError."""
        ...

    def check(self, document: Document) -> list[Finding]:
        """All findings, those of rules that are off by default too: the checker selects by rule id.

        Raises EngineUnavailableError where the engine cannot run here, EngineError where the text, or a part
        of it, was not checked.
        """
        ...

    def stop(self) -> None: ...
