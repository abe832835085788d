"""What an archive's results come to: which articles to mend first, and where the damage lies. Read from the
files of results, partition by partition, so that it does not matter how many there are."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from mtcheck.archive.store import About, Store
from mtcheck.findings.score import per_1000, score_of
from mtcheck.reports.wording import format_count

#: Scores are counted in steps of so many points.
BIN = 5
#: Phrases that are shown of an article; causes of not checking that are kept, and said on the terminal.
_PHRASES, _CAUSES, _CAUSES_SAID = 3, 20, 5
#: What has no value in the column of --by.
NONE = "(none)"


@dataclass
class Sums:
    """What articles come to together. penalty: points; expected: damage times weight, summed up.

    estimated: points that the model expects (its estimate times words / 1,000) in `estimated_words` words.
    """

    articles: int = 0
    not_checked: int = 0
    failed: int = 0
    words: int = 0
    penalty: float = 0.0
    expected: float = 0.0
    estimated: float = 0.0
    estimated_words: int = 0

    @property
    def score(self) -> float | None:
        """The score of all of them as one text; None where nothing was checked."""
        return score_of(self.penalty, self.words) if self.words else None

    @property
    def penalty_per_1000(self) -> float | None:
        return per_1000(self.penalty, self.words) if self.words else None

    @property
    def estimate(self) -> float | None:
        return self.estimated / self.estimated_words * 1000 if self.estimated_words else None

    def add(self, row: dict[str, Any], expected: float | None) -> None:
        self.articles += 1
        self.not_checked += row["error"] is not None
        self.failed += row["error"] is None and not row["passed"]
        self.expected += expected or 0.0
        if row["score"] is None:
            return
        self.words += row["words"]
        self.penalty += row["penalty_per_1000"] * row["words"] / 1000
        if row["estimate"] is not None:
            self.estimated += row["estimate"] * row["words"] / 1000
            self.estimated_words += row["words"]


@dataclass
class RuleSums:
    """The findings of one rule."""

    rule: str
    name: str
    findings: int = 0
    penalty: int = 0


@dataclass(frozen=True)
class Worst:
    """An article to mend. expected: its damage times its weight, in points, with the interval. phrases: of
    its findings.
    """

    id: str | None
    expected: float
    low: float
    high: float
    weight: float | None
    score: float
    interval: tuple[float, float]
    estimate: float | None
    words: int
    passed: bool
    by: str | None
    part: str
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Summary:
    """bins: articles by their score, BIN points each. causes: why articles were not checked, with how many
    and one of them.

    unweighted: articles whose weight is no number from 0 on: they count nowhere in what is expected.
    """

    about: About
    total: Sums
    groups: dict[str, Sums]
    rules: tuple[RuleSums, ...]
    bins: tuple[int, ...]
    worst: tuple[Worst, ...]
    causes: tuple[tuple[str, int, str | None], ...]
    unweighted: int = 0

    @property
    def exit_status(self) -> int:
        """As of `check`: 2 where something was not checked, 1 where an article fails, else 0."""
        return (
            2
            if self.total.not_checked or not self.total.articles or not self.about.complete
            else int(self.total.failed > 0)
        )

    def said(self, folder: str) -> list[str]:
        """What is said at the end of a run."""
        total = self.total
        lines = [
            f"{format_count(total.articles, 'article')} in {folder}: {total.failed:,} fail, {total.not_checked:,} not checked."
        ]
        if not total.articles:
            lines.append("there was no article, so nothing was checked.")
        for cause, number, example in self.causes[:_CAUSES_SAID]:
            lines.append(
                f"not checked: {number:,} × {cause} (such as {'one without id' if example is None else example})"
            )
        if len(self.causes) > _CAUSES_SAID:
            lines.append(
                "not checked: more causes are in summary.html, all of them in the column error of articles/."
            )
        return [*lines, *self.remarks()]

    def remarks(self) -> list[str]:
        """What has to be known to read the ranking."""
        said = []
        if not self.about.complete:
            said.append("the run is not complete; this is about the part that is done. Go on with --resume.")
        if self.unweighted:
            said.append(
                f"{format_count(self.unweighted, 'article')} without a weight (null, or no number from 0 on): not ranked."
            )
        return said


def summarise(store: Store, most: int) -> Summary:
    """Sum up the results. most: how many of the worst articles are wanted. Raises StoreError."""
    about = store.about()
    gathered = _Gathered(about)
    parts = list(store.parts())
    worst = _worst(gathered, store, parts, most)
    rules = _rules(store, parts)
    causes = tuple(
        (cause, number, gathered.example[cause]) for cause, number in gathered.causes.most_common(_CAUSES)
    )
    groups = dict(sorted(gathered.groups.items()))
    return Summary(
        about,
        gathered.total,
        groups,
        rules,
        tuple(gathered.bins),
        _with_phrases(store, worst),
        causes,
        gathered.unweighted,
    )


@dataclass
class _Gathered:
    about: About
    total: Sums = field(default_factory=Sums)
    groups: dict[str, Sums] = field(default_factory=dict)
    bins: list[int] = field(default_factory=lambda: [0] * (100 // BIN))
    causes: Counter[str] = field(default_factory=Counter)
    example: dict[str, str | None] = field(default_factory=dict)
    unweighted: int = 0

    def add(self, row: dict[str, Any], part: str) -> Worst | None:
        """Take an article in; what it is worth mending, None for nothing."""
        weight = row["weight"] if self.about.weighted else 1.0
        expected = None if row["damage"] is None or weight is None else row["damage"] * weight
        self.unweighted += weight is None
        self.total.add(row, expected)
        if self.about.by is not None:
            self.groups.setdefault(NONE if row["by"] is None else row["by"], Sums()).add(row, expected)
        if row["error"] is not None:
            self.causes[row["error"]] += 1
            self.example.setdefault(row["error"], row["id"])
        if row["score"] is None:
            return None
        self.bins[min(int(row["score"] // BIN), len(self.bins) - 1)] += 1
        if not expected:
            return None
        low, high = (_times(row[name], weight) for name in ("damage_low", "damage_high"))
        interval = (row["interval_low"], row["interval_high"])
        kept = {name: row[name] for name in ("id", "score", "estimate", "words", "passed", "by")}
        return Worst(
            expected=expected, low=low, high=high, weight=row["weight"], interval=interval, part=part, **kept
        )


def _times(points: float, weight: float) -> float:
    return points * weight if weight else 0.0  # an interval's end may be infinite


def _worst(gathered: _Gathered, store: Store, parts: Sequence[str], most: int) -> list[Worst]:
    # Of two that are worth the same the earlier one comes first, on every run.
    ranked = (
        ((one.expected, -number), one)
        for number, one in enumerate(_rows(gathered, store, parts))
        if one is not None
    )
    return [one for _, one in heapq.nlargest(most, ranked, key=lambda pair: pair[0])]


def _rows(gathered: _Gathered, store: Store, parts: Sequence[str]) -> Iterator[Worst | None]:
    import pyarrow.parquet as pq

    for part in parts:
        for row in pq.read_table(store.articles / part).to_pylist():
            yield gathered.add(row, part)


def _rules(store: Store, parts: Sequence[str]) -> tuple[RuleSums, ...]:
    import pyarrow.parquet as pq

    found: dict[str, RuleSums] = {}
    for part in parts:
        table = pq.read_table(store.findings / part, columns=["rule", "name", "penalty"])
        for row in (
            table.group_by(["rule", "name"]).aggregate([("penalty", "sum"), ("penalty", "count")]).to_pylist()
        ):
            sums = found.setdefault(row["rule"], RuleSums(row["rule"], row["name"]))
            sums.findings += row["penalty_count"]
            sums.penalty += row["penalty_sum"] or 0
    return tuple(sorted(found.values(), key=lambda one: (-one.penalty, -one.findings, one.rule)))


def _with_phrases(store: Store, worst: Sequence[Worst]) -> tuple[Worst, ...]:
    """With the phrases that cost most, so that whoever reads the list sees what is meant."""
    import pyarrow.parquet as pq

    phrases: dict[tuple[str, str], list[tuple[int, str]]] = {}
    wanted = {(one.part, one.id) for one in worst if one.id is not None}
    for part in sorted({part for part, _ in wanted}):
        for row in pq.read_table(store.findings / part, columns=["id", "penalty", "text"]).to_pylist():
            if (part, row["id"]) in wanted and row["text"]:
                phrases.setdefault((part, row["id"]), []).append(
                    (-row["penalty"], " ".join(row["text"].split()))
                )
    return tuple(_shown(one, phrases.get((one.part, one.id or ""), [])) for one in worst)


def _shown(one: Worst, phrases: list[tuple[int, str]]) -> Worst:
    texts = dict.fromkeys(
        text if len(text) <= 80 else f"{text[:79]}…" for _, text in sorted(phrases, key=lambda pair: pair[0])
    )
    return Worst(**{**vars(one), "phrases": tuple(texts)[:_PHRASES]})


def points(value: float) -> str:
    """Points for people: “1,234”, “12.5”, “0.8”, “∞”."""
    if math.isinf(value):
        return "∞"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
