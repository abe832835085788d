"""Markup of a translation pipeline was left in the text: character entities, joiners, unknown-word marks.

What it finds
-------------
HTML entities in running text, whole or pulled apart (“&quot;”, “& apos ;”, “& # 39 ;”), joiners of tokenisers
(“@-@”, “##AT##-##AT##”, “@@ ”, “▁”, “-LRB-”) and marks for unknown words (“<unk>”, “⟨unk⟩”). In HTML and
Markdown files a well-formed entity is markup and passes; one pulled apart, or escaped twice (“&amp;quot;”),
does not.

Why it matters
--------------
Readers see the inside of the machine. An unknown-word mark also means that a word is missing.

Example
-------
China & apos ; s exports rose by a half @-@ point.

Instead
-------
China's exports rose by a half-point.

Measured
--------
See `python -m benchmarks.rules --select MT006`: no alarm in 93,737 words of clean news.

Source
------
WMT23 Chinese-English news (10 of 10 such findings were in spans marked as errors: docs/quality-checks.md);
the joiners of Moses, subword-nmt, SentencePiece, PTB."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_NAMES = (
    r"(?:amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|[lr]aquo|[ms]dash|ndash|mdash|hellip|euro|pound|yen|copy|reg"
    r"|trade|deg|middot|bull|shy|ensp|emsp|thinsp|times|frac\d\d|[a-zA-Z](?:acute|grave|circ|uml|tilde|cedil|ring|caron|slash)|szlig|aelig|oelig)"
)
_ENTITY = re.compile(rf"&(?:amp;)?(?:{_NAMES}|#[0-9]{{2,5}}|#[xX][0-9a-fA-F]{{2,5}});")
_APART = re.compile(
    rf" ?& ?(?:amp ?; ?)?(?:(?:{_NAMES})|# ?[0-9]{{2,5}}|# ?[xX][0-9a-fA-F]{{2,5}})(?: ;| ?;)"
    rf"(?: (?=(?:s|t|re|ve|ll|d|m)\b))?",
    re.IGNORECASE,
)
_JOINER = re.compile(r" ?(?:##AT##([-/.,:])##AT##|@([-/.,:])@) ?")
_OTHERS = re.compile(
    r"⟨/?unk⟩|<\s?/?unk\s?>|\[UNK\]|<\s?/?s\s?>|(?<=[a-z])@@ (?=[a-z])|▁+|-[LR][RSC]B-|"
    r"\b(?:_UNK|UNK_\w+)\b|⁇",
    re.IGNORECASE,
)
_BRACKETS = {"-lrb-": "(", "-rrb-": ")", "-lsb-": "[", "-rsb-": "]", "-lcb-": "{", "-rcb-": "}"}


@rule(Category.MARKUP, Severity.MAJOR, confidence=0.98)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    if "&" in prose:
        yield from _entities(prose)
    if "@" in prose or "##AT##" in prose:
        for match in _JOINER.finditer(prose):
            mark = match.group(1) or match.group(2)
            yield _leftover(*match.span(), "A joiner of a tokeniser was left in the text.", mark)
    for match in _OTHERS.finditer(prose):
        text = match.group().lower()
        if "unk" in text or text == "⁇":
            message = "The translation system had no word here: look it up in the source."
            yield Match(*match.span(), message, severity=Severity.CRITICAL)
        else:
            message = "A mark of the translation pipeline was left in the text."
            yield _leftover(*match.span(), message, _BRACKETS.get(text, " " if text[0] == "▁" else ""))


def _entities(prose: str) -> Iterator[Match]:
    """Entities in running text. Markup is decoded: what is left of it was escaped twice."""
    reported_to = 0
    for match in _APART.finditer(prose):
        text = match.group()
        whole = _ENTITY.fullmatch(text.strip())
        start, end = match.span()
        if not whole and " " not in text.strip():
            continue
        if whole:
            start += len(text) - len(text.lstrip())
            end -= len(text) - len(text.rstrip())
        if start < reported_to:
            continue
        reported_to = end
        decoded = re.sub(r"\s", "", text)
        meant = html.unescape(html.unescape(decoded))
        if meant.startswith("&") and meant != "&":
            meant = html.unescape(decoded.lower())
        if not whole and meant.strip() not in ("'", "’") and text.startswith(" "):
            start += 1
        known = None if "&" in meant[:-1] else meant
        yield _leftover(start, end, "A character entity was left in the text.", known)


def _leftover(start: int, end: int, message: str, meant: str | None) -> Match:
    """A match for what the pipeline left. meant: None where that is not known."""
    if meant is None:
        return Match(start, end, message)
    addition = f" “{meant}” was meant." if meant.strip() else ""
    return Match(start, end, message + addition, replace_with=meant)
