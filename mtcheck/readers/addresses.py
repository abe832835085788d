"""Web and mail addresses in running text. They take the place of a noun, and no rule should look inside.

Names that only look like an address (“Amazon.com said”) are prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mtcheck.text.masking import Mask

_WEB = re.compile(r"\b(?:https?://|ftp://|www\.)[^\s<>\"“”«»„]+", re.IGNORECASE)
_MAIL_HOST = re.compile(r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*\.[A-Za-z]{2,24}\b")
# The local part has 64 octets at most (RFC 5321, 4.5.3.1.1). It is read backwards from the @: read forwards,
# a long run without spaces would be tried from every character.
_MAIL_LOCAL = re.compile(r"[A-Za-z0-9_.+%-]{1,64}\Z")
_LOCAL_LENGTH = 64
_TRAILING = ".,;:!?'’*_~|"
_SHORTEST = 5  # a stretch of so many characters holds no address
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def addresses(text: str, start: int, end: int) -> Iterator[Mask]:
    """The addresses in `text[start:end]`, in order, as opaque masks."""
    masks = [*_web(text, start, end), *_mail(text, start, end)]
    for mask in sorted(masks, key=lambda mask: (mask.start, -mask.end)):
        if mask.start >= start:  # not inside the one before
            yield mask
            start = mask.end


def with_addresses(text: str, masks: Iterable[Mask]) -> tuple[Mask, ...]:
    """The masks, and those of the addresses in the prose between them, in order.

    An ampersand that is written as an entity may stand in an address; it loses its own mask there.
    """
    united: list[Mask] = []
    ampersands: list[Mask] = []
    start = 0
    for mask in (*masks, Mask(len(text), len(text))):
        if mask.fill == "&":
            ampersands.append(mask)
            continue
        inner = list(addresses(text, start, mask.start)) if mask.start - start > _SHORTEST else []
        outside = [ampersand for ampersand in ampersands if not _lies_in(ampersand, inner)]
        united += sorted(inner + outside, key=lambda mask: mask.start) if outside else inner
        ampersands.clear()
        if mask.start < mask.end:
            united.append(mask)
        start = mask.end
    return tuple(united)


def _lies_in(mask: Mask, others: Iterable[Mask]) -> bool:
    return any(other.start <= mask.start < other.end for other in others)


def _web(text: str, start: int, end: int) -> Iterator[Mask]:
    for match in _WEB.finditer(text, start, end):
        length = _length(match.group())
        if length > len("www."):
            yield Mask(match.start(), match.start() + length, opaque=True)


def _length(address: str) -> int:
    """The length of an address without the punctuation of the sentence around it."""
    surplus = {
        closing: address.count(closing) - address.count(opening) for closing, opening in _BRACKETS.items()
    }
    length = len(address)
    while length:
        last = address[length - 1]
        # A bracket is part of the address when it was opened there: …/wiki/Mercury_(planet).
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in _TRAILING:
            break
        length -= 1
    return length


def _mail(text: str, start: int, end: int) -> Iterator[Mask]:
    for match in _MAIL_HOST.finditer(text, start, end):
        before = text[max(start, match.start() - _LOCAL_LENGTH) : match.start()]
        local = _MAIL_LOCAL.search(before)
        if local is not None:
            yield Mask(match.start() - (len(before) - local.start()), match.end(), opaque=True)
