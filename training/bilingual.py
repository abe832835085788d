"""The word-translation tables of mtcheck/bilingual/data: `python -m training.bilingual --shared ../shared`.

IBM Model 1 (Brown et al. 1993) with the diagonal prior of fast_align (Dyer, Chahuneau and Smith 2013),
trained by expectation maximisation in both directions on stems (Chinese: all n-grams of characters), and cut
to the pairs that were seen together often enough. Only counts of words leave the data.

It learns from the parallel lines of `training` (references and a few outputs a line; every fifth block of 30
lines is held out), and from the source, target, post-edit and reference columns of the bench's MQM files and
of mlqe-pe, which may be trained on. Every fifth document of the WMT sets is held out (`is_held_out`):
benchmarks/bilingual.py measures there.
"""

from __future__ import annotations

import gzip
import math
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np
from numpy.typing import NDArray

from benchmarks import rows
from mtcheck.bilingual.align.lengths import characters
from mtcheck.bilingual.tokens import UNSPACED, tokens
from mtcheck.text.document import Document
from training.sources import is_dev

#: (source, target) sentences.
SentencePairs = list[tuple[str, str]]

DATA = Path(__file__).parent.parent / "mtcheck" / "bilingual" / "data"
LANGUAGES = ("cs", "de", "es", "et", "fr", "he", "ro", "ru", "zh")
#: Languages that only have statistics of length.
LENGTHS_ONLY = ("it", "pt")
_OUTPUTS = 3  # outputs a line beside the reference
_ITERATIONS = 6
_DIAGONAL = 4.0  # fast_align's tension
_NULL = 0.02  # weight of a word that nothing on the other side gives rise to, before its prior
_LEAST_COUNT, _LEAST_SHARE = 1.5, 0.04
_LONGEST = 100  # words of a sentence


class WordTranslation(NamedTuple):
    """A line of a table."""

    source: str
    """The source word's key."""
    target: str
    """The English word's key."""
    forward: float
    """p(target | source)"""
    backward: float
    """p(source | target)"""


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@rows.shared_option
@click.option("--language", "languages", multiple=True, default=LANGUAGES, show_default=True)
def main(shared: Path, languages: tuple[str, ...]) -> None:
    DATA.mkdir(exist_ok=True)
    pairs = {language: pairs_of(shared, language) for language in (*languages, *LENGTHS_ONLY)}
    write_lengths(DATA / "lengths.tsv", pairs)
    for language in languages:
        began = time.perf_counter()
        entries = word_table(pairs[language], language)
        path = DATA / f"words.{language}-en.tsv.gz"
        write_table(path, entries)
        click.echo(
            f"{language}: {len(pairs[language]):,} pairs, {len(entries):,} entries, "
            f"{path.stat().st_size:,} bytes, {time.perf_counter() - began:.0f} s"
        )


def is_held_out(row: rows.Row) -> bool:
    """Whether no table is learnt from this row's document: it is one of the garble model's dev documents."""
    return is_dev(str(row["doc"]), 5)


def pairs_of(shared: Path, language: str) -> SentencePairs:
    """The sentences that the language's table is learnt from, each pair once."""
    pairs: dict[tuple[str, str], None] = {}
    if language in ("cs", "de", "es", "fr"):
        pairs.update(dict.fromkeys(_from_training_lines(shared, language)))
    if language in ("he", "zh"):
        pairs.update(dict.fromkeys(_from_annotated(shared, language)))
    if language in ("et", "ro", "ru"):
        for row in rows.bench(shared, "qe_word"):
            if row["lp"] == f"{language}-en" and row["set"].startswith("mlqe-pe"):
                pairs[row["src"], row.get("pe") or row["raw"]] = None
    if language in ("de", "es", "fr", "it", "pt", "ru"):
        for row in rows.bench(shared, "mqm_bio"):
            if row["lp"] == f"{language}-en":
                pairs[row["src"], row["target"]] = None
    return list(pairs)


