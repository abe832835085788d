"""Does the order of `mtcheck archive top` find what has to be mended? `python -m benchmarks.mending --shared
../shared`.

Real documents of different lengths, each in its human version and in a weak machine translation, thrown into
one archive. For each way to rank them, printed is how often a machine translation stands before a human
version, over all pairs of the two (AUC; one half is chance), and how many of the first tenth are machine
translations. Nothing here was used to choose the rules or to train the model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from benchmarks.rows import document_pairs
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


def auc(higher: Sequence[float], lower: Sequence[float]) -> float:
    """How often one of `higher` is above one of `lower`; ties count half."""
    pairs = [(one > other) + (one == other) / 2 for one in higher for other in lower]
    return sum(pairs) / len(pairs)


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.option(
    "--shared", type=click.Path(path_type=Path, exists=True), default=Path("../shared"), show_default=True
)
@click.option(
    "--documents", default=150, show_default=True, help="So many documents, evenly spread over all."
)
def main(shared: Path, documents: int) -> None:
    every = list(document_pairs(shared))
    chosen = every[:: max(1, len(every) // documents)]
    human: list[Scorecard] = []
    machine: list[Scorecard] = []
    with Checker(Settings(no_engine=("languagetool",))) as checker:
        for index, (name, version, weak) in enumerate(chosen):
            system, translation = weak[index % len(weak)]
            for cards, text, version_name in ((human, version, "human"), (machine, translation, system)):
                card = checker.check(Document(text, f"{name}/{version_name}")).card
                if card is not None:
                    cards.append(card)
    click.echo(f"{len(human)} human versions, {len(machine)} weak translations")
    for name, rank in _RANKINGS.items():
        values = [[rank(card) for card in cards] for cards in (machine, human)]
        both = sorted(
            [(value, True) for value in values[0]] + [(value, False) for value in values[1]], reverse=True
        )
        first = both[: len(both) // 10]
        hits = sum(is_machine for _, is_machine in first)
        click.echo(f"{name:30} AUC {auc(*values):.2f}   machine among the first {len(first)}: {hits}")


if __name__ == "__main__":
    main()
