"""Make `mtcheck/lexicon/loans_dictionaries.txt`: English words that are spelt like foreign ones.

    apt-get install wordnet-base wamerican-huge wbritish-large
    python -m training.lexicon.loans mtcheck/lexicon/loans_dictionaries.txt

The words in small letters of WordNet and of SCOWL that the spelling classifier takes for foreign, but for
those that are common words of another language (*milliard*, *argent*); and phrases of WordNet with such a
word in them (*de rigueur*, *du jour*). Plurals in -s are left out: `foreign.is_loan` finds them.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from mtcheck.lexicon import foreign
from mtcheck.text.function_words import languages_of
from training.lexicon.wordnet import PARTS_OF_SPEECH, lemmas

HEADER = """\
# Words and phrases of English dictionaries that are spelt like foreign ones; mtcheck/lexicon/foreign.py reads
# them. Made by training/lexicon/loans.py. Do not edit. Phrases have _ for a space.
# Sources: WordNet 3.0 (Princeton, WordNet licence); SCOWL, Copyright 2000-2018 by Kevin Atkinson: permission
# to use, copy, modify, distribute and sell these word lists and the output created from them is granted
# without fee, provided that this notice appears in all copies; they come "as is" without warranty
# (wordlist.aspell.net/scowl-readme).
"""
DICTIONARIES = [Path("/usr/share/dict") / name for name in ("american-english-huge", "british-english-large")]
#: Log-odds from which a word is listed: below it nothing takes it for foreign.
LEAST = 0.9


def single_words(entries: Iterable[str]) -> Iterator[str]:
    """The words in small letters, also those of compounds."""
    for entry in entries:
        for word in re.split("[_-]", entry):
            if word.isalpha() and word.islower():
                yield word


def looks_foreign(word: str) -> bool:
    """Whether the word would be taken for foreign, and is no common word of another language."""
    if foreign.language_of(word) is not None or word in languages_of() or word in foreign.given_loans():
        return False
    return foreign.foreignness(word) > LEAST


def phrases(entries: Iterable[str]) -> Iterator[str]:
    """The phrases of two to four words with a common word of another language in them."""
    for entry in entries:
        words = entry.split("_")
        is_phrase = 1 < len(words) < 5 and entry.islower() and all(word.isalpha() for word in words)
        if is_phrase and any(map(foreign.language_of, words)):
            yield entry


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", type=Path)
    target = parser.parse_args().list
    entries = lemmas(*PARTS_OF_SPEECH)
    words = set(single_words(entries))
    for path in DICTIONARIES:
        words.update(single_words(path.read_text("utf-8").splitlines()))
    found = set(filter(looks_foreign, words))
    found = {word for word in found if not (word.endswith("s") and word[:-1] in found)}
    found.update(phrases(entries))
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in sorted(found):
        by_letter[word[0]].append(word)
    target.write_text(HEADER + "".join(f"{' '.join(row)}\n" for row in by_letter.values()), "utf-8")


if __name__ == "__main__":
    main()
