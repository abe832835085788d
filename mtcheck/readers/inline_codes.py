"""Inline codes: markup and placeholders in the strings of translation files, where programs put something.

A tag reads as nothing, an entity as its character, and a placeholder (`%s`, `{name}`) takes the place of a
noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mtcheck.readers.entities import entities
from mtcheck.text.masking import Mask
from mtcheck.text.span import Span

_TAG = re.compile(r"</?[A-Za-z](?!\w{0,4}\})[^<>]{0,1000}>|<!--(?:[^-]|-(?!->)){0,1000}-->")
_PLACEHOLDER = re.compile(
    r"""
    (?<![\w%])%(?:
        \([\w.]+\)[-+\#0]*\d*(?:\.\d+)?[a-zA-Z]     # %(name)s
        | (?:\d+\$)?[-+\#0]*\d*(?:\.\d+)?(?:hh?|ll?|[zjtL])?[diouxXeEfFgGcrsaAbpnu@](?![A-Za-z])
        | \d{1,2}(?![\d%$])                          # %1
        | \{\w+\}                                    # %{name}
        | [a-z]+(?:_[a-z]+)+                         # %user_name
    )
    | [$\#]?\{\{?\s*[\w.$:!-]{0,60}\s*\}?\}          # {name}, {0}, ${name}, {{ name }}
    | (?<![\w@])@[a-z][a-z_-]*(?![\w.@])             # @count
    """,
    re.VERBOSE,
)
#: `{1>bold<1}`, and `{1}` right at a word.
_NUMBERED_TAG = re.compile(r"\{\w{1,5}>|<\w{1,5}\}|(?<=\w)\{\d{1,3}\}|\{\d{1,3}\}(?=\w)")
#: The mark before the letter that a key chooses in a menu: `&File`, `_File`.
_ACCESS_KEY = re.compile(r"(?<![\w&])[&_](?=[A-ZÀ-ÖØ-ÞА-Я])|(?<=[A-Za-z])&(?=[a-z])")


def inline_codes(
    text: str, start: int, end: int, *, access_keys: bool = False, numbered_tags: bool = False
) -> list[Mask]:
    """The codes in `text[start:end]`, sorted, not overlapping.

    access_keys: whether the text is of menus. numbered_tags: whether tags may be numbers, as Phrase has them.
    """
    masks = [
        *(Mask(*match.span(), fill="") for match in _TAG.finditer(text, start, end)),
        *entities(text, start, end),
        *(Mask(*match.span(), opaque=True) for match in _PLACEHOLDER.finditer(text, start, end)),
    ]
    if numbered_tags:
        masks += [Mask(*match.span(), fill="") for match in _NUMBERED_TAG.finditer(text, start, end)]
    if access_keys:
        masks += [Mask(*match.span(), fill="") for match in _ACCESS_KEY.finditer(text, start, end)]
    return outermost(reversed(masks))


def outermost(masks: Iterable[Mask]) -> list[Mask]:
    """The masks, sorted, without those that begin in another."""
    kept: list[Mask] = []
    for mask in sorted(masks, key=lambda mask: (mask.start, -mask.end)):
        if not kept or mask.start >= kept[-1].end:
            kept.append(mask)
    return kept


def joining_lines(masks: Iterable[Mask], paragraphs: Sequence[Span]) -> Iterator[Mask]:
    """The masks; one that lies in a paragraph joins the lines before and behind it. Both are sorted."""
    number = 0
    for mask in masks:
        while number < len(paragraphs) and paragraphs[number].end <= mask.start:
            number += 1
        is_inside = number < len(paragraphs) and (
            paragraphs[number].start <= mask.start and mask.end <= paragraphs[number].end
        )
        yield replace(mask, joins_lines=True) if is_inside else mask


def with_gaps(masks: Iterable[Mask], texts: Iterable[tuple[int, int]], length: int) -> Iterator[Mask]:
    """These masks, which lie in texts of a file, and masks over all that is outside of the texts.

    texts: start and end of each, sorted. length: of the file, in code points.
    """
    edges = [0, *(edge for text in texts for edge in text), length]
    gaps = [Mask(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    yield from sorted([*masks, *gaps], key=lambda mask: mask.start)
