"""Make `mtcheck/lexicon/loans_dictionaries.txt`: English words that are spelt like foreign ones.

    apt-get install wordnet-base wamerican-large wbritish-large
    python -m pip install scikit-learn
    python -m training.lexicon.loans SHARED mtcheck/lexicon/loans_dictionaries.txt

The words in small letters of WordNet and of SCOWL that the spelling classifier takes for foreign; and phrases
of WordNet with a common word of another language in them (*de rigueur*, *du jour*). A word that stands in
text of another language is none, unless English text has it as often: *milliard*, *équipe* and *perdu* are in
English dictionaries, and systems leave them untranslated. Plurals in -s are left out: `foreign.is_loan` finds
them.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.rows import all_training_lines
from mtcheck.lexicon import foreign
from mtcheck.text.function_words import languages_of
from training.lexicon.foreign import count, lower_words
from training.lexicon.wordnet import PARTS_OF_SPEECH, lemmas

HEADER = """\
# Words and phrases of English dictionaries that are spelt like foreign ones; mtcheck/lexicon/foreign.py reads
# them. Made by training/lexicon/loans.py. Do not edit. Phrases have _ for a space.
# Sources: WordNet 3.0 (Princeton, WordNet licence); SCOWL, Copyright 2000-2018 by Kevin Atkinson: permission
# to use, copy, modify, distribute and sell these word lists and the output created from them is granted
# without fee, provided that this notice appears in all copies; they come "as is" without warranty
# (wordlist.aspell.net/scowl-readme).
"""
DICTIONARIES = [
    Path("/usr/share/dict") / name for name in ("american-english-large", "british-english-large")
]
#: Log-odds from which a word is listed: below it nothing takes it for foreign.
LEAST = 0.9


def looks_foreign(word: str) -> bool:
    """Whether the word would be taken for foreign, and is no common word of another language."""
    if foreign.language_of(word) is not None or word in languages_of() or word in foreign.given_loans():
        return False
    return foreign.foreignness(word) > LEAST


class Usage:
    """How often English and other languages have a word."""

    def __init__(self, shared: Path) -> None:
        counts = count(shared, hold_out=False)
        self._english = counts.english
        self._others = [*counts.foreign.values(), Counter(_portuguese_words(shared))]

    def is_mainly_english(self, word: str) -> bool:
        """Whether no other language has the word, or its form in -s, more often than English."""
        forms = (word, f"{word}s")
        in_english = [self._english[form] for form in forms]
        limits = (in_english[0], max(in_english))
        return all(
            words[form] <= most for words in self._others for form, most in zip(forms, limits, strict=True)
        )


def _portuguese_words(shared: Path) -> Iterator[str]:
    for row in all_training_lines(shared, "roundtrip_pt"):
        yield from lower_words(row["pt"])


def phrases(entries: Iterable[str]) -> Iterator[str]:
    """The phrases of two to four words with a common word of another language in them."""
    for entry in entries:
        words = entry.split("_")
        is_phrase = 1 < len(words) < 5 and entry.islower() and all(word.isalpha() for word in words)
        if is_phrase and any(map(foreign.language_of, words)):
            yield entry


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("list", type=Path)
    choice = parser.parse_args()
    entries = lemmas(*PARTS_OF_SPEECH)
    words = set(entries)
    for path in DICTIONARIES:
        words.update(path.read_text("utf-8").splitlines())
    usage = Usage(choice.shared)
    found = {word for word in words if word.isalpha() and word.islower() and looks_foreign(word)}
    found = set(filter(usage.is_mainly_english, found))
    found = {word for word in found if not (word.endswith("s") and word[:-1] in found)}
    found.update(phrases(entries))
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in sorted(found):
        by_letter[word[0]].append(word)
    choice.list.write_text(HEADER + "".join(f"{' '.join(row)}\n" for row in by_letter.values()), "utf-8")


if __name__ == "__main__":
    main()
