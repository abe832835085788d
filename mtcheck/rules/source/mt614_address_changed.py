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
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import LinkedPassage, linked_passages, shortened
from mtcheck.findings.finding import Category, Severity
from mtcheck.readers.addresses import addresses
from mtcheck.rules.base import Match, pair_rule

_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z0-9_]{2,30}(?![\w@]|\.\w)")
_HASHTAG = re.compile(r"(?<![\w&/#])#[A-Za-z][A-Za-z0-9_]{2,60}(?!\w)")
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
# Chinese and Japanese go on behind an address without a space.
_EAST_ASIAN = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


class _Address(NamedTuple):
    """A web or mail address, a handle or a hashtag at `text[start:end]`."""

    key: str
    start: int
    end: int


@pair_rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.9, as_written=True)
def check(pair: Pair) -> Iterator[Match]:
    known = {address.key for kind in _addresses(pair.source.text) for address in kind}
    for passage in linked_passages(pair):
        source, target = _addresses(passage.source_text), _addresses(passage.target_text)
        for kind, (originals, copies) in enumerate(zip(source, target, strict=True)):
            for match in _changed(pair, passage, originals, copies, known):
                # A web address is compared without its scheme, and so is no replacement.
                yield match if kind else replace(match, replace_with=())


def _changed(
    pair: Pair, passage: LinkedPassage, originals: list[_Address], copies: list[_Address], known: set[str]
) -> Iterator[Match]:
    """Those of one kind that the source has nowhere."""
    keys = {address.key for address in copies}
    lost = [address.key for address in originals if address.key not in keys]
    for key, first, last in copies:
        if key in known:
            continue
        span = shortened(pair.target, passage.target.start + first, passage.target.start + last)
        if lost:
            original = max(lost, key=lambda other: SequenceMatcher(None, key, other).ratio())
            message = f"The source has “{original}” here: copy it."
            yield Match(span.start, span.end, message, replace_with=original)
        elif not any(text.lower() in pair.source.text.lower() for text in (key, key.lstrip("@#"))):
            message = "The source has no such address: check where it comes from."
            yield Match(span.start, span.end, message)


def _addresses(text: str) -> tuple[list[_Address], list[_Address], list[_Address]]:
    """Web and mail addresses, handles, hashtags."""
    masks = list(addresses(text, 0, len(text)))
    web = [_Address(_without_scheme(text[mask.start : mask.end]), mask.start, mask.end) for mask in masks]
    handles, hashtags = (
        [
            _Address(match.group(), match.start(), match.end())
            for match in pattern.finditer(text)
            if not any(mask.start <= match.start() < mask.end for mask in masks)
        ]
        for pattern in (_HANDLE, _HASHTAG)
    )
    return web, handles, hashtags


def _without_scheme(address: str) -> str:
    address = _SCHEME.sub("", address).rstrip("/。，、）")
    return _EAST_ASIAN.split(address)[0].rstrip("/")
