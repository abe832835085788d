"""Inline codes: markup and placeholders in the strings of translation files, where programs put something.

A tag reads as nothing or, at the end of a line or paragraph, as space; an entity reads as its character. A
placeholder (`%s`, `{name}`) takes the place of a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mtcheck.readers.entities import entities
from mtcheck.text.late_pattern import late_pattern
from mtcheck.text.masking import LINE_BREAK, Mask
from mtcheck.text.span import Span

_TAG = late_pattern(
    r"<(?P<closes>/)?(?P<name>[A-Za-z][\w:-]{0,30})(?!\})[^<>]{0,1000}>|<!--(?:[^-]|-(?!->)){0,1000}-->"
)
#: Tags at which a line or a paragraph ends, and pictures.
_GAPS = frozenset(
    "address article blockquote br dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr img li ol option p"
    " pre section table tbody td tfoot th thead tr ul".split()
)
_ITEM = r"""(?:%(?:
        \([\w.]+\)[-+\#0]*\d*(?:\.\d+)?[a-zA-Z]     # %(name)s
        | (?:\d+\$)?[-+\#0]*\d*(?:\.\d+)?(?:hh?|ll?|[zjtL])?[diouxXeEfFgGcrsaAbpnu@](?![A-Za-z])
        | \d{1,2}(?![\d%$])                          # %1
        | \{\w+\}                                    # %{name}
        | [a-z]+(?:_[a-z]+)+                         # %user_name
    )
    | [$\#]?\{\{?\s*[\w.$:!-]{0,60}\s*\}?\}          # {name}, {0}, ${name}, {{ name }}
    | @[a-z][a-z_-]*(?![\w.@]))                      # @count
"""
#: One, or several in a row (`%s::%s`).
_PLACEHOLDER = late_pattern(
    rf"(?:(?<![\w%])(?=%)|(?=[$\#]?\{{)|(?<![\w@])(?=@)){_ITEM}(?:[.:/-]{{0,2}}{_ITEM})*", re.VERBOSE
)
#: `{1>bold<1}`, and `{1}` right at a word.
_NUMBERED_TAG = late_pattern(r"\{\w{1,5}>|<\w{1,5}\}|(?<=\w)\{\d{1,3}\}|\{\d{1,3}\}(?=\w)")
#: The mark before the letter that a key chooses in a menu: `&File`, `_File`.
_ACCESS_KEY = late_pattern(r"(?<![\w&])[&_](?=[A-ZÀ-ÖØ-ÞА-Я])|(?<=[A-Za-z])&(?=[a-z])")


def inline_codes(
    text: str, start: int, end: int, *, access_keys: bool = False, numbered_tags: bool = False
) -> list[Mask]:
    """The codes in `text[start:end]`, sorted, not overlapping.

    access_keys: whether the text is of menus. numbered_tags: whether tags may be numbers, as Phrase has them.
    """
    masks = [
        *_tags(text, start, end),
        *entities(text, start, end),
        *(Mask(*match.span(), opaque=True) for match in _PLACEHOLDER.finditer(text, start, end)),
    ]
    if numbered_tags:
        masks += [Mask(*match.span(), fill="") for match in _NUMBERED_TAG.finditer(text, start, end)]
    if access_keys:
        masks += [Mask(*match.span(), fill="") for match in _ACCESS_KEY.finditer(text, start, end)]
    return outermost(reversed(masks))


def _tags(text: str, start: int, end: int) -> Iterator[Mask]:
    """The tags. One that stands for itself, as in “the file has no <name/>”, takes the place of a noun."""
    tags = list(_TAG.finditer(text, start, end))
    opened = {tag["name"] for tag in tags if not tag["closes"]}
    paired = opened & {tag["name"] for tag in tags if tag["closes"]}
    for tag in tags:
        name = tag["name"]
        before = text[tag.start() - 1] if tag.start() > start else " "
        behind = text[tag.end()] if tag.end() < end else " "
        is_alone = (before.isspace() or before in "([{") and (behind.isspace() or behind in ")]},;:.")
        if (
            name is not None
            and name.lower() in _GAPS
            and not (is_alone and (before in "([{" or behind in ")]},"))
        ):
            yield Mask(*tag.span())
        else:
            yield Mask(*tag.span(), opaque=is_alone and name is not None and name not in paired, fill="")


def outermost(masks: Iterable[Mask]) -> list[Mask]:
    """The masks, sorted, without those that begin in another."""
    kept: list[Mask] = []
    for mask in sorted(masks, key=lambda mask: (mask.start, -mask.end)):
        if not kept or mask.start >= kept[-1].end:
            kept.append(mask)
    return kept


def joining_lines(text: str, masks: Iterable[Mask], paragraphs: Sequence[Span]) -> Iterator[Mask]:
    """The masks; one over a line break in a paragraph joins the lines. Masks and paragraphs are sorted."""
    number = 0
    for mask in masks:
        while number < len(paragraphs) and paragraphs[number].end <= mask.start:
            number += 1
        is_inside = number < len(paragraphs) and (
            paragraphs[number].start <= mask.start and mask.end <= paragraphs[number].end
        )
        joins = is_inside and LINE_BREAK.search(text, mask.start, mask.end) is not None
        yield replace(mask, joins_lines=True) if joins else mask


def with_gaps(masks: Iterable[Mask], texts: Iterable[tuple[int, int]], length: int) -> Iterator[Mask]:
    """These masks, which lie in texts of a file, and masks over all that is outside of the texts.

    texts: start and end of each, sorted. length: of the file, in code points.
    """
    edges = [0, *(edge for text in texts for edge in text), length]
    gaps = [Mask(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    yield from sorted([*masks, *gaps], key=lambda mask: mask.start)