def _from_training_lines(shared: Path, language: str) -> Iterator[tuple[str, str]]:
    """References and a few outputs of each line. WMT calls Czech “cz” at times."""
    for name in ("wmt_outputs_2010_2012", "wmt_outputs_2021_2023"):
        for row in rows.training_lines(shared, name, held_out=False):
            for code in (language, "cz") if language == "cs" else (language,):
                source = row["src"].get(code)
                if not source:
                    continue
                for reference in row.get("refs", [row["ref"]]):
                    yield source, reference
                outputs = sorted(system for system in row["out"] if system.startswith(f"{code}-en/"))
                for system in outputs[:: max(1, len(outputs) // _OUTPUTS)][:_OUTPUTS]:
                    yield source, row["out"][system]


def _from_annotated(shared: Path, language: str) -> Iterator[tuple[str, str]]:
    """The best translations of each annotated source sentence that is not held out."""
    annotated = [
        row
        for name in ("mqm_zhen", "mqm_other")
        for row in rows.bench(shared, name)
        if row["lp"] == f"{language}-en"
    ]
    held_out = {row["src"] for row in annotated if is_held_out(row)}
    by_source: dict[str, dict[str, float]] = defaultdict(dict)
    for row in annotated:
        if row["src"] in held_out:
            continue
        by_source[row["src"]][row["target"]] = row["mqm"] if row["mqm"] is not None else 5.0
        if row.get("ref"):
            by_source[row["src"]][row["ref"]] = 0.0
    for source, points in by_source.items():
        for target in sorted(points, key=lambda text: (points[text], text))[: _OUTPUTS + 1]:
            yield source, target


class _Corpus:
    """Sentence pairs as numbers: one entry for each word of one side beside each word of the other.

    links: the distinct word pairs, as source × width + target. inverse: the link of each entry. groups,
    backs: the target word, the source word that each entry belongs to. priors: of each entry. of_source,
    of_target: the words of each link.
    """

    def __init__(self, pairs: Sequence[tuple[list[str], list[str]]], diagonal: bool) -> None:
        self.source = _vocabulary(source for source, _ in pairs)
        self.target = _vocabulary(target for _, target in pairs)
        width = len(self.target)
        links: list[NDArray[np.int64]] = []
        groups: list[NDArray[np.int64]] = []
        backs: list[NDArray[np.int64]] = []
        priors: list[NDArray[np.float32]] = []
        group = back = 0
        for source_words, target_words in pairs:
            source, target = _numbers(source_words, self.source), _numbers(target_words, self.target)
            shape = len(source), len(target)
            if not all(shape):
                continue
            links.append((source[:, None] * width + target[None, :]).ravel())
            priors.append(_prior(*shape, diagonal))
            groups.append(np.broadcast_to(np.arange(len(target))[None, :] + group, shape).ravel())
            backs.append(np.broadcast_to(np.arange(len(source))[:, None] + back, shape).ravel())
            group, back = group + len(target), back + len(source)
        self.links, inverse = np.unique(np.concatenate(links), return_inverse=True)
        self.inverse = inverse.astype(np.int32)
        self.groups = np.concatenate(groups).astype(np.int32)
        self.backs = np.concatenate(backs).astype(np.int32)
        self.priors = np.concatenate(priors)
        self.of_source, self.of_target = self.links // width, self.links % width

    def learn(
        self, given: NDArray[np.int64], groups: NDArray[np.int32]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """(probability, expected count) of each link: of the other word, given the one in `given`."""
        share = np.ones(len(self.links))
        count = share
        for _ in range(_ITERATIONS):
            weight = share[self.inverse] * self.priors
            total = np.bincount(groups, weights=weight) + _NULL
            count = np.bincount(self.inverse, weights=weight / total[groups], minlength=len(self.links))
            sums = np.bincount(given, weights=count)
            share = count / (sums[given] + 0.2)
        return share, count


def _vocabulary(sentences: Iterable[list[str]]) -> dict[str, int]:
    """Numbers for the words that two sentences or more have."""
    count = Counter(word for sentence in sentences for word in set(sentence))
    known = sorted(word for word, seen in count.items() if seen >= 2)
    return {word: number for number, word in enumerate(known)}


def _numbers(words: Sequence[str], vocabulary: dict[str, int]) -> NDArray[np.int64]:
    return np.array([vocabulary[word] for word in words if word in vocabulary], dtype=np.int64)


def _prior(source_words: int, target_words: int, diagonal: bool) -> NDArray[np.float32]:
    """For each word of one side beside each of the other: nearer to the diagonal is likelier."""
    source_places = np.arange(source_words)[:, None] / source_words
    target_places = np.arange(target_words)[None, :] / target_words
    distance = np.abs(source_places - target_places)
    prior = np.exp(-_DIAGONAL * distance) if diagonal else np.ones_like(distance)
    return prior.astype(np.float32).ravel()


def word_table(pairs: SentencePairs, language: str) -> list[WordTranslation]:
    """The word translations that were seen often enough, sorted."""
    is_unspaced = language in UNSPACED
    keys = (
        ([token.key for token in tokens(source, language)], [token.key for token in tokens(target, "en")])
        for source, target in pairs
    )
    usable = [
        (source, target)
        for source, target in keys
        if len(target) <= _LONGEST and (len(source) <= _LONGEST or is_unspaced)
    ]
    corpus = _Corpus(usable, diagonal=not is_unspaced)
    forward, forward_count = corpus.learn(corpus.of_source, corpus.groups)
    backward, backward_count = corpus.learn(corpus.of_target, corpus.backs)
    kept = np.flatnonzero(
        (np.maximum(forward_count, backward_count) >= _LEAST_COUNT)
        & (np.maximum(forward, backward) >= _LEAST_SHARE)
    )
    sources, targets = list(corpus.source), list(corpus.target)
    return sorted(
        WordTranslation(
            sources[corpus.of_source[link]],
            targets[corpus.of_target[link]],
            float(forward[link]),
            float(backward[link]),
        )
        for link in kept.tolist()
    )


def write_table(path: Path, entries: Iterable[WordTranslation]) -> None:
    """One line a source word: for each translation, the English word and both probabilities in per cent."""
    by_source: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        percentages = f"{round(100 * entry.forward)} {round(100 * entry.backward)}"
        by_source[entry.source].append(f"{entry.target} {percentages}")
    text = "".join(f"{source}\t" + "\t".join(targets) + "\n" for source, targets in sorted(by_source.items()))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def write_lengths(path: Path, pairs: dict[str, SentencePairs]) -> None:
    """Mean and deviation of log(target / source characters), of sentences of 40 characters and more."""
    lines = ["# language, mean and standard deviation of log(target / source characters), pairs\n"]
    for language, sentences in sorted(pairs.items()):
        logs = [
            math.log(characters(target) / characters(source))
            for source, target in sentences
            if characters(target) >= 40 and characters(source) >= 10
        ]
        median = float(np.median(logs))
        kept = [log for log in logs if abs(log - median) < 1.0]  # the others are no translations
        lines.append(f"{language}\t{np.mean(kept):.3f}\t{np.std(kept):.3f}\t{len(kept)}\n")
    path.write_text("".join(lines), "utf-8")


def measured_segments(shared: Path, garble: bool = True) -> Iterator[tuple[str, dict[str, float]]]:
    """(set and measure, correlations with the points of segments) of news that nothing was trained on.

    garble: the garble model as well.
    """
    from scipy import stats

    for name, file, language in (
        ("wmt23.zh-en", "mqm_zhen", "zh"),
        ("wmt21news.zh-en", "mqm_zhen", "zh"),
        ("wmt23.he-en", "mqm_other", "he"),
    ):
        segments = [row for row in rows.bench(shared, file) if row["set"] == name and _is_measured(row)]
        points = [row["mqm"] for row in segments]
        for measure, values in _measures(segments, language, garble).items():
            figures = {
                "Pearson": float(stats.pearsonr(values, points)[0]),
                "Kendall": float(stats.kendalltau(values, points)[0]),
            }
            yield f"{name} ({len(segments):,} segments) {measure}", figures


def _is_measured(row: rows.Row) -> bool:
    is_machine_news = row["domain"] == "news" and not row["is_ref"]
    return is_machine_news and row["mqm"] is not None and is_held_out(row)


def _measures(segments: Sequence[rows.Row], language: str, garble: bool) -> dict[str, list[float]]:
    """What each measure says of each segment."""
    from mtcheck.bilingual.estimate import points

    documents = [Document(row["target"]) for row in segments]
    measures = {"length in words": [float(len(document.words)) for document in documents]}
    measures["with source"] = [
        points(row["src"], row["target"], len(document.words), language) or 0.0
        for row, document in zip(segments, documents, strict=True)
    ]
    if garble:
        measures["garble model"] = [_garble_points(document) for document in documents]
        both = zip(measures["with source"], measures["garble model"], strict=True)
        measures["mean of both"] = [(with_source + alone) / 2 for with_source, alone in both]
    return measures


def _garble_points(document: Document) -> float:
    """The garble model's estimate of a segment, in points."""
    from mtcheck import garble

    estimates = garble.analyse(document, suggestions=False).estimates
    return sum(
        estimate * len(sentence.words) / 1000
        for estimate, sentence in zip(estimates, document.sentences, strict=True)
        if estimate is not None
    )


if __name__ == "__main__":
    main()
