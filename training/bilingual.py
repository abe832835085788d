"""The word-translation tables of mtcheck/bilingual/data: `python -m training.bilingual --shared ../shared`.

IBM Model 1 (Brown et al. 1993) with the diagonal prior of fast_align (Dyer, Chahuneau and Smith 2013),
trained by expectation maximisation in both directions on stems (Chinese: all n-grams of characters), and cut
to the pairs that were seen together often enough. Only counts of words leave the data. Sources: the parallel
lines of `training` (references and a few outputs a line; every fifth block of 30 lines held out), and the
source, target, post-edit and reference columns of the bench's MQM files and of mlqe-pe, which may be trained
on. Every fifth document of the WMT sets is held out: `held_out` below; benchmarks/bilingual.py measures
there.
"""

from __future__ import annotations

import gzip
import math
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from benchmarks import rows
from mtcheck.bilingual.align.lengths import characters
from mtcheck.bilingual.tokens import UNSPACED, tokens
from mtcheck.text.document import Document
from training.sources import is_dev

Pairs = list[tuple[str, str]]

DATA = Path(__file__).parent.parent / "mtcheck" / "bilingual" / "data"
LANGUAGES = ("cs", "de", "es", "et", "fr", "he", "ro", "ru", "zh")
_OUTPUTS = 3  # outputs a line beside the reference
_ITERATIONS = 6
_DIAGONAL = 4.0  # fast_align's tension
_LEAST_COUNT, _LEAST_SHARE = 1.5, 0.04
_LONGEST = 100  # words of a sentence


def held_out(row: rows.Row) -> bool:
    """Whether this row of a WMT set belongs to a document that no table is learnt from: the garble model's
    dev documents.
    """
    return is_dev(str(row["doc"]), 5)


def pairs_of(shared: Path, language: str) -> Pairs:
    """(source, target) sentences that the language's table is learnt from."""
    found: dict[tuple[str, str], None] = {}
    if language in ("cs", "de", "es", "fr"):
        found.update(dict.fromkeys(_lines(shared, language)))
    if language in ("he", "zh"):
        found.update(dict.fromkeys(_annotated(shared, language)))
    if language in ("et", "ro", "ru"):
        for row in rows.bench(shared, "qe_word"):
            if row["lp"] == f"{language}-en" and row["set"].startswith("mlqe-pe"):
                found[row["src"], row.get("pe") or row["raw"]] = None
    if language in ("de", "es", "fr", "it", "pt", "ru"):
        for row in rows.bench(shared, "mqm_bio"):
            if row["lp"] == f"{language}-en":
                found[row["src"], row["target"]] = None
    return list(found)


def _lines(shared: Path, language: str) -> Iterator[tuple[str, str]]:
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


def _annotated(shared: Path, language: str) -> Iterator[tuple[str, str]]:
    every = [
        row
        for name in ("mqm_zhen", "mqm_other")
        for row in rows.bench(shared, name)
        if row["lp"] == f"{language}-en"
    ]
    kept_aside = {row["src"] for row in every if held_out(row)}
    by_source: dict[str, dict[str, float]] = defaultdict(dict)
    for row in every:
        if row["src"] in kept_aside:
            continue
        by_source[row["src"]][row["target"]] = row["mqm"] if row["mqm"] is not None else 5.0
        if row.get("ref"):
            by_source[row["src"]][row["ref"]] = 0.0
    for source, targets in by_source.items():
        for target in sorted(targets, key=lambda text: (targets[text], text))[: _OUTPUTS + 1]:
            yield source, target


