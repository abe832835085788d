"""Markup or a placeholder differs from the source.

What it finds
-------------
Tags (<b>, </a>, <g id="1">) and placeholders ({0}, {name}, %s, %1$s, ${price}, {{title}}) of a segment that
the source segment does not have or has in another number; links and images of Markdown whose target changed.
Only where the source has markup at all.

Why it matters
--------------
A lost tag breaks the page, a translated placeholder stays in the text that readers see.

Example
-------
Source: Guten Tag, {name}! Translation: Hello, {Name}!

Instead
-------
Hello, {name}!

Measured
--------
No alarm on 80,596 words of human translations (200 documents), which have hardly any markup.
`python -m benchmarks.bilingual --shared ../shared --documents 200`.

Source
------
“markup: tags, links, placeholders preserved” (B27 in docs/quality-checks.md; Weblate, pofilter, Okapi,
Xbench).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import Passage, linked, near, phrase
from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, pair_rule

_MARKUP = re.compile(
    r"</?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*)?/?>|(?<![_^\\A-Za-z])\$?\{\{?\s?(?:\d{1,2}|[A-Za-z_][A-Za-z_0-9.]{1,40})\s?\}?\}|%(?:\d+\$)?(?:\([A-Za-z_]+\))?[sdf](?![\w])|%\d+\$[sd@]"
    r"|\]\((?:https?://|/|#)[^()\s]+\)"
)
# Braces of formulas are no placeholders.
_TEX = re.compile(r"\\[A-Za-z]{3,}")
_SPACE = re.compile(r"\s+")
# A tag's attributes may be translated (title, alt); its name may not.
_TAG = re.compile(r"^(</?[A-Za-z][A-Za-z0-9:-]*).*?(/?>)$", re.DOTALL)


@pair_rule(Category.MARKUP, Severity.MAJOR, confidence=0.9)
def check(pair: Pair) -> Iterator[Match]:
    for passage in linked(pair):
        source = list(_MARKUP.finditer(passage.source_text))
        target = list(_MARKUP.finditer(passage.target_text))
        if not source or _TEX.search(passage.source_text):
            continue
        had, has = Counter(_key(one) for one in source), Counter(_key(one) for one in target)
        if had == has:
            continue
        yield from _changed(pair, passage, source, target, had, has)


def _changed(
    pair: Pair,
    passage: Passage,
    source: list[re.Match[str]],
    target: list[re.Match[str]],
    had: Counter[str],
    has: Counter[str],
) -> Iterator[Match]:
    lost = [one for one in source if has[_key(one)] < had[_key(one)]]
    surplus = [one for one in target if had[_key(one)] < has[_key(one)]]
    for one, other in zip(surplus, [*lost, *([None] * len(surplus))], strict=False):
        start = passage.target.start + one.start()
        span = phrase(pair.target, start, passage.target.start + one.end())
        message = (
            f"The source has {other.group()} here."
            if other is not None
            else "The source has no such markup here."
        )
        yield Match(span.start, span.end, message, replace_with=[other.group()] if other is not None else [])
    for other in lost[len(surplus) :]:
        span = near(pair, passage, passage.source.start + other.start())
        yield Match(span.start, span.end, f"{other.group()[:60]} of the source is missing about here.")


def _key(match: re.Match[str]) -> str:
    text = _SPACE.sub("", match.group()) if match.group()[0] != "<" else match.group()
    return _TAG.sub(r"\1\2", text)
