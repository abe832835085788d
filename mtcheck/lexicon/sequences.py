"""Two or three words in a row that edited English does not have: which class a word is in, and the sequences
themselves.

A word has two classes: its *lexical* class (the word itself for function words and for frequent words that
the data names, written `=word`) and its *grammatical* class (the word itself for function words, else the
tags its form allows, `VBD+VBN`). Punctuation counts: `,`, `.` (any end), `;` (and the colon); `^` is where a
sentence begins, `#` anything else.

Source: `sequences.txt` beside this file, whose header says where from; made by training/lexicon/sequences.py.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from mtcheck.lexicon.morphology import tags

_DATA = Path(__file__).with_name("sequences.txt")
BOUNDARY = "#"
START = "^"
# Words that are a class of their own.
FUNCTION = frozenset(
    """a an the this these those that some any no all both each every another such other many much few several more most less
    least own same i you he it she we they me him us them my your his its our their her who whom whose which what when where why
    how there here himself herself itself themselves myself am is are was were be been being have has had having do does did
    doing done can could may might must shall should will would cannot not to of in on at by with from into for about against
    between during without among after before since until than as if because while although though whether and or but nor so then
    also only very too even still just already yet again now never always often ever almost rather quite instead well soon
    perhaps one two three up down off out over under through within upon like per towards toward across along around behind above
    below despite near back away say says said make makes made go goes went get take come see know want let""".split()
)
_PUNCTUATION = {",": ",", ".": ".", "?": ".", "!": ".", ";": ";", ":": ";"}
_TAGS = ("VB", "VBZ", "VBD", "VBN", "VBG", "NN", "NNS", "JJ", "JJR", "JJS", "RB")


class Sequences(NamedTuple):
    """The sequences as tuples of classes, and the frequent words that have a lexical class of their own."""

    pairs: frozenset[tuple[str, str]]
    triples: frozenset[tuple[str, str, str]]
    words: frozenset[str]


def punctuation_class(character: str) -> str:
    return _PUNCTUATION.get(character, BOUNDARY)


@lru_cache(maxsize=65536)
def grammatical_class(text: str, opens: bool) -> str:
    """The class of a word as it is written; `opens`: first word of its sentence."""
    lower = text.lower().replace("’", "'")
    capitalised = text[0].isupper()
    if lower in FUNCTION and (
        not capitalised or lower == "i" or (opens and not (len(text) > 1 and text.isupper()))
    ):
        return lower
    if text[0].isdigit():
        return "NUM"
    if lower.endswith("n't"):
        return "N'T"
    if lower.endswith(("'s", "'ll", "'re", "'ve", "'d", "'m")):
        return "'S"
    if capitalised:
        return "Cap"
    known = tags(lower)
    if not known:
        return "ly" if lower.endswith("ly") else "unk"
    return "+".join(tag for tag in _TAGS if tag in known) or "fn"


@cache
def sequences() -> Sequences:
    """The sequences that edited English does not have."""
    pairs: set[tuple[str, str]] = set()
    triples: set[tuple[str, str, str]] = set()
    with _DATA.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# "):
                continue
            classes = line.split()
            if len(classes) == 2:
                pairs.add((classes[0], classes[1]))
            elif len(classes) == 3:
                triples.add((classes[0], classes[1], classes[2]))
    words = frozenset(part[1:] for entry in (*pairs, *triples) for part in entry if part[0] == "=")
    return Sequences(frozenset(pairs), frozenset(triples), words)