class _Corpus:
    """Sentence pairs as numbers, flattened: one entry for each word of one side beside each of the other."""

    def __init__(self, pairs: Sequence[tuple[list[str], list[str]]], diagonal: bool) -> None:
        self.source = _vocabulary(one for one, _ in pairs)
        self.target = _vocabulary(two for _, two in pairs)
        links: list[NDArray[np.int64]] = []
        groups: list[NDArray[np.int64]] = []
        backs: list[NDArray[np.int64]] = []
        priors: list[NDArray[np.float32]] = []
        group = back = 0
        width = len(self.target)
        for one, two in pairs:
            s = np.array([self.source[word] for word in one if word in self.source], dtype=np.int64)
            t = np.array([self.target[word] for word in two if word in self.target], dtype=np.int64)
            if not len(s) or not len(t):
                continue
            links.append((s[:, None] * width + t[None, :]).ravel())
            at = np.abs(np.arange(len(s))[:, None] / len(s) - np.arange(len(t))[None, :] / len(t))
            priors.append(
                (np.exp(-_DIAGONAL * at) if diagonal else np.ones_like(at)).astype(np.float32).ravel()
            )
            groups.append(np.broadcast_to(np.arange(len(t))[None, :] + group, (len(s), len(t))).ravel())
            backs.append(np.broadcast_to(np.arange(len(s))[:, None] + back, (len(s), len(t))).ravel())
            group, back = group + len(t), back + len(s)
        self.links, inverse = np.unique(np.concatenate(links), return_inverse=True)
        self.inverse = inverse.astype(np.int32)
        self.groups, self.backs = (
            np.concatenate(groups).astype(np.int32),
            np.concatenate(backs).astype(np.int32),
        )
        self.priors = np.concatenate(priors)
        self.of_source, self.of_target = self.links // width, self.links % width

    def learn(
        self, given: NDArray[np.int64], groups: NDArray[np.int32]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """(probability, expected count) of each link: of the other word, given the one in `given`."""
        share = np.ones(len(self.links))
        count = share
        null = 0.02  # of a word that nothing on the other side gives rise to, before its prior
        for _ in range(_ITERATIONS):
            weight = share[self.inverse] * self.priors
            total = np.bincount(groups, weights=weight) + null
            count = np.bincount(self.inverse, weights=weight / total[groups], minlength=len(self.links))
            sums = np.bincount(given, weights=count)
            share = count / (sums[given] + 0.2)
        return share, count


def _vocabulary(sentences: Iterable[list[str]]) -> dict[str, int]:
    count = Counter(word for sentence in sentences for word in set(sentence))
    return {
        word: number for number, word in enumerate(sorted(word for word, seen in count.items() if seen >= 2))
    }


def table(pairs: Pairs, language: str) -> list[tuple[str, str, float, float]]:
    """(source key, target key, p(target|source), p(source|target)), pruned, sorted."""
    split = [
        ([token.key for token in tokens(one, language)], [token.key for token in tokens(two, "en")])
        for one, two in pairs
    ]
    corpus = _Corpus(
        [
            (one, two)
            for one, two in split
            if len(two) <= _LONGEST and (len(one) <= _LONGEST or language in UNSPACED)
        ],
        diagonal=language not in UNSPACED,
    )
    forward, count = corpus.learn(corpus.of_source, corpus.groups)
    backward, other = corpus.learn(corpus.of_target, corpus.backs)
    sources, targets = list(corpus.source), list(corpus.target)
    kept = np.flatnonzero(
        (np.maximum(count, other) >= _LEAST_COUNT) & (np.maximum(forward, backward) >= _LEAST_SHARE)
    )
    found = [
        (sources[corpus.of_source[i]], targets[corpus.of_target[i]], float(forward[i]), float(backward[i]))
        for i in kept.tolist()
    ]
    return sorted(found)


def write(path: Path, entries: Iterable[tuple[str, str, float, float]]) -> None:
    """One line a source word: the word, then for each translation the word and both probabilities in per
    cent.
    """
    by_source: dict[str, list[str]] = defaultdict(list)
    for source, target, forward, backward in entries:
        by_source[source].append(f"{target} {round(100 * forward)} {round(100 * backward)}")
    text = "".join(f"{source}\t" + "\t".join(targets) + "\n" for source, targets in sorted(by_source.items()))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def write_lengths(path: Path, pairs: dict[str, Pairs]) -> None:
    """Mean and deviation of log(target / source characters), of sentences of 40 characters and more, as
    `lengths` reads them.
    """
    lines = ["# language, mean and standard deviation of log(target / source characters), pairs\n"]
    for language, found in sorted(pairs.items()):
        logs = [
            math.log(characters(two) / characters(one))
            for one, two in found
            if characters(two) >= 40 and characters(one) >= 10
        ]
        middle = float(np.median(logs))
        kept = [log for log in logs if abs(log - middle) < 1.0]  # what is no translation tells nothing
        lines.append(f"{language}\t{np.mean(kept):.3f}\t{np.std(kept):.3f}\t{len(kept)}\n")
    path.write_text("".join(lines), "utf-8")


def measured_segments(shared: Path, garble: bool = True) -> Iterator[tuple[str, dict[str, float]]]:
    """(set and measure, correlations with the points of segments) of the news documents that nothing was
    trained on.
    """
    from scipy import stats

    from mtcheck.bilingual.estimate import points

    for name, file, language in (
        ("wmt23.zh-en", "mqm_zhen", "zh"),
        ("wmt21news.zh-en", "mqm_zhen", "zh"),
        ("wmt23.he-en", "mqm_other", "he"),
    ):
        held = [
            row
            for row in rows.bench(shared, file)
            if row["set"] == name and row["domain"] == "news" and not row["is_ref"]
        ]
        held = [row for row in held if row["mqm"] is not None and held_out(row)]
        documents = [Document(row["target"]) for row in held]
        measures = {"length in words": [float(len(document.words)) for document in documents]}
        measures["with source"] = [
            points(row["src"], row["target"], len(document.words), language) or 0.0
            for row, document in zip(held, documents, strict=True)
        ]
        if garble:
            measures["garble model"] = [_garbled(document) for document in documents]
            both = zip(measures["with source"], measures["garble model"], strict=True)
            measures["mean of both"] = [(one + two) / 2 for one, two in both]
        actual = [row["mqm"] for row in held]
        for measure, values in measures.items():
            pearson, kendall = stats.pearsonr(values, actual)[0], stats.kendalltau(values, actual)[0]
            yield (
                f"{name} ({len(held):,} segments) {measure}",
                {"Pearson": float(pearson), "Kendall": float(kendall)},
            )


def _garbled(document: Document) -> float:
    """The garble model's estimate of a segment, in points."""
    from mtcheck import garble

    found = garble.analyse(document, suggestions=False).estimates
    return sum(
        one * len(sentence.words) / 1000
        for one, sentence in zip(found, document.sentences, strict=True)
        if one is not None
    )


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.option(
    "--shared",
    type=click.Path(path_type=Path, exists=True),
    required=True,
    help="Folder with bench/ and training/.",
)
@click.option("--language", "languages", multiple=True, default=LANGUAGES, show_default=True)
def main(shared: Path, languages: tuple[str, ...]) -> None:
    DATA.mkdir(exist_ok=True)
    lengths = {
        language: pairs_of(shared, language)
        for language in (*languages, "it", "pt")
        if language in (*LANGUAGES, "it", "pt")
    }
    write_lengths(DATA / "lengths.tsv", lengths)
    for language in languages:
        began = time.perf_counter()
        pairs = pairs_of(shared, language)
        entries = table(pairs, language)
        path = DATA / f"words.{language}-en.tsv.gz"
        write(path, entries)
        size = path.stat().st_size
        click.echo(
            f"{language}: {len(pairs):,} pairs, {len(entries):,} entries, {size:,} bytes, {time.perf_counter() - began:.0f} s"
        )


if __name__ == "__main__":
    main()
