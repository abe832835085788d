"""Makes the summary from the files of results, one partition after another."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow.parquet as pq

from mtcheck.archive.manifest import Manifest
from mtcheck.archive.store import Store
from mtcheck.archive.summary import BIN, Cause, RankedArticle, RuleTotals, Summary, Totals

#: The group of articles without a value in the column of --by.
NO_GROUP = "(none)"
#: Causes of not checking that the summary keeps.
_CAUSES = 20
#: Phrases of an article that the summary keeps, and their greatest length in code points.
_PHRASES, _PHRASE = 3, 80


def summarise(store: Store, most: int) -> Summary:
    """Sum up the results. most: how many of the worst articles to list. Raises StoreError."""
    manifest = store.read_manifest()
    aggregate = _Aggregate(manifest)
    partitions = list(store.partition_names())
    worst = _rank(aggregate, store, partitions, most)
    return Summary(
        manifest,
        aggregate.total,
        dict(sorted(aggregate.groups.items())),
        _total_rules(store, partitions),
        tuple(aggregate.bins),
        _with_phrases(store, worst),
        tuple(
            Cause(text, articles, aggregate.examples[text])
            for text, articles in aggregate.causes.most_common(_CAUSES)
        ),
        aggregate.unweighted,
    )


@dataclass
class _Aggregate:
    """What is summed up while the articles are read. The fields are as those of Summary."""

    manifest: Manifest
    total: Totals = field(default_factory=Totals)
    groups: dict[str, Totals] = field(default_factory=dict)
    bins: list[int] = field(default_factory=lambda: [0] * (100 // BIN))
    causes: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str | None] = field(default_factory=dict)
    unweighted: int = 0

    def add(self, row: dict[str, Any], partition: str) -> RankedArticle | None:
        """Add an article; return it for the ranking, or None where there is nothing to mend."""
        weight = row["weight"] if self.manifest.weighted else 1.0
        expected = None if row["damage"] is None or weight is None else row["damage"] * weight
        self.unweighted += weight is None
        self.total.add(row, expected)
        if self.manifest.by is not None:
            group = NO_GROUP if row["by"] is None else row["by"]
            self.groups.setdefault(group, Totals()).add(row, expected)
        if row["error"] is not None:
            self.causes[row["error"]] += 1
            self.examples.setdefault(row["error"], row["id"])
        if row["score"] is None:
            return None
        self.bins[min(int(row["score"] // BIN), len(self.bins) - 1)] += 1
        if not expected:
            return None
        return RankedArticle(
            expected=expected,
            low=_times(row["damage_low"], weight),
            high=_times(row["damage_high"], weight),
            interval=(row["interval_low"], row["interval_high"]),
            partition=partition,
            **{name: row[name] for name in ("id", "weight", "score", "estimate", "words", "passed", "by")},
        )


def _times(points: float, weight: float) -> float:
    return points * weight if weight else 0.0  # the end of an interval may be infinite


def _rank(aggregate: _Aggregate, store: Store, partitions: Sequence[str], most: int) -> list[RankedArticle]:
    """The articles with the greatest expected damage; of equal ones the earlier first, on every run."""
    keyed = (
        ((article.expected, -number), article)
        for number, article in enumerate(_articles(aggregate, store, partitions))
        if article is not None
    )
    return [article for _, article in heapq.nlargest(most, keyed, key=lambda pair: pair[0])]


def _articles(
    aggregate: _Aggregate, store: Store, partitions: Sequence[str]
) -> Iterator[RankedArticle | None]:
    for partition in partitions:
        for row in pq.read_table(store.articles / partition).to_pylist():
            yield aggregate.add(row, partition)


def _total_rules(store: Store, partitions: Sequence[str]) -> tuple[RuleTotals, ...]:
    rules: dict[str, RuleTotals] = {}
    for partition in partitions:
        table = pq.read_table(store.findings / partition, columns=["rule", "name", "penalty"])
        sums = table.group_by(["rule", "name"]).aggregate([("penalty", "sum"), ("penalty", "count")])
        for row in sums.to_pylist():
            totals = rules.setdefault(row["rule"], RuleTotals(row["rule"], row["name"]))
            totals.findings += row["penalty_count"]
            totals.penalty += row["penalty_sum"] or 0
    return tuple(sorted(rules.values(), key=lambda rule: (-rule.penalty, -rule.findings, rule.rule)))


def _with_phrases(store: Store, articles: Sequence[RankedArticle]) -> tuple[RankedArticle, ...]:
    """The articles with the phrases that cost most, so that whoever reads the list sees what is meant."""
    phrases: dict[tuple[str, str], list[tuple[int, str]]] = {}
    wanted = {(article.partition, article.id) for article in articles if article.id is not None}
    for partition in sorted({partition for partition, _ in wanted}):
        table = pq.read_table(store.findings / partition, columns=["id", "penalty", "text"])
        for row in table.to_pylist():
            if (partition, row["id"]) in wanted and row["text"]:
                phrase = (row["penalty"], " ".join(row["text"].split()))
                phrases.setdefault((partition, row["id"]), []).append(phrase)
    return tuple(
        replace(article, phrases=_costliest(phrases.get((article.partition, article.id or ""), [])))
        for article in articles
    )


def _costliest(phrases: list[tuple[int, str]]) -> tuple[str, ...]:
    """The texts of (penalty, text) with the greatest penalties, each once."""
    by_cost = sorted(phrases, key=lambda phrase: -phrase[0])
    texts = dict.fromkeys(text if len(text) <= _PHRASE else f"{text[: _PHRASE - 1]}…" for _, text in by_cost)
    return tuple(texts)[:_PHRASES]
