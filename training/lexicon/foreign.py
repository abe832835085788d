"""Make `mtcheck/lexicon/foreign_words.txt` and `foreign_ngrams.bin`: which words are left untranslated in
English text.

    python -m pip install scikit-learn
    python training/lexicon/foreign.py SHARED mtcheck/lexicon [--hold-out]

SHARED holds `training/` (source sides in Czech, German, Spanish, French, Hausa; English references), `bench/`
(source sides of mqm_bio in Italian and Portuguese and of qe_word's mlqe-pe in Estonian and Romanian) and
`corpora/` (English). Only counts of single words are kept. Three things are made:

* a classifier of spelling: logistic regression over hashed character n-grams, foreign word types against
English ones;
* the English words that it takes for foreign ones, and the commonest English words, which need no look at
their letters;
* the foreign words that it takes for English ones, or that stand in English text now and then, where their
  frequency in the foreign language is at least RATIO times that in English.

`--hold-out` leaves out every fifth block of 30 lines of the training outputs, to measure on; the shipped
files have all.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from mtcheck.lexicon import morphology  # noqa: E402
from mtcheck.lexicon.foreign import BUCKETS, SCALE, THRESHOLD, buckets  # noqa: E402

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SPELT = ("cs", "de", "es", "fr", "it", "pt", "et", "ro")  # languages the classifier learns
LISTED = ("cs", "de", "es", "fr", "it", "pt")  # languages whose words are listed
RATIO = 30
HEADER = """\
# Words left untranslated, for mtcheck/lexicon/foreign.py. Made by training/lexicon/foreign.py, which says how. Do not edit.
# Source: word counts of WMT 2010-2012 and 2021-2023 test sets (source sides and references), bio-mqm-dataset (Apache-2.0),
# MLQE-PE (CC0), the English corpora named in the model card, and the NIH SPECIALIST lexicon through lemminflect (MIT).
"""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    opener = lzma.open if path.suffix == ".xz" else gzip.open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def lower(text: str) -> Iterator[str]:
    return (word for word in WORD.findall(text.replace("’", "'")) if word.islower())


def count(shared: Path, hold_out: bool) -> tuple[Counter[str], Counter[str], dict[str, Counter[str]]]:
    """English words, words of English medical translations, and foreign words by language; lower-case
    tokens only.
    """
    english: Counter[str] = Counter()
    medical: Counter[str] = Counter()
    foreign: dict[str, Counter[str]] = {}
    for path in sorted((shared / "corpora").glob("*.txt.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as text:
            for line in text:
                english.update(lower(line))
    for path in sorted((shared / "training").glob("*.jsonl.xz")):
        for row in rows(path):
            if hold_out and row["line"] // 30 % 5 == 4:
                continue
            english.update(lower(row["ref"]))
            for language, text in row["src"].items():
                foreign.setdefault({"cz": "cs"}.get(language, language), Counter()).update(lower(text))
    sources: set[tuple[str, str]] = set()
    for row in rows(shared / "bench" / "mqm_bio.jsonl.gz"):
        sources.add((row["lp"][:2], row["src"]))
        source = set(lower(row["src"]))
        medical.update({word for word in lower(row["target"]) if word not in source})
    for row in rows(shared / "bench" / "qe_word.jsonl.gz"):
        if row["set"].startswith("mlqe-pe"):
            sources.add((row["lp"][:2], row["src"]))
    for language, text in sorted(sources):
        foreign.setdefault(language, Counter()).update(lower(text))
    return english, medical, foreign


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--hold-out", action="store_true")
    options = parser.parse_args()
    english, medical, foreign = count(options.shared, options.hold_out)
    in_english = sum(english.values())
    totals = {language: sum(words.values()) for language, words in foreign.items()}

    dictionary = set(morphology._inflections().codes)
    for lemma in list(dictionary):
        dictionary.update(
            form
            for tag in ("VBD", "VBN", "VBG", "VBZ", "NNS", "JJR", "JJS")
            if (form := morphology.inflect(lemma, tag))
        )

    def listed(word: str) -> str | None:
        """The language in which a word is RATIO times as common as in English (and that it is common
        enough in).
        """
        languages = [
            (foreign[language][word] / totals[language], language)
            for language in LISTED
            if foreign[language][word] >= (3 if english[word] else 2)
        ]
        share, language = max(languages, default=(0.0, ""))
        rare = english[word] <= 50 and share > RATIO * max(english[word], 0.5) / in_english
        # Dictionary words ("dire", "dice", "reprise") only where they are function words over there and next
        # to unknown here.
        rare = rare and (word not in dictionary or (share > 0.001 and english[word] <= 5))
        if "-" in word and all(part in dictionary or english[part] > 50 for part in word.split("-")):
            return None  # week-end
        return language if rare and medical[word] < 2 else None

    strange = {word for language in SPELT for word in foreign[language]}
    known = {word for word, n in english.items() if n >= 2 or word not in strange}
    known |= {word for word, n in medical.items() if n >= 2} | dictionary
    known = {word for word in known if len(word) > 2 and not listed(word)}
    positive = sorted(word for word in strange if len(word) > 2 and word not in known and not english[word])
    negative = sorted(known)
    print(f"{len(positive)} foreign and {len(negative)} English word types")

    features = [buckets(word) for word in positive + negative]
    bounds = np.cumsum([0, *map(len, features)])
    columns = np.fromiter((bucket for found in features for bucket in found), dtype=np.int32)
    matrix = csr_matrix(
        (np.ones(len(columns), dtype=np.float32), columns, bounds), shape=(len(features), BUCKETS)
    )
    truth = np.array([1] * len(positive) + [0] * len(negative))
    model = LogisticRegression(C=0.3, max_iter=200, solver="liblinear").fit(matrix, truth)
    weights = np.clip(np.round(model.coef_[0] * SCALE), -127, 127).astype(np.int8)
    bias = round(float(model.intercept_[0]) * SCALE)
    scores = dict(zip(positive + negative, (matrix @ weights.astype(np.float32) + bias) / SCALE, strict=True))
    print(f"accuracy on its own types {model.score(matrix, truth):.3f}, English above the threshold", end=" ")

    common = [word for word, _ in english.most_common(6000) if not listed(word)][:4000]
    mistaken = sorted(word for word in negative if scores[word] > THRESHOLD - 1 and word not in common)
    print(len(mistaken))
    lists: dict[str, list[str]] = {language: [] for language in LISTED}
    for word in sorted(strange):
        language = listed(word) if len(word) > 1 else None
        if language and (english[word] or len(word) < 3 or scores.get(word, 0.0) <= THRESHOLD + 1):
            lists[language].append(word)
    (options.out / "foreign_ngrams.bin").write_bytes(weights.tobytes())
    with (options.out / "foreign_words.txt").open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER)
        file.write(f"!bias\t{bias}\n!common\t{' '.join(sorted(common))}\n!english\t{' '.join(mistaken)}\n")
        for language, words in lists.items():
            file.write(f"{language}\t{' '.join(words)}\n")
            print(language, len(words))


if __name__ == "__main__":
    main()
