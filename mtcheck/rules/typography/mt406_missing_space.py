"""No space after a punctuation mark, or around a quotation or bracket.

What it finds
-------------
“the end.Start”, “clothes,and”, “grade;while”, “a house"and a garden”, “Agency(IAEA)by”. Addresses, file and
product names, initials, abbreviations, decimals and “(s)” pass.

Why it matters
--------------
Two sentences or words have run together, as in a text put together from pieces.

Example
-------
They left the house.Nobody saw them,and nobody asked.

Instead
-------
They left the house. Nobody saw them, and nobody asked.

Measured
--------
No alarm in 93,737 words of clean news. `python -m benchmarks.rules --select MT406`.

Source
------
Weblate “punctuation spacing”, Okapi's patterns; counted over the WMT outputs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.function_words import is_known

_GLUED = re.compile(
    r"(?<![.@/\w&])(?P<left>[A-Za-zà-ÿ]*[a-zà-ÿ]{2})"
    r"(?:(?P<stop>[.!?])(?=[A-Z][a-z]+(?![.\w@/-]))|(?P<mark>[,;:])(?=[A-Za-z]{2}))"
    r"|(?P<quote>(?<=[a-z]{2})[.,!?]?[\"”](?=[A-Za-z]{2})|(?<=[a-z]{2})[“](?=\w))"
    r"|(?P<bracket>(?<=[A-Za-z]{2})\((?!s\)|es\)|[a-z]{1,4}\)|\))(?=[A-Z][a-z]|[A-Z]{3})"
    r"|(?<=[\w]{2})\)(?=[A-Za-z]{2}))"
)
_ADDRESS = re.compile(
    r"[@/\\_#=&]|www|https?|\.(?:com|org|net|gov|edu|info|io|co|uk|de|fr|eu|tv|html?|php|pdf|exe|js)\b",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"(?:The|An?|He|She|It|They|We|You|I|In|On|At|But|And|This|That|There|His|Her|Its|As|For|If|When|After)\b"
)
_OPTIONAL = re.compile(r"(?<!\w)\((?P<part>[A-Za-z]{1,8})-?\)$")
_REST = re.compile(r"[a-z]+")
_SPACE = re.compile(r"\s")
#: A longer run of characters without space is no pair of words.
_LONGEST = 60
#: How far back straight marks are counted, to see which of them open.
_PAIRING = 200


@rule(Category.PUNCTUATION, Severity.MINOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    for match in _GLUED.finditer(prose):
        start, end = _token(prose, match.start(), match.end())
        token = prose[start:end]
        if end - start > _LONGEST or _ADDRESS.search(token) or document.is_masked(start, end):
            continue
        gap = _gap(prose, match, start, token)
        if gap is not None:
            spaced = prose[start:gap] + " " + prose[gap:end]
            yield Match(start, end, f"A space is missing: “{spaced}”.", replace_with=spaced)


def _token(prose: str, start: int, end: int) -> tuple[int, int]:
    """The run of non-space characters around a span, or more than `_LONGEST` characters of it."""
    first = max(0, start - _LONGEST)
    while start > first and not prose[start - 1].isspace():
        start -= 1
    after = _SPACE.search(prose, end, end + _LONGEST)
    return start, after.start() if after else min(len(prose), end + _LONGEST)


def _gap(prose: str, match: re.Match[str], start: int, token: str) -> int | None:
    """Where the space belongs; None where none is missing. start: of the token."""
    if match["stop"]:
        is_abbreviation = token.count(".") > 1 and not token.endswith(".")
        return None if is_abbreviation or _is_brand(prose, match) else match.end()
    if match["quote"]:
        return _gap_at_quote(prose, match, start, token)
    if match["bracket"] == "(":
        is_aside = token.count("(") == 1 and token.partition("(")[0][-1:].islower()
        return match.end() - 1 if is_aside else None
    return None if match["bracket"] and _is_optional_part(prose, match.end()) else match.end()


def _is_optional_part(prose: str, after: int) -> bool:
    """(Mis)used, (re)write: what is in the brackets and the letters behind them are one word."""
    before = _OPTIONAL.search(prose, max(0, after - 12), after)
    rest = _REST.match(prose, after)
    if before is None or rest is None:
        return False
    return is_known((before["part"] + rest.group()).lower())


def _gap_at_quote(prose: str, match: re.Match[str], start: int, token: str) -> int | None:
    """Before an opening mark, after a closing one."""
    before, after = match.end() - 1, match.end()
    if match["quote"] == "“" or sum(map(token.count, '"“”')) > 2:
        return before if token.count('"') <= 2 else None
    opens = match["quote"].endswith('"') and prose.count('"', max(0, start - _PAIRING), before) % 2 == 0
    return before if opens else after


def _is_brand(prose: str, match: re.Match[str]) -> bool:
    """Neva.Today: a name on the left, and on the right no word that often begins a sentence."""
    return match["left"][0].isupper() and _OPENER.match(prose, match.end()) is None
