"""The figures of `benchmarks.accuracy` for what the garble model is compared with: engines, and surprisal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import click
import numpy as np

from mtcheck.engines.interface import Engine, EngineError
from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document
from training.calibrate import Judgements
from training.measure import Text, auc, correlations

#: Alarms per 1,000 clean words at which surprisal's hits are printed.
_ALARMS = (0.5, 2.0, 5.0, 10.0)


class Checked(NamedTuple):
    """A text with an engine's findings."""

    text: Text
    """The text."""
    findings: Sequence[Finding]
    """The findings."""

    @property
    def rate(self) -> float:
        """Findings a word."""
        return len(self.findings) / max(1, len(self.text.document.words))

    def covered_words(self) -> np.ndarray:
        """For each word of the document, whether a finding touches it."""
        return np.array(
            [
                any(word.start < finding.end and finding.start < word.end for finding in self.findings)
                for word in self.text.document.words
            ],
            bool,
        )


def print_engine(judged: Judgements, name: str, engine: Engine) -> None:
    """The figures of a grammar checker."""
    engine.start()
    try:
        parts = {
            part: [Checked(judgement.text, engine.check(judgement.text.document)) for judgement in judgements]
            for part, judgements in judged.parts.items()
        }
    except EngineError as error:
        click.echo(f"{name}: not measured: {error}")
        return
    finally:
        engine.stop()
    _print_hits(name, parts["clean"], parts["damaged"])
    _print_segments(name, parts["segments"])
    clean, human, weak = (
        np.array([checked.rate for checked in parts[part]]) for part in ("clean", "human", "weak")
    )
    click.echo(
        f"{name}: human better in {np.mean((weak > human) + 0.5 * (weak == human)):.3f} of pairs, "
        f"weak failing at 1 % {np.mean(weak > np.quantile(clean, 0.99)):.3f}"
    )


def _print_hits(name: str, clean: Sequence[Checked], outputs: Sequence[Checked]) -> None:
    words = sum(len(checked.text.document.words) for checked in clean)
    alarms = sum(len(checked.findings) for checked in clean)
    damaged = covered = right = findings = 0
    for checked in outputs:
        codes = checked.text.codes
        assert codes is not None
        damaged += int((codes == 1).sum())
        covered += int(((codes == 1) & checked.covered_words()).sum())
        findings += len(checked.findings)
        right += sum(_touches_damage(finding, checked.text) for finding in checked.findings)
    click.echo(
        f"{name}: {alarms / words * 1000:.1f} alarms, {covered / max(1, damaged):.3f} of damaged words hit, "
        f"{right / max(1, findings):.3f} of findings right"
    )


def _touches_damage(finding: Finding, text: Text) -> bool:
    assert text.codes is not None
    return any(
        code == 1 and word.start < finding.end and finding.start < word.end
        for word, code in zip(text.document.words, text.codes, strict=True)
    )


def _print_segments(name: str, segments: Sequence[Checked]) -> None:
    marks = np.concatenate(
        [segment.text.any_marks for segment in segments if segment.text.any_marks is not None]
    )
    covered = np.concatenate([segment.covered_words() for segment in segments]).astype(float)
    click.echo(f"{name}: word AUC any {auc(marks, covered):.3f}")
    gold = np.array([segment.text.points for segment in segments])
    counts = np.array([float(len(segment.findings)) for segment in segments])
    click.echo(f"{name}: segments {_format(correlations(counts, gold))}")


def print_surprisal(judged: Judgements, bits: Callable[[Document], np.ndarray]) -> None:
    """The figures of SmolLM2's bits a word.

    Hits are single words at the same alarms. A segment is judged by the sum of its bits, a document by their
    mean.
    """
    values = {
        part: [bits(judgement.text.document) for judgement in judgements]
        for part, judgements in judged.parts.items()
    }
    codes = np.concatenate(
        [judgement.text.codes for judgement in judged.damaged if judgement.text.codes is not None]
    )
    clean, damaged = np.concatenate(values["clean"]), np.concatenate(values["damaged"])
    for alarms in _ALARMS:
        flagged = damaged >= float(np.quantile(clean, 1 - alarms / 1000))
        click.echo(
            f"surprisal at {alarms} alarms: {flagged[codes == 1].mean():.3f} of damaged words hit, "
            f"{(codes[flagged] == 1).mean():.3f} right"
        )
    for name in ("any_marks", "major_marks"):
        marks = np.concatenate([getattr(segment.text, name) for segment in judged.segments])
        click.echo(f"surprisal: word AUC {name} {auc(marks, np.concatenate(values['segments'])):.3f}")
    gold = np.array([segment.text.points for segment in judged.segments])
    sums = np.array([segment.sum() for segment in values["segments"]])
    click.echo(f"surprisal: segments {_format(correlations(sums, gold))}")
    clean_means, human, weak = (
        np.array([document.mean() if len(document) else 0.0 for document in values[part]])
        for part in ("clean", "human", "weak")
    )
    click.echo(
        f"surprisal: human better in {np.mean(weak > human):.3f} of pairs, "
        f"weak failing {np.mean(weak > np.quantile(clean_means, 0.99)):.3f}"
    )


def _format(figures: dict[str, float]) -> str:
    return " ".join(f"{name} {value:.3f}" for name, value in figures.items())
