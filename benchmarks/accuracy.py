"""How good the garble model is, on dev rows it was not trained on: `python -m benchmarks.accuracy --shared
../shared`.

Prints, for the shipped model and beside it for Harper, LanguageTool (`--languagetool`) and SmolLM2's
surprisal (`--base`): word AUC against professionals' marks, character F1 of spans, precision of the 5 % of
words judged worst, correlations of a segment's points beside its bare length, alarms per 1,000 clean words,
the share of words nobody else wrote that are hit and of findings that touch one, the first suggestions that
bring a word of the reference, articles that the estimate would fail, and pairs in which the human version has
the better estimate. Needs scipy and snowballstemmer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np

from mtcheck.findings.finding import Finding
from mtcheck.garble.calibration import points
from mtcheck.garble.model import network
from mtcheck.text.document import Document
from training.calibrate import Judgements, found_phrases, gather, hits, report, scored
from training.measure import Text, auc, correlations
from training.propose import collect

_ALARMS = (0.5, 2.0, 5.0, 10.0)


class Checked(NamedTuple):
    """A text and an engine's findings in it."""

    text: Text
    findings: Sequence[Finding]


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.option(
    "--shared",
    type=click.Path(path_type=Path, exists=True),
    required=True,
    help="Folder with bench/ and training/.",
)
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
    loaded = network()
    started = time.perf_counter()
    judged = gather(loaded, shared, lines, pairs, fit=False)
    spent = time.perf_counter() - started
    every = [x for part in judged.__dict__.values() for x in part]
    total = sum(len(x.text.document.words) for x in every)
    click.echo(
        f"garble model {loaded.calibration.get('version')}: {total:,} words, {total / spent:,.0f} words/s "
        "with reading and splitting"
    )
    report(judged, loaded.calibration, click.echo)
    _marks(judged, loaded.calibration)
    _reliability(judged, loaded.calibration)
    _suggestions(shared, words)
    if harper:
        from mtcheck.engines.harper.engine import Harper

        _engine(judged, "Harper", Harper())
    if languagetool:
        from mtcheck.engines.languagetool.engine import LanguageTool

        _engine(judged, "LanguageTool", LanguageTool())
    if base:
        from training.surprisal import bits_of_words

        _surprisal(judged, bits_of_words(base))


def _marks(judged: Judgements, calibration: dict[str, object]) -> None:
    """Character F1 of findings against raters' spans at the best threshold, and precision of the worst
    words.
    """
    any_marks = np.concatenate([x.text.any_marks for x in judged.segments if x.text.any_marks is not None])
    values = np.concatenate([points(logits, calibration) for x in judged.segments for logits in x.logits])
    _top(any_marks, values, "points")
    best = 0.0
    for quantile in np.linspace(0.5, 0.95, 19):
        cut = float(np.quantile(values, quantile))
        hit = marked = found = 0
        for x in judged.segments:
            gold = _characters(len(x.text.document.text), x.text.spans)
            flagged = [
                (w.start, w.end)
                for s, logits in zip(x.text.document.sentences, x.logits, strict=True)
                for w, v in zip(s.words, points(logits, calibration), strict=True)
                if v >= cut
            ]
            ours = _characters(len(x.text.document.text), _joined(flagged))
            hit, marked, found = (
                hit + int((gold & ours).sum()),
                marked + int(gold.sum()),
                found + int(ours.sum()),
            )
        best = max(best, 2 * hit / max(1, marked + found))
    click.echo(f"characters of spans: best F1 {best:.3f}")


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbouring words as one span, the space between included."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start - merged[-1][1] <= 1:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _characters(length: int, spans: Sequence[tuple[int, int]]) -> np.ndarray:
    inside = np.zeros(length, bool)
    for start, end in spans:
        inside[start:end] = True
    return inside


