"""How fast an archive is checked, on which engine: `python -m benchmarks.archive --shared ../shared`.

Articles are made from real text: paragraphs of the bench's documents (human versions, and machine
translations that were accepted or not) and of the corpora. They have 50 to 3,000 words, in the distribution
of news (log-normal, median 450). Each is made of text of one kind, so that some are clean and some are
damaged. They are written as one Parquet file into a temporary folder; nothing of them is in the repository.

Each run is a process of its own. It prints articles a second by the clock, from start to end with all that is
loaded and started; the processor time of all its processes; the largest of its processes; and, for the
engines, what they cost over the bare function: their processor time less that of `check_frame` on the same
articles. On a machine that does other work too, only the processor time can be compared. Options after `--`
go to mtcheck: `python -m benchmarks.archive -- --no-model`.
"""

from __future__ import annotations

import ctypes
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks.rows import bench, corpus_lines, shared_option

#: Words of an article: median, sigma of the logarithm, least, most.
_MEDIAN, _SIGMA, _LEAST, _MOST = 450, 0.7, 50, 3000
_PR_SET_CHILD_SUBREAPER = 36  # of Linux
_RUNS = (
    ("local, this process", ("-j", "1")),
    ("local, 2 workers", ("-j", "2")),
    ("spark, 1 worker", ("--engine", "spark", "-j", "1")),
    ("spark, 2 workers", ("--engine", "spark", "-j", "2")),
    ("dask, 1 worker", ("--engine", "dask", "-j", "1")),
    ("dask, 2 workers", ("--engine", "dask", "-j", "2")),
)
_BARE = """
import sys, pandas, mtcheck
from mtcheck.frames import check_frame
no_engine = ("harper",) if "harper" in sys.argv else ()
settings = mtcheck.Settings(model="--no-model" not in sys.argv, no_engine=no_engine)
check_frame(pandas.read_parquet(sys.argv[1]), settings)
"""


class ProcessorUsage(NamedTuple):
    """What a command and its children took."""

    seconds: float
    """By the clock."""
    processor_seconds: float
    """Of all its processes."""
    peak_memory: int
    """Megabytes of the largest process."""


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@shared_option
@click.option("--articles", "number", default=10_000, show_default=True)
@click.option("--engine", "engines", multiple=True, help="Runs whose name begins so; all of them without.")
@click.option(
    "--keep", type=click.Path(path_type=Path), help="Only write the articles into this Parquet file."
)
@click.argument("options", nargs=-1)
def main(
    shared: Path, number: int, engines: tuple[str, ...], keep: Path | None, options: tuple[str, ...]
) -> None:
    import pandas as pd

    frame = pd.DataFrame(_make_articles(shared, number))
    if keep is not None:
        frame.to_parquet(keep)
        return
    words = int(frame["words"].sum())
    load = ", ".join(f"{average:.1f}" for average in os.getloadavg())
    click.echo(
        f"{number:,} articles, {words:,} words; {os.cpu_count()} processors, load {load}; "
        f"options: {' '.join(options) or 'none'}"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        frame.to_parquet(folder / "in.parquet")
        _time_runs(folder, number, engines, options)


def _time_runs(folder: Path, number: int, engines: tuple[str, ...], options: tuple[str, ...]) -> None:
    source, results = str(folder / "in.parquet"), folder / "out"
    bare = _report("bare function", number, [sys.executable, "-c", _BARE, source, *options], None)
    command = [sys.executable, "-m", "mtcheck", "archive", source, str(results), "-q"]
    for name, how in _RUNS:
        if engines and not name.startswith(engines):
            continue
        columns = ["--by", "day", "--weight-column", "views"]
        _report(name, number, [*command, *columns, *how, *options], bare)
        shutil.rmtree(results)


def _report(name: str, number: int, command: list[str], bare: float | None) -> float:
    """Run a command and print what it took. Returns its processor seconds."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        usage = process.submit(_time_command, command).result()
    over = (
        ""
        if bare is None
        else f"  over the bare function {100 * (usage.processor_seconds / bare - 1):+5.0f} %"
    )
    click.echo(
        f"{name:22} {usage.seconds:7.1f} s  {number / usage.seconds:7.1f} articles/s  "
        f"{number / usage.processor_seconds:7.1f} per processor second  "
        f"largest process {usage.peak_memory:5} MB{over}"
    )
    return usage.processor_seconds


def _time_command(command: list[str]) -> ProcessorUsage:
    """Run a command and wait for all its processes. Must itself run in a process of its own."""
    # What outlives the command, as Spark's Java does, becomes our child and is waited for.
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    began = time.perf_counter()
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    if run.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} ended with {run.returncode}: {run.stderr[-500:]}")
    with suppress(ChildProcessError):
        while True:
            os.wait()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ProcessorUsage(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


def _make_articles(shared: Path, number: int) -> Iterator[dict[str, object]]:
    """The articles, the same ones each time."""
    draw = random.Random(7)
    sentences_by_kind = _sentences(shared)
    for index in range(number):
        kind = draw.choice(sorted(sentences_by_kind))
        wanted = min(max(draw.lognormvariate(0, _SIGMA) * _MEDIAN, _LEAST), _MOST)
        sentences = sentences_by_kind[kind]
        position = draw.randrange(len(sentences))
        paragraphs: list[str] = []
        words = 0
        while words < wanted:
            size = draw.randint(1, 4)
            paragraph = [sentences[(position + offset) % len(sentences)] for offset in range(size)]
            position += size
            paragraphs.append(" ".join(paragraph))
            words += len(paragraphs[-1].split())
        yield {
            "id": f"{kind}/{index}",
            "text": "\n\n".join(paragraphs),
            "words": words,
            "day": f"{draw.randint(2015, 2025)}-{draw.randint(1, 12):02}-01",
            "views": int(draw.paretovariate(1.2) * 10),
        }


def _sentences(shared: Path) -> dict[str, list[str]]:
    """Sentences in their order by kind: `human` and `machine` (documents of the bench), and each corpus."""
    sentences: dict[str, list[str]] = {"human": [], "machine": []}
    for row in bench(shared, "docs_pairs"):
        if not row["pseudo"]:
            sentences["human"] += next(iter(row["human"].values()))
            system = sorted(row["systems"])[row["year"] % len(row["systems"])]
            sentences["machine"] += row["systems"][system]
    for name in ("gmb_voa_news", "masc_written", "newstest_en"):
        sentences[name] = [line.strip() for line in corpus_lines(shared, name)]
    return sentences


if __name__ == "__main__":
    main()
