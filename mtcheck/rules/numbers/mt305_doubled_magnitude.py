"""A number has two magnitudes, or one that English does not have.

What it finds
-------------
“18 thousand million euros” (Spanish mil millones, French mille millions), “two million billion”, “40
milliards” (French milliard, German Milliarde). “Hundred thousand”, “hundred million” and the like are English
and pass.

Why it matters
--------------
The figure is either a calque (a thousand million is a billion) or wrong by a factor of thousands.

Example
-------
The government promised seven thousand million euros.

Instead
-------
The government promised seven billion euros.

Measured
--------
No alarm in 93,737 words of clean news; one finding in 15,000 words of rule-based and online output of
2010-2012. `python -m benchmarks.rules --select MT305`.

Source
------
Counted over the WMT 2010-2012 outputs from Spanish and French; the long scale of number names (RAE; Académie
française).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.late_pattern import late_pattern

_DOUBLE = late_pattern(
    r"\b(?:(?P<thousand>thousands?) (?:of )?millions?"
    r"|millions? (?:thousands?|millions?|billions?|trillions?)"
    r"|billions? (?:thousands?|millions?|billions?)"
    r"|trillions? (?:thousand|million|billion)s?)(?! of millions)\b",
    re.IGNORECASE,
)
_LONG_SCALE = late_pattern(r"\b(?:milliard|millard|miliard|milliarde)s?\b(?! d')")


@rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    if "illion" in prose:
        for match in _DOUBLE.finditer(prose):
            yield _match(match)
    if "illiard" in prose or "iliard" in prose or "illard" in prose:
        for match in _LONG_SCALE.finditer(prose):
            english = "billions" if match.group().endswith("s") else "billion"
            message = f"“{match.group()}” is “{english}” in English."
            yield Match(match.start(), match.end(), message, replace_with=english)


def _match(match: re.Match[str]) -> Match:
    start, end = match.span()
    text = match.group()
    if match["thousand"] is None:
        return Match(start, end, f"“{text}” has one magnitude too many.")
    message = f"“{text}” is a billion in English."
    if "of" in text or match["thousand"].endswith("s"):
        return Match(start, end, message, replace_with="billions")
    return Match(start, end, message, replace_with="billion", severity=Severity.MINOR)
