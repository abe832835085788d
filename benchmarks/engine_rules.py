"""Counting what an engine's rules find on text by people and on machine translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import rows
from benchmarks.hits import Check, Hits, MarkedText, count_alarms, count_hits


@dataclass(frozen=True)
class EngineCounts:
    """Findings of an engine, by rule id."""

    clean: Counter[str]
    """Findings on clean news."""
    clean_words: int
    """Words of clean news."""
    speed: float
    """Words of clean news a second."""
    other: Counter[str]
    """Findings on other news by people."""
    other_words: int
    """Words of other news by people."""
    mqm: Hits
    """Findings on annotated machine translations."""
    damage: Hits
    """Findings on outputs of rule-based and online systems."""
    machine_words: int
    """Words of machine translations, of both kinds."""

    @property
    def rule_ids(self) -> set[str]:
        """The rules that have a finding."""
        return ({*self.clean, *self.other, *self.mqm.findings, *self.damage.findings}) - {"all"}

    def human(self, rule: str) -> int:
        """A rule's findings on text by people."""
        return self.clean[rule] + self.other[rule]

    def machine(self, rule: str) -> int:
        """A rule's findings on machine translations."""
        return self.mqm.findings[rule] + self.damage.findings[rule]

    def lift(self, rule: str, machine_more: float, human_more: float) -> float:
        """How much oftener a rule fires on machine translations than on text by people.

        machine_more, human_more: findings that are added on either side, so that no rule's lift is infinite.
        """
        machine_rate = (self.machine(rule) + machine_more) / self.machine_words
        return machine_rate / ((self.human(rule) + human_more) / (self.clean_words + self.other_words))


def measure(
    check: Check,
    shared: Path,
    outputs: Sequence[MarkedText],
    other_news: Iterable[tuple[str, str]],
    *,
    clock: Callable[[], float],
    join_texts: Callable[[Iterable[MarkedText]], Iterable[MarkedText]] = iter,
    show: int = 0,
) -> EngineCounts:
    """Count an engine's findings.

    outputs: of rule-based and online systems, with their damaged words. other_news: (corpus, text). clock:
    measures the speed. join_texts: makes fewer and longer documents of short texts.
    """
    began = clock()
    clean, clean_words = count_alarms(check, rows.clean_documents(shared), show)
    speed = clean_words / (clock() - began)
    other, other_words = count_alarms(check, other_news, show)
    marked_news = [(row["target"], rows.marked_spans(row)) for row in rows.mqm_news(shared)]
    mqm = count_hits(check, join_texts(marked_news), show)
    damage = count_hits(check, join_texts(outputs), show)
    machine_words = sum(len(text.split()) for text, _ in [*marked_news, *outputs])
    return EngineCounts(clean, clean_words, speed, other, other_words, mqm, damage, machine_words)
