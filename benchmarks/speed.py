"""How fast it is: `python -m benchmarks.speed [ARTICLE]`.

Prints seconds and peak memory of the command line (a fresh process each time, best and median of several
runs), and words a second in one warm process on text it has not seen. The default article has 1,099 words.
"""

from __future__ import annotations

import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from mtcheck.checker import Checker
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

_COMMANDS = {
    "our rules alone, to the terminal": [
        "--no-engine",
        "harper",
        "--no-engine",
        "languagetool",
        "--no-model",
    ],
    "rules, Harper, to the terminal": ["--no-engine", "languagetool", "--no-model"],
    "rules, Harper, to CSV": ["--no-engine", "languagetool", "--no-model", "-o", "report.csv"],
    "rules, Harper, model, to the terminal": ["--no-engine", "languagetool"],
    "rules, Harper, model, to CSV": ["--no-engine", "languagetool", "-o", "report.csv"],
}


def timed(article: Path, options: list[str], runs: int) -> tuple[list[float], int]:
    """(seconds of each run, peak memory in MB)."""
    seconds, peak = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(runs):
            began = time.perf_counter()
            command = [
                sys.executable,
                "-m",
                "mtcheck",
                "check",
                str(article.resolve()),
                "--no-cache",
                *options,
            ]
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
            )
            _, status, usage = os.wait4(process.pid, 0)
            if os.waitstatus_to_exitcode(status) not in (0, 1):
                raise click.ClickException(
                    f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}"
                )
            seconds.append(time.perf_counter() - began)
            peak = max(peak, usage.ru_maxrss // 1024)
    return seconds, peak


def fresh_text(text: str, words: int) -> str:
    """About so many words of new paragraphs from the sentences of `text`, so that no cache knows them."""
    draw = random.Random(7)
    sentences = [text[s.start : s.end] for s in Document(text).sentences]
    vocabulary = sorted(set(re.findall(r"[a-z]{4,9}", text)))
    made: list[str] = []
    count = 0
    while count < words:
        sentence = re.sub(r"\b[a-z]{6}\b", lambda _: draw.choice(vocabulary), draw.choice(sentences))
        count += len(sentence.split())
        made.append(sentence + ("\n" if draw.random() < 0.3 else " "))
    return "".join(made)


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.argument(
    "article", type=click.Path(path_type=Path, exists=True), default=Path("fixtures/trump-putin-call.txt")
)
@click.option("--runs", default=7, show_default=True)
@click.option("--words", default=20_000, show_default=True, help="Words of the warm measurement.")
def main(article: Path, runs: int, words: int) -> None:
    for name, options in _COMMANDS.items():
        seconds, peak = timed(article, options, runs)
        click.echo(
            f"{name:38} best {min(seconds):5.2f} s  median {statistics.median(seconds):5.2f} s  peak {peak} MB"
        )
    text = fresh_text(article.read_text("utf-8"), words)
    warm = {
        "our rules alone": Settings(no_engine=("harper", "languagetool"), model=False),
        "rules, Harper": Settings(no_engine=("languagetool",), model=False),
        "rules, Harper, model": Settings(no_engine=("languagetool",)),
    }
    for name, settings in warm.items():
        with Checker(settings) as checker:
            checker.check(Document("This sentence loads whatever is loaded on first use."))
            document = Document(text)
            began = time.perf_counter()
            report = checker.check(document)
            rate = report.words / (time.perf_counter() - began)
        click.echo(f"warm, {name:22} {rate:9,.0f} words/s")


if __name__ == "__main__":
    main()
