"""WordNet 3.0, as the Debian package wordnet-base has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

#: Where `apt-get install wordnet-base` puts it.
WORDNET = Path("/usr/share/wordnet")
PARTS_OF_SPEECH = ("noun", "verb", "adj", "adv")


class Synset(NamedTuple):
    """A set of synonyms."""

    offset: str
    """Its number in the file."""
    lemmas: tuple[str, ...]
    """Its words as printed, `_` for a space; names with their capitals."""
    pointers: tuple[tuple[str, str], ...]
    """(kind, offset) of other synsets; `@` and `@i` are what it is a kind or an instance of."""
    gloss: str
    """What it means."""


def synsets(part: str) -> Iterator[Synset]:
    """The synsets of a part of speech."""
    for line in (WORDNET / f"data.{part}").read_text("latin-1").splitlines():
        if line.startswith("  "):
            continue
        data, _, gloss = line.partition("|")
        fields = data.split()
        words = int(fields[3], 16)
        lemmas = tuple(word.partition("(")[0] for word in fields[4 : 4 + 2 * words : 2])
        pointers = fields[5 + 2 * words :]
        pairs = tuple(zip(pointers[::4], pointers[1::4], strict=False))
        yield Synset(fields[0], lemmas, pairs, gloss.strip())


def lemmas(*parts: str) -> set[str]:
    """The lemmas of some parts of speech."""
    return {lemma for part in parts for synset in synsets(part) for lemma in synset.lemmas}


def index_words(part: str) -> Iterator[tuple[str, int]]:
    """(word, times that WordNet's authors met it in running text) of a part of speech, in lower case."""
    for line in (WORDNET / f"index.{part}").read_text("utf-8").splitlines():
        if not line.startswith(" "):
            fields = line.split()
            yield fields[0], int(fields[5 + int(fields[3])])


def attested(part: str) -> set[str]:
    """Words that WordNet's authors met in running text as this part of speech; “bush” as a noun only."""
    return {word for word, times in index_words(part) if times}
