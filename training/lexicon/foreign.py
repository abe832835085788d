"""Make `mtcheck/lexicon/foreign_words.txt` and `foreign_ngrams.bin`: words left untranslated in English.

    python -m pip install scikit-learn
    python -m training.lexicon.foreign SHARED mtcheck/lexicon [--hold-out]

SHARED holds `training/` (source sides in Czech, German, Spanish, French, Hausa and others; English
references), `bench/` (source sides of mqm_bio in Italian and Portuguese and of qe_word's mlqe-pe in Estonian
and Romanian) and `corpora/` (English). Only counts of single words are kept. Three things are made:

* a classifier of spelling: logistic regression over hashed character n-grams, foreign word types against
  English ones;
* the English words that it takes for foreign ones, and the commonest English words, whose letters need not be
  looked at;
* the foreign words that it takes for English ones, or that stand in English text now and then, where they are
  at least RATIO times as frequent in the foreign language as in English.

`--hold-out` leaves out the held-out lines of the training outputs, to measure on; the shipped files have all.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks.rows import all_corpus_lines, all_training_lines, bench, is_held_out
from mtcheck.lexicon import morphology
from mtcheck.lexicon.foreign import BUCKETS, SCALE, THRESHOLD, buckets

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: Languages that the classifier learns, and languages whose words are listed.
SPELT = ("cs", "de", "es", "fr", "it", "pt", "et", "ro")
LISTED = ("cs", "de", "es", "fr", "it", "pt")
RATIO = 30
HEADER = """\
# Words left untranslated, for mtcheck/lexicon/foreign.py.
# Made by training/lexicon/foreign.py, which says how. Do not edit.
# Source: word counts of WMT 2010-2012 and 2021-2023 test sets (source sides and references), bio-mqm-dataset
# (Apache-2.0), MLQE-PE (CC0), the English corpora named in the model card, and the NIH SPECIALIST lexicon
# through
# lemminflect (MIT).
"""
_TAGS = ("VBD", "VBN", "VBG", "VBZ", "NNS", "JJR", "JJS")
_COMMON = 4000  # common English words that are listed


@dataclass(frozen=True)
class Counts:
    """How often words stand in lower case."""

    english: Counter[str]
    """In English text."""
    medical: Counter[str]
    """In English medical translations, without words of the source."""
    foreign: dict[str, Counter[str]]
    """In text of each language."""
    dictionary: frozenset[str]
    """The inflected forms of an English dictionary."""

    @cached_property
    def _totals(self) -> dict[str, int]:
        return {language: self.foreign[language].total() for language in LISTED}

    @cached_property
    def _english_total(self) -> int:
        return self.english.total()

    def listed_language(self, word: str) -> str | None:
        """The language in which a word is common, and RATIO times as common as in English."""
        shares = [
            (self.foreign[language][word] / self._totals[language], language)
            for language in LISTED
            if self.foreign[language][word] >= (3 if self.english[word] else 2)
        ]
        share, language = max(shares, default=(0.0, ""))
        if not self._is_rare(word, share) or self.medical[word] >= 2 or self._is_english_compound(word):
            return None
        return language

    def _is_rare(self, word: str, share: float) -> bool:
        """Whether English hardly has it. share: how common it is in the other language.

        Dictionary words (“dire”, “dice”, “reprise”) must be function words over there and next to unknown
        here.
        """
        in_english = self.english[word]
        if in_english > 50 or share <= RATIO * max(in_english, 0.5) / self._english_total:
            return False
        return word not in self.dictionary or (share > 0.001 and in_english <= 5)

    def _is_english_compound(self, word: str) -> bool:
        """As week-end is."""
        parts = word.split("-")
        return len(parts) > 1 and all(part in self.dictionary or self.english[part] > 50 for part in parts)


@dataclass(frozen=True)
class Classifier:
    """The classifier of spelling, with rounded weights as they are shipped."""

    weights: np.ndarray
    """One byte a bucket."""
    bias: int
    """In the same units."""
    scores: dict[str, float]
    """Log-odds of each word that it was trained on to be foreign."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--hold-out", action="store_true")
    options = parser.parse_args()
    counts = count(options.shared, options.hold_out)
    foreign, english = word_types(counts)
    print(f"{len(foreign)} foreign and {len(english)} English word types")
    classifier = train(foreign, english)
    common = [word for word, _ in counts.english.most_common(6000) if not counts.listed_language(word)]
    common = common[:_COMMON]
    mistaken = {word for word in english if classifier.scores[word] > THRESHOLD - 1} - set(common)
    print(len(mistaken), "English words above the threshold")
    (options.out / "foreign_ngrams.bin").write_bytes(classifier.weights.tobytes())
    with (options.out / "foreign_words.txt").open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER)
        file.write(f"!bias\t{classifier.bias}\n!common\t{' '.join(sorted(common))}\n")
        file.write(f"!english\t{' '.join(sorted(mistaken))}\n")
        for language, words in listed_words(counts, classifier).items():
            file.write(f"{language}\t{' '.join(words)}\n")
            print(language, len(words))


