"""The channel of damage: what systems wrote, and what was meant in its place.

Outputs are aligned by matching stems (difflib) to their reference and to the version of the line that agrees
best with the others. Where up to four words stand between matching neighbours on both sides, the output's
damaged words (few other versions have them) and the words it lacks make a block; expectation maximisation
over all blocks (IBM Model 1, Brown et al. 1993) shares each damaged word out among the words it may stand
for. Counts learnt from `../shared/training` may be shipped, sentences may not.
"""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from mtcheck.garble.folding import fold
from mtcheck.text.document import words_of
from training.labels import stem
from training.sources import Row, is_loose

Pair = tuple[str, str]
#: Damaged words, lacking words, whether each is all of a stretch of two words.
Block = tuple[tuple[str, ...], tuple[str, ...], bool, bool]


def lower_words(text: str) -> list[str]:
    return [w.lower for w in words_of(text, 0, len(text))]


def stretches(written: list[str], meant: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Stretches of one to four words on each side between matching neighbours."""
    matcher = SequenceMatcher(None, [stem(w) for w in written], [stem(w) for w in meant], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "replace" and b - a <= 4 and d - c <= 4:
            yield written[a:b], meant[c:d]


def blocks_of(row: Row, names: Iterable[str]) -> Iterator[Block]:
    """Blocks of a line: damaged words (stem outside the reference, in a tenth of the versions at most),
    words lacking.
    """
    versions = {name: lower_words(fold(text)) for name, text in row["out"].items()}
    holders: Counter[str] = Counter()
    for words in versions.values():
        holders.update({stem(w) for w in words})
    references = [lower_words(fold(t)) for t in row.get("refs") or [row["ref"]]]
    known = {stem(w) for words in references for w in words}
    limit = max(1, len(versions) // 10)
    long = [words for words in versions.values() if len(words) >= 0.8 * len(references[0])]
    best = max(long, key=lambda words: sum(holders[stem(w)] for w in words) / len(words), default=None)
    for name in names:
        words = versions[name]
        own = {stem(w) for w in words}
        for target in [*references, best]:
            if target is None or target is words:
                continue
            for written, meant in stretches(words, target):
                bad = tuple(
                    w
                    for w in written
                    if stem(w) not in known and holders[stem(w)] <= limit and not w[0].isdigit()
                )
                good = tuple(
                    w
                    for w in meant
                    if stem(w) not in own and not w[0].isdigit() and holders[stem(w)] > limit // 2
                )
                if bad and good:
                    yield bad, good, len(written) == 2 == len(bad), len(meant) == 2 == len(good)


def count(rows: Iterable[Row]) -> dict[Pair, float]:
    """Expected counts over the loose systems' outputs and every third of the others', words and pairs of
    words.
    """
    blocks: Counter[Block] = Counter()
    for row in rows:
        blocks.update(
            blocks_of(row, [n for i, n in enumerate(row["out"]) if is_loose(n) or (i + row["line"]) % 3 == 0])
        )
    found: dict[Pair, float] = defaultdict(float)
    chance: dict[Pair, float] = {}
    for turn in range(5):
        found.clear()
        for (bad, good, _, _), n in blocks.items():
            for meant in good:  # each lacking word was written as one of the damaged ones
                shares = [chance.get((stem(w), meant), 1e-4) if turn else 1.0 for w in bad]
                total = sum(shares)
                for w, share in zip(bad, shares, strict=True):
                    found[stem(w), meant] += n * share / total / len(good) ** 0.5
        totals: dict[str, float] = defaultdict(float)
        for (written, _), c in found.items():
            totals[written] += c
        chance = {pair: c / (totals[pair[0]] + 1) for pair, c in found.items()}
    for (bad, good, two_bad, two_good), n in blocks.items():
        if (two_bad or (len(bad) == 1 and two_good)) and (len(good) == 1 or two_good):
            found[" ".join(stem(w) for w in bad), " ".join(good)] += n
    return dict(found)


def write(counts: dict[Pair, float], path: Path, most: int = 12, least: float = 2.5) -> int:
    """`written<TAB>total<TAB>meant:count|…` a line, gzipped; `written` is stemmed. Returns the number of
    keys.
    """
    by_key: dict[str, Counter[str]] = defaultdict(Counter)
    for (written, meant), n in counts.items():
        by_key[written][meant] = n  # type: ignore[assignment]
    kept = 0
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, filename="", mode="wb", mtime=0) as file:
        for key in sorted(by_key):
            total = sum(by_key[key].values())
            best = [(m, n) for m, n in by_key[key].most_common(most) if n >= max(0.9, total * 0.008)]
            if not best or total < least:
                continue
            kept += 1
            entries = "|".join(f"{m}:{n:.1f}" for m, n in best)
            file.write(f"{key}\t{total:.1f}\t{entries}\n".encode())
    return kept