def _top(marks: np.ndarray, values: np.ndarray, name: str) -> None:
    worst = np.argsort(-values)[: max(1, len(values) // 20)]
    click.echo(
        f"precision of the 5 % of words with the highest {name}: {marks[worst].mean():.3f} (all words: {marks.mean():.3f})"
    )


def _reliability(judged: Judgements, calibration: dict[str, object]) -> None:
    """Shipped thresholds: alarms, hits, and confidence beside what it claims."""
    thresholds: dict[str, float] = calibration["thresholds"]  # type: ignore[assignment]
    words = sum(len(x.text.document.words) for x in judged.clean)
    for name, threshold in thresholds.items():
        joining = float(calibration["joining"])  # type: ignore[arg-type]
        alarms = sum(len(found_phrases(x, scored(x, calibration), threshold, joining)) for x in judged.clean)
        reached = hits(judged, calibration, threshold)
        click.echo(
            f"shipped {name}: {alarms / words * 1000:.2f} alarms per 1,000 clean words, "
            f"{reached['hit']:.3f} hit, {reached['right']:.3f} right"
        )
    shares = zip(calibration["confidence_scores"], calibration["confidence_shares"], strict=True)  # type: ignore[call-overload]
    click.echo("confidence by score: " + ", ".join(f"{score}: {share}" for score, share in shares))


def _suggestions(shared: Path, words: int) -> None:
    from training.propose import offered_and_right

    tried = collect(network(), shared, words, seed=12)
    offered, right = offered_and_right(tried, network().calibration)
    click.echo(
        f"suggestions: offered for {offered:.3f} of {len(tried)} damaged content words, "
        f"the first brings a reference word in {right:.3f}"
    )


def _engine(judged: Judgements, name: str, engine: object) -> None:
    """The same columns for a grammar checker: alarms, hits, marks, segments, pairs."""
    from mtcheck.engines.interface import EngineError

    ask: Callable[[Document], list[Finding]] = engine.check  # type: ignore[attr-defined]
    try:
        engine.start()  # type: ignore[attr-defined]
        parts = {
            key: [Checked(x.text, ask(x.text.document)) for x in part]
            for key, part in judged.__dict__.items()
            if part
        }
    except EngineError as error:
        click.echo(f"{name}: not measured: {error}")
        return
    finally:
        engine.stop()  # type: ignore[attr-defined]
    words = sum(len(x.text.document.words) for x in parts["clean"])
    alarms = sum(len(x.findings) for x in parts["clean"])
    damaged = covered = right = findings = 0
    for x in parts["damaged"]:
        codes = x.text.codes
        assert codes is not None
        inside = _covered(x)
        damaged, covered = damaged + int((codes == 1).sum()), covered + int(((codes == 1) & inside).sum())
        for f in x.findings:
            findings += 1
            right += any(
                c == 1 and w.start < f.end and f.start < w.end
                for w, c in zip(x.text.document.words, codes, strict=True)
            )
    click.echo(
        f"{name}: {alarms / words * 1000:.1f} alarms, {covered / max(1, damaged):.3f} of damaged words hit, "
        f"{right / max(1, findings):.3f} of findings right"
    )
    marks = np.concatenate([x.text.any_marks for x in parts["segments"] if x.text.any_marks is not None])
    click.echo(
        f"{name}: word AUC any {auc(marks, np.concatenate([_covered(x) for x in parts['segments']]).astype(float)):.3f}"
    )
    y = np.array([x.text.points for x in parts["segments"]])
    counts = np.array([float(len(x.findings)) for x in parts["segments"]])
    click.echo(f"{name}: segments " + " ".join(f"{k} {v:.3f}" for k, v in correlations(counts, y).items()))

    def rate(x: Checked) -> float:
        return len(x.findings) / max(1, len(x.text.document.words))

    clean = np.array([rate(x) for x in parts["clean"]])
    human, weak = (np.array([rate(x) for x in parts[key]]) for key in ("human", "weak"))
    click.echo(
        f"{name}: human better in {np.mean((weak > human) + 0.5 * (weak == human)):.3f} of pairs, "
        f"weak failing at 1 % {np.mean(weak > np.quantile(clean, 0.99)):.3f}"
    )


def _covered(x: Checked) -> np.ndarray:
    return np.array(
        [any(w.start < f.end and f.start < w.end for f in x.findings) for w in x.text.document.words], bool
    )


def _surprisal(judged: Judgements, bits: Callable[[Document], np.ndarray]) -> None:
    """SmolLM2's bits a word: hits at the same alarms (single words), word AUC, segments by their sum,
    pairs by their mean.
    """
    values = {key: [bits(x.text.document) for x in part] for key, part in judged.__dict__.items() if part}
    clean = np.concatenate(values["clean"])
    codes = np.concatenate([x.text.codes for x in judged.damaged if x.text.codes is not None])
    damaged = np.concatenate(values["damaged"])
    for alarms in _ALARMS:
        cut = float(np.quantile(clean, 1 - alarms / 1000))
        over = damaged >= cut
        click.echo(
            f"surprisal at {alarms} alarms: {over[codes == 1].mean():.3f} of damaged words hit, "
            f"{(codes[over] == 1).mean():.3f} right"
        )
    for name in ("any_marks", "major_marks"):
        marks = np.concatenate([getattr(x.text, name) for x in judged.segments])
        click.echo(f"surprisal: word AUC {name} {auc(marks, np.concatenate(values['segments'])):.3f}")
    y = np.array([x.text.points for x in judged.segments])
    click.echo(
        "surprisal: segments "
        + " ".join(
            f"{k} {v:.3f}"
            for k, v in correlations(np.array([v.sum() for v in values["segments"]]), y).items()
        )
    )
    means = {
        key: np.array([v.mean() if len(v) else 0.0 for v in values[key]])
        for key in ("clean", "human", "weak")
    }
    click.echo(
        f"surprisal: human better in {np.mean(means['weak'] > means['human']):.3f} of pairs, "
        f"weak failing {np.mean(means['weak'] > np.quantile(means['clean'], 0.99)):.3f}"
    )


if __name__ == "__main__":
    main()
