"""Whether `mtcheck archive top` finds what has to be mended: `python -m benchmarks.mending`.

Real documents of different lengths, each in its human version and in a weak machine translation, are thrown
into one archive. For each way to rank them this prints how often a machine translation stands before a human
version, over all pairs of the two (AUC; one half is chance), and how many of the first tenth are machine
translations. Nothing here was used to choose the rules or to train the model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from benchmarks.rows import document_pairs, shared_option
from mtcheck.archive.damage import expected_damage
from mtcheck.checker import Checker
from mtcheck.findings.score import Scorecard
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

_RANKINGS: dict[str, Callable[[Scorecard], float]] = {
    "expected damage": lambda card: expected_damage(card).points,
    "penalty points found": lambda card: card.penalty,
    "all points the model expects": lambda card: (card.estimate or 0.0) * card.words / 1000,
    "estimate per 1,000 words": lambda card: card.estimate or 0.0,
    "words": lambda card: card.words,
}


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@shared_option
@click.option(
    "--documents", default=150, show_default=True, help="So many documents, evenly spread over all."
)
def main(shared: Path, documents: int) -> None:
    human, machine = _score_versions(shared, documents)
    click.echo(f"{len(human)} human versions, {len(machine)} weak translations")
    for name, rank in _RANKINGS.items():
        machine_values, human_values = [rank(card) for card in machine], [rank(card) for card in human]
        values = [(value, True) for value in machine_values] + [(value, False) for value in human_values]
        first = sorted(values, reverse=True)[: len(values) // 10]
        hits = sum(is_machine for _, is_machine in first)
        click.echo(
            f"{name:30} AUC {auc(machine_values, human_values):.2f}   "
            f"machine among the first {len(first)}: {hits}"
        )


def _score_versions(shared: Path, documents: int) -> tuple[list[Scorecard], list[Scorecard]]:
    """The scores of the human versions, and those of the weak translations."""
    pairs = list(document_pairs(shared))
    human: list[Scorecard] = []
    machine: list[Scorecard] = []
    with Checker(Settings(no_engine=("languagetool",))) as checker:
        for index, (name, version, weak) in enumerate(pairs[:: max(1, len(pairs) // documents)]):
            system, translation = weak[index % len(weak)]
            for cards, text, author in ((human, version, "human"), (machine, translation, system)):
                card = checker.check(Document(text, f"{name}/{author}")).card
                if card is not None:
                    cards.append(card)
    return human, machine


def auc(higher: Sequence[float], lower: Sequence[float]) -> float:
    """How often one of `higher` is above one of `lower`; ties count half."""
    wins = [(high > low) + (high == low) / 2 for high in higher for low in lower]
    return sum(wins) / len(wins)


if __name__ == "__main__":
    main()
