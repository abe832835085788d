"""Web and mail addresses in running text: they take the place of a noun, and no rule should look inside.

Names that only look like one ("Amazon.com said") are prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mtcheck.text.masking import Mask

_WEB = re.compile(r"\b(?:https?://|ftp://|www\.)[^\s<>\"“”«»„]+", re.IGNORECASE)
_MAIL_HOST = re.compile(r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*\.[A-Za-z]{2,24}\b")
# The longest local part is 64 octets (RFC 5321, 4.5.3.1.1). Read backwards from the @, so that a megabyte
# without spaces is no megabyte of attempts.
_MAIL_LOCAL = re.compile(r"[A-Za-z0-9_.+%-]{1,64}\Z")
_LOCAL_LENGTH = 64
_TRAILING = ".,;:!?'’*_~|"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def addresses(text: str, start: int, end: int) -> Iterator[Mask]:
    """The addresses in `text[start:end]`, in order, as opaque masks."""
    found = [*_web(text, start, end), *_mail(text, start, end)]
    at = start
    for mask in sorted(found, key=lambda mask: (mask.start, -mask.end)):
        if mask.start >= at:
            yield mask
            at = mask.end


def with_addresses(text: str, masks: Iterable[Mask]) -> tuple[Mask, ...]:
    """The masks, and between them the addresses in the prose of `text`; an escaped ampersand may stand in
    an address.
    """
    found: list[Mask] = []
    ampersands: list[Mask] = []
    at = 0
    for mask in (*masks, Mask(len(text), len(text))):
        if mask.fill == "&":
            ampersands.append(mask)
            continue
        own = list(addresses(text, at, mask.start)) if mask.start - at > 5 else []
        own += [
            one for one in ampersands if not any(address.start <= one.start < address.end for address in own)
        ]
        found += sorted(own, key=lambda own: own.start) if ampersands else own
        ampersands.clear()
        if mask.start < mask.end:
            found.append(mask)
        at = mask.end
    return tuple(found)


def _web(text: str, start: int, end: int) -> Iterator[Mask]:
    for match in _WEB.finditer(text, start, end):
        stop = match.start() + _length(match.group())
        if stop - match.start() > len("www."):
            yield Mask(match.start(), stop, opaque=True)


def _length(address: str) -> int:
    """The length of the address without the sentence's punctuation that hangs on it."""
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
