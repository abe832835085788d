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
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_STOP = re.compile(
    rf"(?<![\w.,:/$€£-])([1-9]\d?)\. (?=(?:of )?(?:{_MONTH})\b"
    r"|(?:century|anniversary|birthday|minute|edition|floor|grade|round)\b)"
    r"|(?<=\b[Tt]he )([1-9]\d?)\. (?=[a-z])"
)
_ENDING = re.compile(r"(?<![\w.,:/-])(\d{1,4})( ?)(st|nd|rd|th)\b(?!\.)(?! (?:Ave|Avenue|Street|St)\b)")


@rule(Category.NUMBER_FORMAT, Severity.MINOR, confidence=0.95)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    for match in _STOP.finditer(prose):
        number = match[1] or match[2]
        good = f"{number}{ending(int(number))}"
        end = match.end() - 1
        message = f"“{number}.” is an ordinal of another language: “{good}”."
        yield Match(match.start(), end, message, replace_with=good)
    for match in _ENDING.finditer(prose):
        number, gap, given = match.groups()
        right = ending(int(number))
        if given == right and not gap:
            continue
        good = f"{number}{right}"
        message = (
            f"The ending stands apart: “{good}”."
            if given == right
            else f"“{match.group()}” has the wrong ending: “{good}”."
        )
        safe = not (gap and given != right)  # one slip is seen through, two are a guess
        yield Match(match.start(), match.end(), message, replace_with=good, safe=safe)


def ending(number: int) -> str:
    """The ending of an ordinal in figures: 1st, 2nd, 3rd, 11th."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
