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
from typing import NamedTuple

from mtcheck.lexicon.lists import read_lines
from mtcheck.lexicon.morphology import tags

BOUNDARY = "#"
START = "^"
#: Words that are a class of their own.
FUNCTION = frozenset(
    """
    a an the this these those that some any no all both each every another such other many much few several
    more most less least own same i you he it she we they me him us them my your his its our their her who
    whom whose which what when where why how there here himself herself itself themselves myself am is are
    was were be been being have has had having do does did doing done can could may might must shall should
    will would cannot not to of in on at by with from into for about against between during without among
    after before since until than as if because while although though whether and or but nor so then also
    only very too even still just already yet again now never always often ever almost rather quite instead
    well soon perhaps one two three up down off out over under through within upon like per towards toward
    across along around behind above below despite near back away say says said make makes made go goes went
    get take come see know want let
    """.split()
)
_PUNCTUATION = {",": ",", ".": ".", "?": ".", "!": ".", ";": ";", ":": ";"}
_TAGS = ("VB", "VBZ", "VBD", "VBN", "VBG", "NN", "NNS", "JJ", "JJR", "JJS", "RB")
_CLITICS = ("'s", "'ll", "'re", "'ve", "'d", "'m")


class Sequences(NamedTuple):
    """Sequences that edited English does not have."""

    pairs: frozenset[tuple[str, str]]
    """Of two classes."""
    triples: frozenset[tuple[str, str, str]]
    """Of three."""
    words: frozenset[str]
    """The frequent words that have a lexical class of their own."""


def punctuation_class(character: str) -> str:
    """The class of a character between words."""
    return _PUNCTUATION.get(character, BOUNDARY)


@lru_cache(maxsize=65536)
def grammatical_class(text: str, opens: bool) -> str:
    """The class of a word as it is written; `opens`: first word of its sentence."""
    lower = text.lower().replace("’", "'")
    is_capitalised = text[0].isupper()
    has_plain_case = not is_capitalised or (opens and not (len(text) > 1 and text.isupper()))
    if lower in FUNCTION and (has_plain_case or lower == "i"):
        return lower
    if text[0].isdigit():
        return "NUM"
    if lower.endswith("n't"):
        return "N'T"
    if lower.endswith(_CLITICS):
        return "'S"
    return "Cap" if is_capitalised else _class_of_form(lower)


def _class_of_form(lower: str) -> str:
    known = tags(lower)
    if not known:
        return "ly" if lower.endswith("ly") else "unk"
    return "+".join(tag for tag in _TAGS if tag in known) or "fn"


@cache
def sequences() -> Sequences:
    """The sequences of the file."""
    lines = [tuple(line.split()) for line in read_lines("sequences.txt")]
    words = frozenset(part[1:] for line in lines for part in line if part[0] == "=")
    return Sequences(
        frozenset((line[0], line[1]) for line in lines if len(line) == 2),
        frozenset((line[0], line[1], line[2]) for line in lines if len(line) == 3),
        words,
    )
