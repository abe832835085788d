"""How fast it is: `python -m benchmarks.speed [ARTICLE]`.

It prints seconds and peak memory of the command line (a fresh process each time; the best and the median of
several runs), and words a second in one warm process on text it has not seen. The default article has 1,099
words.
"""

from __future__ import annotations

import random
import re
import statistics
import tempfile
import time
from pathlib import Path

import click

from benchmarks.processes import run_mtcheck
from mtcheck.checker import Checker
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

_ONLY_RULES = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model"]
_NO_MODEL = ["--no-engine", "languagetool", "--no-model"]
_NO_LANGUAGETOOL = ["--no-engine", "languagetool"]
_TO_CSV = ["-o", "report.csv"]
_COMMANDS = {
    "our rules alone, to the terminal": _ONLY_RULES,
    "rules, Harper, to the terminal": _NO_MODEL,
    "rules, Harper, to CSV": [*_NO_MODEL, *_TO_CSV],
    "rules, Harper, model, to the terminal": _NO_LANGUAGETOOL,
    "rules, Harper, model, to CSV": [*_NO_LANGUAGETOOL, *_TO_CSV],
}
_WARM = {
    "our rules alone": Settings(no_engine=("harper", "languagetool"), model=False),
    "rules, Harper": Settings(no_engine=("languagetool",), model=False),
    "rules, Harper, model": Settings(no_engine=("languagetool",)),
}


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.argument(
    "article", type=click.Path(path_type=Path, exists=True), default=Path("fixtures/trump-putin-call.txt")
)
@click.option("--runs", default=7, show_default=True)
@click.option("--words", default=20_000, show_default=True, help="Words of the warm measurement.")
def main(article: Path, runs: int, words: int) -> None:
    for name, options in _COMMANDS.items():
        seconds, peak = _time_command(article, options, runs)
        click.echo(
            f"{name:38} best {min(seconds):5.2f} s  median {statistics.median(seconds):5.2f} s  "
            f"peak {peak} MB"
        )
    text = _fresh_text(article.read_text("utf-8"), words)
    for name, settings in _WARM.items():
        click.echo(f"warm, {name:22} {_warm_rate(text, settings):9,.0f} words/s")


def _time_command(article: Path, options: list[str], runs: int) -> tuple[list[float], int]:
    """(seconds of each run, peak memory in MB)."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["check", str(article.resolve()), "--no-cache", *options]
        usages = [run_mtcheck(arguments, Path(folder), quiet=True) for _ in range(runs)]
    return [usage.seconds for usage in usages], max(usage.peak_memory for usage in usages)


def _warm_rate(text: str, settings: Settings) -> float:
    """Words a second, once everything is loaded."""
    with Checker(settings) as checker:
        checker.check(Document("This sentence loads whatever is loaded on first use."))
        document = Document(text)
        began = time.perf_counter()
        report = checker.check(document)
        return report.words / (time.perf_counter() - began)


def _fresh_text(text: str, words: int) -> str:
    """About so many words of new paragraphs made of the sentences of `text`, so that no cache knows them."""
    draw = random.Random(7)
    sentences = [text[sentence.start : sentence.end] for sentence in Document(text).sentences]
    vocabulary = sorted(set(re.findall(r"[a-z]{4,9}", text)))
    parts: list[str] = []
    count = 0
    while count < words:
        sentence = re.sub(r"\b[a-z]{6}\b", lambda _: draw.choice(vocabulary), draw.choice(sentences))
        count += len(sentence.split())
        parts.append(sentence + ("\n" if draw.random() < 0.3 else " "))
    return "".join(parts)


if __name__ == "__main__":
    main()
