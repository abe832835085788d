"""An ordinal number is written the way another language writes it, or with the wrong ending.

What it finds
-------------
The full stop of German and Czech ordinals (“on 9. October”, “the 16. and 17. place”), wrong endings (“23nd”,
“21th”) and endings set apart (“the 21 st century”).

Why it matters
--------------
The full stop looks like the end of the sentence; the wrong ending looks careless.

Example
-------
The festival opens on 9. October for the 21th time.

Instead
-------
The festival opens on October 9 for the 21st time.

Measured
--------
No alarm in 93,737 words of clean news; one finding in 10,000 words of rule-based and online output of
2010-2012. `python -m benchmarks.rules --select MT307`.

Source
------
Counted over the WMT 2010-2012 outputs from German and Czech; Harper's CorrectNumberSuffix for the endings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.months import MONTHS
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_FULL_STOP = re.compile(
    rf"(?<![\w.,:/$€£-])([1-9]\d?)\. (?=(?:of )?(?:{MONTHS})\b"
    r"|(?:century|anniversary|birthday|minute|edition|floor|grade|round)\b)"
    r"|(?<=\b[Tt]he )([1-9]\d?)\. (?=[a-z])"
)
_LABEL = re.compile(
    r"\b(?:Figure|Fig\.?|Table|Chart|Map|Box|Plate|No\.|Chapter|Part|Section|Step|Note|Day|Week) $"
)
_ENDING = re.compile(
    r"(?<![\w.,:/-])(?P<number>\d{1,4})(?P<gap> ?)(?P<ending>st|nd|rd|th)\b(?!\.)"
    r"(?! (?:Ave|Avenue|Street|St)\b)(?!(?<=st) ?\d{1,2} ?lbs?\b)"  # 12st 4lb
)


@rule(Category.NUMBER_FORMAT, Severity.MINOR, confidence=0.95)
def check(document: Document) -> Iterator[Match]:
    for match in _FULL_STOP.finditer(document.prose):
        if _LABEL.search(document.prose, max(0, match.start() - 12), match.start()):
            continue  # Figure 1. June 2016
        number = match[1] or match[2]
        ordinal = number + _ending(int(number))
        message = f"“{number}.” is an ordinal of another language: “{ordinal}”."
        yield Match(match.start(), match.end() - 1, message, replace_with=ordinal)
    for match in _ENDING.finditer(document.prose):
        ordinal = match["number"] + _ending(int(match["number"]))
        if match.group() != ordinal:
            yield _match(match, ordinal)


def _match(match: re.Match[str], ordinal: str) -> Match:
    is_right_ending = ordinal.endswith(match["ending"])
    if is_right_ending:
        message = f"The ending stands apart: “{ordinal}”."
    else:
        message = f"“{match.group()}” has the wrong ending: “{ordinal}”."
    safe = is_right_ending or not match["gap"]  # one slip is seen through, two are a guess
    return Match(match.start(), match.end(), message, replace_with=ordinal, safe=safe)


def _ending(number: int) -> str:
    """The ending of an ordinal in figures: 1st, 2nd, 3rd, 11th."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
