"""The verdict on an article: one of four words, and why in one line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verdict(str, Enum):
    """What every report says of an article. It is the word itself: `report.verdict == "pass"`."""

    NOT_CHECKED = "not checked"
    FAIL = "fail"
    TOO_SHORT = "too short to tell"
    PASS = "pass"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class Judgement:
    """A verdict and why."""

    verdict: Verdict
    """The word."""
    reason: str
    """In one line, for people who do not know mtcheck."""

    def __str__(self) -> str:
        return f"{self.verdict}: {self.reason}"
