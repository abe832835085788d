"""Documents for the tests of `mtcheck.text`: drawn by Hypothesis, and written with a markup of our own."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from mtcheck.text.document import Document
from mtcheck.text.masking import JOINER, OPAQUE, PADDING, Mask

#: Text with what is awkward in text: line breaks of all kinds, marks, joiners, other scripts, our own
#: fillers.
ALPHABET = st.sampled_from(
    [
        *"ab cX.,’'-1\n\r\t“”",
        "\r\n",
        "é",
        "e\u0301",
        "😀",
        "ש",
        "中",
        "\ufeff",
        "\u00a0",
        JOINER,
        PADDING,
        OPAQUE,
    ]
)
TEXTS = st.lists(ALPHABET, max_size=60).map("".join)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    masks = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        if start < end:
            fill = draw(st.sampled_from([None, "", "’", "é", " ", "“", "\n"]))
            masks.append(Mask(start, end, opaque=draw(st.booleans()) and fill is None, fill=fill))
    return Document(text, masks=tuple(masks))


def masked(source: str) -> Document:
    """A document whose `<…>` read as nothing, `{…}` as space, `[…]` as a noun, and `&quot;`, `&eacute;` as
    their characters.
    """
    kinds = {"<": Mask(0, 0, fill=""), "{": Mask(0, 0), "[": Mask(0, 0, opaque=True)}
    entities = {"&rsquo;": "’", "&eacute;": "é", "&nbsp;": " ", "&rdquo;": "”"}
    masks = []
    for match in re.finditer(r"<[^>]*>|\{[^}]*\}|\[[^]]*\]|&\w+;", source):
        kind = kinds.get(match.group()[0], Mask(0, 0, fill=entities.get(match.group())))
        masks.append(Mask(match.start(), match.end(), kind.opaque, kind.fill))
    return Document(source, masks=tuple(masks))
