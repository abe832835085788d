"""How long many files take, new and unchanged: `python -m benchmarks.unchanged`.

It writes articles of about 500 words each (made here from templates; a third each as text, Markdown and HTML,
some with damage), checks them with an empty cache, with all of them in the cache, and after one was changed.
It prints seconds, peak memory of the largest process, and a digest of the reports, which has to stay the
same. Options after `--` go to mtcheck: `python -m benchmarks.unchanged -- --no-model --jobs 2`.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
from pathlib import Path

import click

from benchmarks.processes import run_mtcheck

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
#: What each run is called, with its options.
_RUNS: dict[str, list[str]] = {
    "new (empty cache)": [],
    "unchanged": [],
    "unchanged, again": [],
    "without the cache": ["--no-cache"],
}


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.option("--articles", default=1000, show_default=True)
@click.argument("options", nargs=-1)
def main(articles: int, options: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_articles(folder / "articles", articles)
        for run, more in _RUNS.items():
            _time_run(run, folder, articles, [*options, *more])
        (folder / "articles" / "000" / "article-00000.txt").write_text(_article(articles), "utf-8")
        _time_run("one of them changed", folder, articles, list(options))


def _time_run(name: str, folder: Path, articles: int, options: list[str]) -> None:
    """Check the articles and print what it took."""
    reports = ("report.csv", "report.json")
    outputs = [part for report in reports for part in ("-o", report)]
    arguments = ["check", "articles", "-q", "--cache-dir", "cache", *options, *outputs]
    usage = run_mtcheck(arguments, folder)
    digest = hashlib.sha256(b"".join((folder / report).read_bytes() for report in reports)).hexdigest()
    click.echo(
        f"{articles:,} articles, {name:20} {usage.seconds:8.2f} s  peak {usage.peak_memory:4} MB  "
        f"reports {digest[:12]}"
    )


def _article(number: int) -> str:
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


def _write_articles(folder: Path, articles: int) -> None:
    for number in range(articles):
        text = _article(number)
        path = folder / f"{number // 100:03}" / f"article-{number:05}"
        path.parent.mkdir(parents=True, exist_ok=True)
        if number % 3 == 1:
            path.with_suffix(".md").write_text(f"# Article {number}\n\n{text}", "utf-8")
        elif number % 3 == 2:
            body = "\n".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
            path.with_suffix(".html").write_text(
                f"<html><body><h1>Article {number}</h1>\n{body}</body></html>\n", "utf-8"
            )
        else:
            path.with_suffix(".txt").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
