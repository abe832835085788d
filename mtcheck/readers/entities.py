"""Character references of HTML: `&rsquo;`, `&#8217;`."""

from __future__ import annotations

import re
from html import unescape

from mtcheck.text.masking import Mask

_ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};)")


def entities(text: str, start: int, end: int) -> list[Mask]:
    """The character references in `text[start:end]`, each reading as its character."""
    masks = []
    for match in _ENTITY.finditer(text, start, end):
        char = unescape(match.group())
        if char != match.group():
            masks.append(Mask(match.start(), match.end(), fill=" " if char.isspace() else char))
    return masks
