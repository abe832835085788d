"""A web address, an e-mail address, a handle or a hashtag differs from the source.

What it finds
-------------
An address, @handle or #hashtag of the translation that the source does not have, beside one of the same kind
that the translation does not have; one that the translation made up where the source has none at all. What
was left out on purpose passes.

Why it matters
--------------
A translated or mistyped address leads nowhere, or to somebody else.

Example
-------
Source: Mehr auf www.bundestag.de/anhoerung. Translation: More at www.bundestag.de/hearing.

Instead
-------
More at www.bundestag.de/anhoerung.

Measured
--------
No alarm on 80,596 words of human translations (200 documents); 4 of 5 findings on annotated translations
touch what a professional marked. `python -m benchmarks.bilingual --shared ../shared --documents 200`.

Source
------
“URL, e-mail, @handle, #hashtag: identical set” (B11 in docs/quality-checks.md; Weblate, pofilter, Xbench).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import linked, phrase
from mtcheck.findings.finding import Category, Severity
from mtcheck.readers.addresses import addresses
from mtcheck.rules.base import Match, pair_rule

_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z0-9_]{2,30}(?![\w@]|\.\w)")
_HASHTAG = re.compile(r"(?<![\w&/#])#[A-Za-z][A-Za-z0-9_]{2,60}(?!\w)")
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)


@pair_rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.9)
def check(pair: Pair) -> Iterator[Match]:
    everywhere = {key for kind in _found(pair.source.text) for key, _, _ in kind}
    for passage in linked(pair):
        sources = _found(passage.source_text)
        for kind, there in enumerate(_found(passage.target_text)):
            keys = {key for key, _, _ in there}
            lost = [key for key, _, _ in sources[kind] if key not in keys]
            for key, start, end in there:
                if key in everywhere:
                    continue
                span = phrase(pair.target, passage.target.start + start, passage.target.start + end)
                if lost:
                    original = max(lost, key=lambda other: SequenceMatcher(None, key, other).ratio())
                    message = f"The source has “{original}” here: copy it."
                    yield Match(span.start, span.end, message, replace_with=[original] if kind else [])
                elif not any(key.lower() in pair.source.text.lower() for key in (key, key.lstrip("@#"))):
                    yield Match(
                        span.start, span.end, "The source has no such address: check where it comes from."
                    )


def _found(text: str) -> tuple[list[tuple[str, int, int]], ...]:
    """(address without scheme, start, end) of the web and mail addresses; of the handles; of the hashtags."""
    masks = list(addresses(text, 0, len(text)))
    web = [
        (_SCHEME.sub("", text[mask.start : mask.end]).rstrip("/。，、）"), mask.start, mask.end)
        for mask in masks
    ]
    web = [
        (re.split("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]", key)[0].rstrip("/"), start, end)
        for key, start, end in web
    ]
    inside = [(mask.start, mask.end) for mask in masks]
    handles, tags = (
        [
            (m.group(), m.start(), m.end())
            for m in pattern.finditer(text)
            if not any(a <= m.start() < b for a, b in inside)
        ]
        for pattern in (_HANDLE, _HASHTAG)
    )
    return web, handles, tags
