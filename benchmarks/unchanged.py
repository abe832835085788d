"""How long many files take, new and unchanged: `python -m benchmarks.unchanged`.

Writes articles of about 500 words each (made here from templates; a third each as text, Markdown and HTML,
some with damage), checks them with an empty cache, with all of them in the cache, and after one was changed,
and prints seconds, peak memory of the largest process, and a digest of the reports, which has to be the same.
Options after `--` go to mtcheck: `python -m benchmarks.unchanged -- --no-model --jobs 2`.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

_WHO = [
    "The council",
    "The mayor",
    "A spokeswoman for the port",
    "The school board",
    "The ferry company",
    "Her neighbour",
]
_DOES = ["said", "announced", "confirmed", "explained", "repeated", "wrote in a letter"]
_WHAT = [
    "the bridge",
    "the new library",
    "the northern harbour",
    "the old mill",
    "the winter timetable",
    "the swimming pool",
]
_IS = [
    "would be closed",
    "had been repaired",
    "would open again",
    "had cost too much",
    "was being painted",
    "would be sold",
]
_WHEN = [
    "on Monday",
    "in the spring",
    "before the summer holidays",
    "next year",
    "at the end of the month",
    "this week",
]
_WHY = [
    "because the contract had run out",
    "after a long debate among the members",
    "although nobody had asked for it",
    "as soon as the money arrives",
    "while the engineers look for the cause",
    "so that the children can walk to school safely",
]
_DAMAGE = [
    "He said that the the road is open.",
    "It is possible to not only hope.",
    "The price was 12. 5 million euros.",
    "They was there.",
]
_WORDS = 500


def article(number: int) -> str:
    """The paragraphs of one article, in plain text."""
    draw = random.Random(number)
    paragraphs: list[str] = []
    words = 0
    while words < _WORDS:
        sentences = []
        for _ in range(draw.randint(2, 5)):
            slots = (_WHO, _DOES, _WHAT, _IS, _WHEN, _WHY)
            who, does, what, is_, when, why = (draw.choice(slot) for slot in slots)
            sentences.append(
                f"{who} {does} {when} that {what} {is_} {why}, and {draw.randint(2, 900)} people came."
            )
        if draw.random() < 0.1:
            sentences.append(draw.choice(_DAMAGE))
        paragraphs.append(" ".join(sentences))
        words += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs) + "\n"


def write(folder: Path, articles: int) -> None:
    for number in range(articles):
        text = article(number)
        name = folder / f"{number // 100:03}" / f"article-{number:05}"
        name.parent.mkdir(exist_ok=True)
        if number % 3 == 1:
            name.with_suffix(".md").write_text(f"# Article {number}\n\n{text}", "utf-8")
        elif number % 3 == 2:
            body = "\n".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
            name.with_suffix(".html").write_text(
                f"<html><body><h1>Article {number}</h1>\n{body}</body></html>\n", "utf-8"
            )
        else:
            name.with_suffix(".txt").write_text(text, "utf-8")


def timed(folder: Path, options: list[str]) -> tuple[float, int, str]:
    """(seconds, peak memory of the largest process in MB, digest of the reports)."""
    reports = [folder / "report.csv", folder / "report.json"]
    command = [sys.executable, "-m", "mtcheck", "check", "articles", "-q", "--cache-dir", "cache", *options]
    command += [part for report in reports for part in ("-o", report.name)]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise click.ClickException(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    digest = hashlib.sha256(b"".join(report.read_bytes() for report in reports)).hexdigest()[:12]
    return seconds, usage.ru_maxrss // 1024, digest


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.option("--articles", default=1000, show_default=True)
@click.argument("options", nargs=-1)
def main(articles: int, options: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "articles").mkdir()
        write(folder / "articles", articles)
        runs = {
            "new (empty cache)": [],
            "unchanged": [],
            "unchanged, again": [],
            "without the cache": ["--no-cache"],
        }
        for name, more in runs.items():
            seconds, peak, digest = timed(folder, [*options, *more])
            click.echo(
                f"{articles:,} articles, {name:20} {seconds:8.2f} s  peak {peak:4} MB  reports {digest}"
            )
        (folder / "articles" / "000" / "article-00000.txt").write_text(article(articles), "utf-8")
        seconds, peak, digest = timed(folder, list(options))
        click.echo(
            f"{articles:,} articles, {'one of them changed':20} {seconds:8.2f} s  peak {peak:4} MB  reports {digest}"
        )


if __name__ == "__main__":
    main()
