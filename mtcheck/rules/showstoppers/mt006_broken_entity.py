"""Markup of a translation pipeline was left in the text: character entities, joiners, unknown-word marks.

What it finds
-------------
HTML entities in running text, whole or pulled apart (“&quot;”, “& apos ;”, “& # 39 ;”, “&nbsp”), joiners of
tokenisers (“@-@”, “##AT##-##AT##”, “@@ ”, “▁”, “-LRB-”) and marks for unknown words (“<unk>”, “⟨unk⟩”). In
HTML and Markdown files a well-formed entity is markup and passes; one pulled apart, or escaped twice
(“&amp;amp;”), does not.

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
from html.entities import html5

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.late_pattern import late_pattern

_ACCENTED = r"[a-zA-Z](?:acute|grave|circ|uml|tilde|cedil|ring|caron|slash)"
# Names that are no words: these are known without their semicolon, too.
_NO_WORDS = rf"(?:nbsp|quot|apos|[lr][sd]quo|[lr]aquo|[mn]dash|hellip|{_ACCENTED})"
_NAMES = (
    rf"(?:{_NO_WORDS}|amp|lt|gt|[ms]dash|euro|pound|yen|copy|reg|trade|deg|middot|bull|shy|ensp|emsp|thinsp|times"
    r"|frac\d\d|szlig|aelig|oelig)"
)
_NUMBER = r"#[0-9]{2,7}|#x[0-9a-f]{2,6}"
_ENTITY = late_pattern(
    # With spaces in it, whole, or whole but for its semicolon.
    rf" ?& ?(?:amp ?; ?)*(?:(?:{_NAMES})|# ?[0-9]{{2,5}}|# ?[xX][0-9a-fA-F]{{2,5}})(?: ;| ?;)"
    rf"(?: (?=(?:s|t|re|ve|ll|d|m)\b))?"
    rf"|&(?:amp;)*(?:[a-z][a-z0-9]{{1,31}}|{_NUMBER});"
    rf"|&(?:amp;)*{_NO_WORDS}(?![\w;=])",
    re.IGNORECASE,
)
_JOINER = late_pattern(r" ?(?:##AT##([-/.,:])##AT##|@([-/.,:])@) ?")
_OTHERS = late_pattern(
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
    for match in _ENTITY.finditer(prose):
        text = match.group()
        start, end = match.span()
        is_whole = " " not in text.strip()
        if is_whole:
            if _meaning(text.strip()) is None:
                continue
            start += len(text) - len(text.lstrip())
            end -= len(text) - len(text.rstrip())
        if start < reported_to:
            continue
        reported_to = end
        meant = _meaning(re.sub(r"\s", "", text))
        if not is_whole and (meant or "").strip() not in ("'", "’") and text.startswith(" "):
            start += 1
        yield _leftover(start, end, "A character entity was left in the text.", meant)


def _meaning(entity: str) -> str | None:
    """What an entity stands for, however often it was escaped; None for what is none."""
    for written in (entity, entity.lower()):
        *_, name = re.split("[&;]", written.rstrip(";"))
        if name.startswith("#") or f"{name};" in html5:
            return html.unescape(f"&{name};")
    return None


def _leftover(start: int, end: int, message: str, meant: str | None) -> Match:
    """A match for what the pipeline left. meant: None where that is not known."""
    if meant is None:
        return Match(start, end, message)
    addition = f" “{meant}” was meant." if meant.strip() else ""
    return Match(start, end, message + addition, replace_with=meant)
