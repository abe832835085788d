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
from mtcheck.bilingual.passages import LinkedPassage, linked_passages, nearest_word, shortened
from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, pair_rule

_MARKUP = re.compile(
    r"</?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*)?/?>"
    r"|(?<![_^\\A-Za-z])\$?\{\{?\s?(?:\d{1,2}|[A-Za-z_][A-Za-z_0-9.]{1,40})\s?\}?\}"
    r"|%(?:\d+\$)?(?:\([A-Za-z_]+\))?[sdf](?![\w])|%\d+\$[sd@]"
    r"|\]\((?:https?://|/|#)[^()\s]+\)"
)
# Braces of formulas are no placeholders.
_FORMULA = re.compile(r"\\[A-Za-z]{3,}")
_SPACE = re.compile(r"\s+")
# A tag's attributes may be translated (title, alt); its name may not.
_TAG = re.compile(r"^(</?[A-Za-z][A-Za-z0-9:-]*).*?(/?>)$", re.DOTALL)


@pair_rule(Category.MARKUP, Severity.MAJOR, confidence=0.9, as_written=True)
def check(pair: Pair) -> Iterator[Match]:
    for passage in linked_passages(pair):
        source = list(_MARKUP.finditer(passage.source_text))
        if source and not _FORMULA.search(passage.source_text):
            yield from _changed(pair, passage, source)


def _changed(pair: Pair, passage: LinkedPassage, source: list[re.Match[str]]) -> Iterator[Match]:
    target = list(_MARKUP.finditer(passage.target_text))
    wanted, present = Counter(map(_key, source)), Counter(map(_key, target))
    lost = [markup for markup in source if present[_key(markup)] < wanted[_key(markup)]]
    surplus = [markup for markup in target if wanted[_key(markup)] < present[_key(markup)]]
    for index, markup in enumerate(surplus):
        start, end = passage.target.start + markup.start(), passage.target.start + markup.end()
        span = shortened(pair.target, start, end)
        if index < len(lost):
            original = lost[index].group()
            yield Match(span.start, span.end, f"The source has {original} here.", replace_with=original)
        else:
            yield Match(span.start, span.end, "The source has no such markup here.")
    for markup in lost[len(surplus) :]:
        span = nearest_word(pair, passage, passage.source.start + markup.start())
        yield Match(span.start, span.end, f"{markup.group()[:60]} of the source is missing about here.")


def _key(match: re.Match[str]) -> str:
    """What must be the same on both sides."""
    text = match.group()
    return _TAG.sub(r"\1\2", text if text[0] == "<" else _SPACE.sub("", text))
