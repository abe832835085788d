"""How good the garble model is on dev rows: `python -m benchmarks.accuracy --shared ../shared`.

The rows are none that it was trained on. For the shipped model, and beside it for Harper, LanguageTool
(`--languagetool`) and SmolLM2's surprisal (`--base`), it prints: word AUC against professionals' marks,
character F1 of spans, precision of the 5 % of words judged worst, correlations of a segment's points beside
its bare length, alarms per 1,000 clean words, the share of words nobody else wrote that are hit and of
findings that touch one, the first suggestions that bring a word of the reference, articles that the estimate
would fail, and pairs in which the human version has the better estimate. Needs scipy and snowballstemmer.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np

from benchmarks.baselines import print_engine, print_surprisal
from benchmarks.rows import Span, shared_option
from mtcheck.engines.registry import create
from mtcheck.garble.calibration import points
from mtcheck.garble.model import network
from training.calibrate import (
    Calibration,
    Judgements,
    find_judged_phrases,
    gather,
    measure_hits,
    report,
    score_words,
)
from training.measure import Judged
from training.propose import collect, offered_and_right


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@shared_option
@click.option("--lines", default=121, show_default=True, help="Lines of 2010-2012 to read.")
@click.option("--pairs", default=150, show_default=True, help="Pairs of documents.")
@click.option("--words", default=400, show_default=True, help="Damaged words to propose for.")
@click.option("--harper/--no-harper", default=True, show_default=True)
@click.option("--languagetool", is_flag=True, help="Ask LanguageTool as well (slow).")
@click.option(
    "--base",
    type=click.Path(path_type=Path, exists=True),
    help="SmolLM2's .gguf: print its surprisal's columns (needs torch).",
)
def main(
    shared: Path, lines: int, pairs: int, words: int, harper: bool, languagetool: bool, base: Path | None
) -> None:
    model = network()
    began = time.perf_counter()
    judged = gather(model, shared, lines, pairs, fit=False)
    seconds = time.perf_counter() - began
    total = sum(len(judgement.text.document.words) for part in judged.parts.values() for judgement in part)
    click.echo(
        f"garble model {model.calibration.get('version')}: {total:,} words, {total / seconds:,.0f} words/s "
        "with reading and splitting"
    )
    report(judged, model.calibration, click.echo)
    _print_marks(judged.segments, model.calibration)
    _print_shipped_thresholds(judged, model.calibration)
    _print_suggestions(shared, words)
    if harper:
        print_engine(judged, "Harper", create("harper"))
    if languagetool:
        print_engine(judged, "LanguageTool", create("languagetool"))
    if base:
        from training.surprisal import bits_of_words

        print_surprisal(judged, bits_of_words(base))


def _print_marks(segments: Sequence[Judged], calibration: Calibration) -> None:
    """Precision of the worst words, and character F1 against raters' spans at the best threshold."""
    marks = np.concatenate(
        [segment.text.any_marks for segment in segments if segment.text.any_marks is not None]
    )
    values = np.concatenate(
        [points(logits, calibration) for segment in segments for logits in segment.logits]
    )
    worst = np.argsort(-values)[: max(1, len(values) // 20)]
    click.echo(
        "precision of the 5 % of words with the highest points: "
        f"{marks[worst].mean():.3f} (all words: {marks.mean():.3f})"
    )
    thresholds = [float(np.quantile(values, quantile)) for quantile in np.linspace(0.5, 0.95, 19)]
    best = max(_character_f1(segments, calibration, threshold) for threshold in thresholds)
    click.echo(f"characters of spans: best F1 {best:.3f}")


def _character_f1(segments: Sequence[Judged], calibration: Calibration, threshold: float) -> float:
    """Agreement of the words whose points reach the threshold with raters' spans."""
    hit = marked = flagged = 0
    for segment in segments:
        document = segment.text.document
        words = [
            (word.start, word.end)
            for sentence, logits in zip(document.sentences, segment.logits, strict=True)
            for word, value in zip(sentence.words, points(logits, calibration), strict=True)
            if value >= threshold
        ]
        gold = _characters(len(document.text), segment.text.spans)
        ours = _characters(len(document.text), _join_neighbours(words))
        hit += int((gold & ours).sum())
        marked += int(gold.sum())
        flagged += int(ours.sum())
    return 2 * hit / max(1, marked + flagged)


def _join_neighbours(spans: Sequence[Span]) -> list[Span]:
    """Neighbouring words as one span, with the space between them."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start - joined[-1][1] <= 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _characters(length: int, spans: Sequence[Span]) -> np.ndarray:
    inside = np.zeros(length, bool)
    for start, end in spans:
        inside[start:end] = True
    return inside


def _print_shipped_thresholds(judged: Judgements, calibration: Calibration) -> None:
    """Alarms and hits at the shipped thresholds, and the confidences."""
    words = sum(len(judgement.text.document.words) for judgement in judged.clean)
    joining = float(calibration["joining"])
    for name, threshold in calibration["thresholds"].items():
        alarms = sum(
            len(find_judged_phrases(judgement, score_words(judgement, calibration), threshold, joining))
            for judgement in judged.clean
        )
        reached = measure_hits(judged, calibration, threshold)
        click.echo(
            f"shipped {name}: {alarms / words * 1000:.2f} alarms per 1,000 clean words, "
            f"{reached['hit']:.3f} hit, {reached['right']:.3f} right"
        )
    shares = zip(calibration["confidence_scores"], calibration["confidence_shares"], strict=True)
    click.echo("confidence by score: " + ", ".join(f"{score}: {share}" for score, share in shares))


def _print_suggestions(shared: Path, words: int) -> None:
    tried = collect(network(), shared, words, seed=12)
    offered, right = offered_and_right(tried, network().calibration)
    click.echo(
        f"suggestions: offered for {offered:.3f} of {len(tried)} damaged content words, "
        f"the first brings a reference word in {right:.3f}"
    )


if __name__ == "__main__":
    main()