def lower_words(text: str) -> Iterator[str]:
    return (word for word in WORD.findall(text.replace("’", "'")) if word.islower())


def count(shared: Path, hold_out: bool) -> Counts:
    english: Counter[str] = Counter()
    medical: Counter[str] = Counter()
    foreign: dict[str, Counter[str]] = {language: Counter() for language in SPELT}
    for _, line in all_corpus_lines(shared):
        english.update(lower_words(line))
    for years in ("2010_2012", "2021_2023"):
        for row in all_training_lines(shared, f"wmt_outputs_{years}"):
            if hold_out and is_held_out(row):
                continue
            english.update(lower_words(row["ref"]))
            for language, text in row["src"].items():
                code = {"cz": "cs"}.get(language, language)
                foreign.setdefault(code, Counter()).update(lower_words(text))
    sources: set[tuple[str, str]] = set()
    for row in bench(shared, "mqm_bio"):
        sources.add((row["lp"][:2], row["src"]))
        source = set(lower_words(row["src"]))
        medical.update({word for word in lower_words(row["target"]) if word not in source})
    for row in bench(shared, "qe_word"):
        if row["set"].startswith("mlqe-pe"):
            sources.add((row["lp"][:2], row["src"]))
    for language, text in sorted(sources):
        foreign.setdefault(language, Counter()).update(lower_words(text))
    return Counts(english, medical, foreign, frozenset(dictionary_forms()))


def dictionary_forms() -> set[str]:
    """The lemmas of the dictionary, with their inflected forms."""
    lemmas = set(morphology._inflections().codes)
    forms = {form for lemma in lemmas for tag in _TAGS if (form := morphology.inflect(lemma, tag))}
    return lemmas | forms


def word_types(counts: Counts) -> tuple[list[str], list[str]]:
    """The foreign and the English words to train the classifier on, sorted."""
    foreign = {word for language in SPELT for word in counts.foreign[language]}
    known = {word for word, times in counts.english.items() if times >= 2 or word not in foreign}
    known |= {word for word, times in counts.medical.items() if times >= 2} | counts.dictionary
    known = {word for word in known if len(word) > 2 and not counts.listed_language(word)}
    unknown = {word for word in foreign - known if len(word) > 2 and not counts.english[word]}
    return sorted(unknown), sorted(known)


def train(foreign: Sequence[str], english: Sequence[str]) -> Classifier:
    """Logistic regression over hashed n-grams: foreign against English word types."""
    words = [*foreign, *english]
    features = [buckets(word) for word in words]
    bounds = np.cumsum([0, *map(len, features)])
    columns = np.fromiter((bucket for word_buckets in features for bucket in word_buckets), dtype=np.int32)
    ones = np.ones(len(columns), dtype=np.float32)
    matrix = csr_matrix((ones, columns, bounds), shape=(len(features), BUCKETS))
    truth = np.array([1] * len(foreign) + [0] * len(english))
    model = LogisticRegression(C=0.3, max_iter=200, solver="liblinear").fit(matrix, truth)
    print(f"accuracy on its own types {model.score(matrix, truth):.3f}")
    weights = np.clip(np.round(model.coef_[0] * SCALE), -127, 127).astype(np.int8)
    bias = round(float(model.intercept_[0]) * SCALE)
    scores = (matrix @ weights.astype(np.float32) + bias) / SCALE
    return Classifier(weights, bias, dict(zip(words, scores.tolist(), strict=True)))


def listed_words(counts: Counts, classifier: Classifier) -> dict[str, list[str]]:
    """The foreign words that the classifier alone would not tell, by language."""
    lists: dict[str, list[str]] = {language: [] for language in LISTED}
    for word in sorted({word for language in SPELT for word in counts.foreign[language]}):
        language = counts.listed_language(word) if len(word) > 1 else None
        if language is None:
            continue
        is_told = classifier.scores.get(word, 0.0) > THRESHOLD + 1
        if counts.english[word] or len(word) < 3 or not is_told:
            lists[language].append(word)
    return lists


if __name__ == "__main__":
    main()
