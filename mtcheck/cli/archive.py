"""`mtcheck archive`: a whole archive is checked, and what to mend first is listed."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from mtcheck.cli.choices import NamedChoice
from mtcheck.cli.debug import debug_option
from mtcheck.cli.exit_status import NOT_CHECKED, Failure, interruptible
from mtcheck.cli.groups import DefaultGroup
from mtcheck.cli.help import GroupedCommand
from mtcheck.cli.options import FOLDER, PATH, check_exclusive, load_settings, parse_jobs
from mtcheck.cli.output import say, write_stdout
from mtcheck.cli.settings_options import settings_options
from mtcheck.settings.model import Settings
from mtcheck.toml_values import SettingsError

if TYPE_CHECKING:
    from mtcheck.archive.options import ArchiveColumns, ArchiveOptions
    from mtcheck.archive.summary import Summary


@click.group(cls=DefaultGroup)
def archive() -> None:
    """Check a whole archive: which of its articles to mend first.

    IN: a Parquet, CSV or JSON Lines file, a folder of such, or a folder of articles. OUT: a folder for the
    results: articles and findings as Parquet, summary.csv, summary.html. `mtcheck archive top OUT` lists what
    to mend first.
    """


@archive.command("run", cls=GroupedCommand)
@click.argument("path", metavar="IN", type=PATH)
@click.argument("out", metavar="OUT", type=FOLDER)
@click.option(
    "--text-column", default="text", show_default=True, metavar="NAME", help="The column of the articles."
)
@click.option(
    "--id-column", default="id", show_default=True, metavar="NAME", help="The column of what they are called."
)
@click.option("--source-column", metavar="NAME", help="The column of what they were translated from.")
@click.option("--reference-column", metavar="NAME", help="The column of other translations.")
@click.option("--weight-column", metavar="NAME", help="How much an article counts, such as its page views.")
@click.option("--by", metavar="NAME", help="The column by which damage is summed up; dates: by their month.")
@click.option(
    "--text-format", type=NamedChoice(["text", "markdown", "html"]), default="text", show_default=True
)
@click.option(
    "--input-format",
    type=NamedChoice(["parquet", "csv", "jsonl", "files"]),
    help="What IN is.  [default: by name]",
)
@click.option("--engine", type=NamedChoice(["local", "spark", "dask"]), default="local", show_default=True)
@click.option(
    "-j",
    "--jobs",
    callback=parse_jobs,
    metavar="N",
    help="Worker processes here; auto: one a processor; 1: none.",
)
@click.option(
    "--partition-rows",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    help="Articles of a partition.",
)
@click.option(
    "--spark-conf", multiple=True, metavar="KEY=VALUE", help="A setting of Spark, such as spark.master=…."
)
@click.option("--dask-scheduler", metavar="ADDRESS", help="A running Dask cluster, such as tcp://host:8786.")
@click.option(
    "--resume",
    is_flag=True,
    help="Go on where an earlier run stopped; what is unchanged is not checked again.",
)
@click.option("--overwrite", is_flag=True, help="Replace the results in OUT.")
@click.option(
    "-n",
    "--worst",
    type=click.IntRange(min=0),
    default=100,
    show_default=True,
    help="Articles in the summary.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@debug_option
@settings_options
def run(**options: Any) -> NoReturn:
    """Check a whole archive."""
    check_exclusive({"--resume": options["resume"], "--overwrite": options["overwrite"]})
    how = _run_options(options)
    settings = load_settings(options)
    with interruptible(f"; what is done is in {options['out']}. Go on with --resume."):
        summary = _run(options, settings, how)
    for line in summary.closing_lines(str(options["out"])):
        if not options["quiet"] or summary.exit_status == NOT_CHECKED:
            say(line)
    sys.exit(summary.exit_status)


def _run(options: Mapping[str, Any], settings: Settings, how: ArchiveOptions) -> Summary:
    from mtcheck.archive.command import check_archive, write_summary
    from mtcheck.archive.errors import ArchiveError

    out, text_format = options["out"], options["text_format"]
    terminal = sys.stderr if sys.stderr.isatty() and not options["quiet"] else None
    try:
        check_archive(options["path"], out, _columns(options), settings, text_format, how, terminal)
        return write_summary(out, options["worst"])
    except (ArchiveError, SettingsError) as error:
        raise Failure(str(error)) from None


def _columns(options: Mapping[str, Any]) -> ArchiveColumns:
    from mtcheck.archive.options import ArchiveColumns
    from mtcheck.frames.columns import ArticleColumns

    article = ArticleColumns(
        options["text_column"], options["id_column"], options["source_column"], options["reference_column"]
    )
    return ArchiveColumns(article, options["weight_column"], options["by"])


def _run_options(options: Mapping[str, Any]) -> ArchiveOptions:
    from mtcheck.archive.options import ArchiveOptions

    spark_conf = dict(pair.partition("=")[::2] for pair in options["spark_conf"])
    if not all(spark_conf.values()):
        raise click.BadParameter("write KEY=VALUE, such as spark.master=yarn.", param_hint="--spark-conf")
    return ArchiveOptions(
        engine=options["engine"],
        format=options["input_format"],
        rows=options["partition_rows"],
        jobs=options["jobs"],
        resume=options["resume"],
        overwrite=options["overwrite"],
        spark_conf=spark_conf,
        dask_scheduler=options["dask_scheduler"],
    )


@archive.command("top")
@click.argument("out", metavar="OUT", type=FOLDER)
@click.option(
    "-n", "number", type=click.IntRange(min=1), default=50, show_default=True, help="How many articles."
)
@click.option(
    "--format", "output_format", type=NamedChoice(["text", "csv", "json"]), default="text", show_default=True
)
def top(out: Path, number: int, output_format: str) -> None:
    """List the articles to mend first, by expected damage times weight."""
    from mtcheck.archive.command import list_worst
    from mtcheck.archive.errors import ArchiveError

    try:
        text, remarks = list_worst(out, number, output_format)
    except ArchiveError as error:
        raise Failure(str(error)) from None
    write_stdout(text)
    for remark in remarks:
        say(remark)
