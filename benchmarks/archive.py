"""How fast an archive is checked, on which engine: `python -m benchmarks.archive --shared ../shared`.

Articles are made from real text: paragraphs of the bench's documents (human versions, and machine
translations that were accepted or not) and of the corpora, in articles of 50 to 3,000 words whose lengths are
spread as those of news are (log-normal, median 450), each made of text of one kind, so that some are clean
and some are damaged. They are written as one Parquet file into a temporary folder; nothing of them is in the
repository.

Each run is a process of its own. Printed are articles a second by the clock, from start to end with all that
is loaded and started; the processor time of all its processes; the largest of its processes; and, for the
engines, what they cost over the bare function: their processor time less that of `check_frame` on the same
articles. On a machine that does other work too, only the processor time can be compared. Options after `--`
go to mtcheck: `python -m benchmarks.archive -- --no-model`.
"""

from __future__ import annotations

import ctypes
import lzma
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

import click

from benchmarks.rows import bench

#: Words of an article: median, sigma of the logarithm, least, most.
_MEDIAN, _SIGMA, _LEAST, _MOST = 450, 0.7, 50, 3000
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of Linux
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
settings = mtcheck.Settings(model="--no-model" not in sys.argv, no_engine=("harper",) if "harper" in sys.argv else ())
check_frame(pandas.read_parquet(sys.argv[1]), settings)
"""


def texts(shared: Path) -> dict[str, list[str]]:
    """Sentences in their order, by what they are: `human`, `machine` (documents of the bench), and each
    corpus.
    """
    found: dict[str, list[str]] = {"human": [], "machine": []}
    for row in bench(shared, "docs_pairs"):
        if not row["pseudo"]:
            found["human"] += next(iter(row["human"].values()))
            system = sorted(row["systems"])[row["year"] % len(row["systems"])]
            found["machine"] += row["systems"][system]
    for name in ("gmb_voa_news", "masc_written", "newstest_en"):
        with lzma.open(shared / "corpora" / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
            found[name] = [line.strip() for line in file if line.strip()]
    return found


def articles(shared: Path, number: int) -> Iterator[dict[str, object]]:
    """The articles, the same ones each time."""
    draw = random.Random(7)
    given = texts(shared)
    for index in range(number):
        kind = draw.choice(sorted(given))
        wanted = min(max(draw.lognormvariate(0, _SIGMA) * _MEDIAN, _LEAST), _MOST)
        lines = given[kind]
        at = draw.randrange(len(lines))
        paragraphs: list[str] = []
        words = 0
        while words < wanted:
            together = [lines[(at + offset) % len(lines)] for offset in range(draw.randint(1, 4))]
            at += len(together)
            paragraphs.append(" ".join(together))
            words += len(paragraphs[-1].split())
        yield {
            "id": f"{kind}/{index}",
            "text": "\n\n".join(paragraphs),
            "words": words,
            "day": f"{draw.randint(2015, 2025)}-{draw.randint(1, 12):02}-01",
            "views": int(draw.paretovariate(1.2) * 10),
        }


def timed(command: list[str]) -> tuple[float, float, int]:
    """(seconds by the clock, processor seconds of all its processes, MB of the largest). In a process of
    its own.
    """
    ctypes.CDLL(None).prctl(
        _SUBREAPER, 1, 0, 0, 0
    )  # what outlives the command, as Spark's Java does, is waited for here
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-500:]}")
    with suppress(ChildProcessError):
        while True:
            os.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.option(
    "--shared", type=click.Path(path_type=Path, exists=True), default=Path("../shared"), show_default=True
)
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

    frame = pd.DataFrame(articles(shared, number))
    if keep is not None:
        frame.to_parquet(keep)
        return
    words = int(frame["words"].sum())
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    click.echo(
        f"{number:,} articles, {words:,} words; {os.cpu_count()} processors, load {load}; options: {' '.join(options) or 'none'}"
    )
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        frame.to_parquet(folder / "in.parquet")
        bare = report(
            "bare function", number, [sys.executable, "-c", _BARE, str(folder / "in.parquet"), *options], None
        )
        for name, how in _RUNS:
            if engines and not name.startswith(engines):
                continue
            command = [
                sys.executable,
                "-m",
                "mtcheck",
                "archive",
                str(folder / "in.parquet"),
                str(folder / "out"),
                "-q",
            ]
            report(name, number, [*command, "--by", "day", "--weight-column", "views", *how, *options], bare)
            shutil.rmtree(folder / "out")


def report(name: str, number: int, command: list[str], bare: float | None) -> float:
    """Run it and print what it took; its processor seconds."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        seconds, spent, largest = process.submit(timed, command).result()
    over = "" if bare is None else f"  over the bare function {100 * (spent / bare - 1):+5.0f} %"
    rates = f"{number / seconds:7.1f} articles/s  {number / spent:7.1f} per processor second"
    click.echo(f"{name:22} {seconds:7.1f} s  {rates}  largest process {largest:5} MB{over}")
    return spent


if __name__ == "__main__":
    main()
