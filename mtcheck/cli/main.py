"""The command line: parse, call, write, exit. Data goes to stdout, talk to stderr."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from mtcheck.cli.default_command import DefaultGroup
from mtcheck.settings.loader import find, load, merge
from mtcheck.settings.model import ENGINES, FAIL_ON, NO_BASELINE, SENSITIVITIES, Settings, SettingsError

if TYPE_CHECKING:
    from mtcheck.checker import Checker
    from mtcheck.decisions.decisions import Decisions
    from mtcheck.findings.report import Report
    from mtcheck.readers.discovery import Problem
    from mtcheck.reports.formats import RunResult
    from mtcheck.runner import Article
    from mtcheck.text.document import Document

PASSED, GATE, NOT_CHECKED = 0, 1, 2

Command = TypeVar("Command", bound=Callable[..., Any])

CONFIG = click.option(
    "--config", type=click.Path(dir_okay=False), help="Settings file, instead of the nearest one."
)


class Failure(click.ClickException):
    """Something was not checked: exit status 2, with the cause and the next step."""

    exit_code = NOT_CHECKED


FOLDER = click.Path(file_okay=False, path_type=Path)


class _Main(click.Group):
    """The group of all commands."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except (
            KeyboardInterrupt
        ):  # before or after the commands' own care; click would end with 1: that the gate was hit
            click.echo("mtcheck: interrupted.", err=True)
            sys.exit(128 + signal.SIGINT)


@click.group(cls=_Main, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mtcheck")
def main() -> None:
    """The copy desk for machine-translated articles.

    Exit status of `check`: 0 checked and below the gate, 1 gate hit, 2 something was not checked.
    """


def _split(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _absolute(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(Path(value).absolute()) for value in values)


def _jobs(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """The number of workers; 0 for `auto`: the runner counts the processors."""
    if value is None or value == "auto":
        return None if value is None else 0
    if not value.isascii() or not value.isdigit():
        raise click.BadParameter(f"“{value}” is no number of processes; write 1, 2, … or auto.")
    return int(value)


def _settings_options(command: Command) -> Command:
    options = [
        click.option(
            "--select",
            multiple=True,
            callback=_split,
            metavar="ID",
            help="Run these rules only; an id or a prefix.",
        ),
        click.option(
            "--extend-select", multiple=True, callback=_split, metavar="ID", help="Run these rules too."
        ),
        click.option(
            "--ignore",
            multiple=True,
            callback=_split,
            metavar="ID",
            help="Leave these rules out; wins over all.",
        ),
        click.option(
            "--extend-ignore", multiple=True, callback=_split, metavar="ID", help="Leave these rules out too."
        ),
        click.option(
            "--fail-on",
            type=click.Choice(FAIL_ON),
            help="Least severity of a finding that fails.  [default: critical]",
        ),
        click.option(
            "--min-score",
            type=float,
            metavar="N",
            help="Fail below this score (0-100), not the default threshold.",
        ),
        click.option(
            "--min-bleu", type=float, metavar="N", help="Fail below this BLEU (0-100) against the references."
        ),
        click.option(
            "--min-chrf",
            type=float,
            metavar="N",
            help="Fail below this chrF2++ (0-100). On a single article BLEU and chrF tell good from bad hardly at all.",
        ),
        click.option(
            "--source-language",
            metavar="CODE",
            help="Language of the sources, such as de.  [default: detected]",
        ),
        click.option(
            "--glossary",
            multiple=True,
            callback=_absolute,
            metavar="FILE",
            help="Terms to keep to, TBX or CSV.",
        ),
        click.option(
            "--do-not-translate",
            multiple=True,
            metavar="TERM",
            help="A term that stays as it is in the source.",
        ),
        click.option(
            "--require-engine",
            multiple=True,
            type=click.Choice(ENGINES),
            help="Exit 2 if this engine did not run.",
        ),
        click.option("--no-engine", multiple=True, type=click.Choice(ENGINES), help="Leave this engine out."),
        click.option(
            "--languagetool-url", metavar="URL", help="Ask the LanguageTool server at this address."
        ),
        click.option("--no-model", is_flag=True, help="Leave the garble model out."),
        click.option(
            "--sensitivity", type=click.Choice(SENSITIVITIES), help="How many alarms the model may raise."
        ),
        CONFIG,
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _settings(config: str | None, no_model: bool, options: dict[str, Any]) -> Settings:
    try:
        path = Path(config) if config else find(Path.cwd())
        settings = load(path) if path else Settings(root=str(Path.cwd()))
        return merge(settings, {**options, "model": False if no_model else None})
    except SettingsError as error:
        raise Failure(str(error)) from None


def _run_options(command: Command) -> Command:
    options = [
        click.option(
            "-j",
            "--jobs",
            callback=_jobs,
            metavar="N",
            help="Worker processes, about 400 MB each; auto: one a processor; 1: none.  "
            "[default: up to 4 where many articles are new]",
        ),
        click.option("--no-cache", is_flag=True, help="Check everything anew, and keep nothing."),
        click.option(
            "--cache-dir",
            type=FOLDER,
            envvar="MTCHECK_CACHE_DIR",
            metavar="DIR",
            help="Where what was found is kept.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _pair_options(command: Command) -> Command:
    path = click.Path(path_type=Path)
    options = [
        click.option(
            "--source",
            type=path,
            metavar="PATH",
            help="What the article was translated from; a folder for several.",
        ),
        click.option(
            "--reference",
            "references",
            multiple=True,
            type=path,
            metavar="PATH",
            help="A human translation of the article, for BLEU, chrF2++ and TER; a folder for several. May be repeated.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _column_options(command: Command) -> Command:
    column = "of a .tsv or .csv, by name or by number from 1"
    options = [
        click.option(
            "--target-column", metavar="COLUMN", help=f"The translation, {column}.  [default: target]"
        ),
        click.option(
            "--source-column", metavar="COLUMN", help="Its source.  [default: source, where there is one]"
        ),
        click.option(
            "--reference-column",
            multiple=True,
            metavar="COLUMN",
            help="A reference translation. May be repeated.  [default: reference, where there is one]",
        ),
        click.option(
            "--id-column",
            metavar="COLUMN",
            help="The document a row belongs to: each is an article of its own.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _decision_options(command: Command) -> Command:
    options = [
        click.option(
            "--baseline", type=click.Path(dir_okay=False), help="File of findings that were there before."
        ),
        click.option("--no-baseline", is_flag=True, help="Leave the baseline out."),
        click.option(
            "--write-baseline",
            is_flag=True,
            help="Record what is found as decided: then only new findings count.",
        ),
        click.option(
            "--prune-baseline", is_flag=True, help="Take out of the baseline what is not found any more."
        ),
        click.option(
            "--diff-base",
            metavar="REF",
            help="Count only findings on lines that changed since this git commit.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Also write a report; its ending or FORMAT=FILE names the format. May be repeated.",
)
@click.option(
    "--format",
    "stdout_format",
    default="text",
    metavar="FORMAT",
    help="What is printed: text, csv, json, html, markdown, sarif, code-scanning, github, gitlab, junit, rdjson; "
    "auto: github in GitHub Actions, else text.  [default: text]",
)
@click.option("--stdin-filename", metavar="NAME", help="What “-” is called; its ending names the format.")
@click.option("--fix", is_flag=True, help="Apply the fixes that are safe, then check what came of it.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, as a patch, and write nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Print no report, only problems.")
@_run_options
@_pair_options
@_column_options
@_settings_options
@_decision_options
def check(
    paths: tuple[str, ...],
    outputs: tuple[str, ...],
    stdout_format: str,
    stdin_filename: str | None,
    fix: bool,
    diff: bool,
    quiet: bool,
    jobs: int | None,
    no_cache: bool,
    cache_dir: Path | None,
    source: Path | None,
    references: tuple[Path, ...],
    target_column: str | None,
    source_column: str | None,
    reference_column: tuple[str, ...],
    id_column: str | None,
    config: str | None,
    no_model: bool,
    no_baseline: bool,
    write_baseline: bool,
    prune_baseline: bool,
    diff_base: str | None,
    **options: Any,
) -> NoReturn:
    """Check articles: files, folders, globs, or - for standard input.

    Reads .txt, .md, .html and .docx, and what has the source beside the translation: XLIFF, TMX, and tables
    (.tsv, .csv), a row a segment. The report is printed, unless an -o puts another there (-o json=-).

    With --source the translation is compared with its original. In folders, a source has the article's name,
    from the folders down; its ending may be another, and a language may stand before it (a.de.txt).
    """
    from mtcheck.decisions.vocabulary import files as vocabulary_files
    from mtcheck.readers.table import Columns
    from mtcheck.reports.formats import FORMATS, RunResult, format_of, load
    from mtcheck.runner.companions import Beside, BesideError

    if stdout_format == "auto":
        stdout_format = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    if stdout_format not in FORMATS:
        raise click.BadParameter(
            f"“{stdout_format}” is not one of {', '.join(FORMATS)}, auto.", param_hint="--format"
        )
    try:
        targets = [format_of(output) for output in outputs]
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="-o") from None
    stdout_is_taken = diff or (fix and "-" in paths)
    on_stdout = [name for name, path in targets if path == "-"]
    if stdout_is_taken and on_stdout:
        raise click.UsageError(
            f"standard output has the {'patch' if diff else 'fixed text'}; let -o name a file."
        )
    if len(on_stdout) > 1:
        raise click.UsageError(
            f"standard output takes one report, not {' and '.join(on_stdout)}; let -o name files."
        )
    _check_together(
        {"--write-baseline": write_baseline, "--prune-baseline": prune_baseline, "--no-baseline": no_baseline}
    )
    _check_together({"--write-baseline": write_baseline, "--diff-base": diff_base is not None})
    if diff_base is not None and "-" in paths:
        raise click.UsageError(
            "standard input cannot be compared with a commit; name the file, or drop --diff-base."
        )
    _check_together({"--baseline": options["baseline"] is not None, "--no-baseline": no_baseline})
    options["baseline"] = _baseline_of(options["baseline"], no_baseline)
    settings = _settings(config, no_model, options)
    decisions = _decisions(settings, write_baseline, prune_baseline, diff_base)
    cache = None if no_cache else _cache_folder(cache_dir)
    signal.signal(signal.SIGTERM, _terminate)
    if any(name == "csv" for name, _ in targets):
        threading.Thread(target=import_module, args=["pandas"], daemon=True).start()  # while Harper loads
    try:
        named = [path for path in paths if path != "-"]
        ours = [*(path for _, path in targets), *map(str, vocabulary_files(settings)), *settings.glossary]
        own = {os.path.realpath(path) for path in ours} - {os.path.realpath(path) for path in named}
        columns = Columns(target_column, source_column, reference_column, id_column)
        found = _articles(paths, own, stdin_filename, with_tables=bool(columns))
        found = Beside(source, references, columns).given_to(found, paths)
        found, fixed = _fix(found, settings, decisions, diff, quiet) if fix or diff else (found, True)
        reports = _check_all(found, _checkers(settings, decisions), jobs, cache, show_progress=not quiet)
    except KeyboardInterrupt:
        click.echo("mtcheck: interrupted; nothing was reported.", err=True)
        sys.exit(128 + signal.SIGINT)  # click would end with 1, which means that the gate was hit
    except BesideError as error:
        raise click.UsageError(str(error)) from None
    except SettingsError as error:  # git, which is asked article by article
        raise Failure(str(error)) from None
    run = RunResult(tuple(reports), color=stdout_format == "text" and _wants_color())
    articles = {os.path.realpath(text.name) for report in reports for text in _texts(report)}
    written = [fixed, *(_write(load(name)(RunResult(run.reports)), path, articles) for name, path in targets)]
    if write_baseline or prune_baseline:
        written.append(_keep_baseline(decisions, run, articles, prune=prune_baseline, quiet=quiet))
    elif not quiet:
        for remark in decisions.out_of_date():
            click.echo(f"mtcheck: {remark}.", err=True)
    if stdout_format == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        written.append(_append(load("markdown")(RunResult(run.reports)), summary))
    if not quiet and not stdout_is_taken and not on_stdout:
        _print(load(stdout_format)(run))
    for report in run.reports:
        for trouble in filter(None, (report.not_checked, *report.problems)):
            click.echo(f"mtcheck: {report.name}: {trouble}", err=True)
    if (targets or stdout_is_taken) and not quiet:
        _verdicts(run)
    sys.exit(run.exit_status if all(written) else NOT_CHECKED)


def _texts(report: Report) -> list[Document]:
    """What was read for a report, none of which a report may replace."""
    return [report.document, *([report.source] if report.source is not None else []), *report.references]


def _check_together(options: dict[str, bool]) -> None:
    given = [name for name, is_given in options.items() if is_given]
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} do not go together; drop one of them.")


def _baseline_of(path: str | None, without: bool) -> str | None:
    return NO_BASELINE if without else None if path is None else str(Path(path).absolute())


def _decisions(settings: Settings, write: bool, prune: bool, diff_base: str | None) -> Decisions:
    from mtcheck.decisions.decisions import Decisions

    try:
        decisions = Decisions.load(settings, recording=write, since=diff_base)
    except SettingsError as error:
        raise Failure(str(error)) from None
    if (write or prune) and decisions.baseline is None:
        cause = "the settings leave it out" if settings.baseline == NO_BASELINE else "there is none"
        raise Failure(
            f"no baseline to {'write' if write else 'prune'}: {cause}. Name one with --baseline FILE."
        )
    return decisions


def _keep_baseline(
    decisions: Decisions, run: RunResult, articles: set[str], *, prune: bool, quiet: bool
) -> bool:
    from mtcheck.reports.wording import format_count

    assert decisions.baseline is not None
    entries = {report.name: report.baseline for report in run.reports if report.baseline is not None}
    baseline = decisions.baseline.updated(entries)
    if prune:
        baseline = baseline.without_missing()
    if not _write(baseline.text(), baseline.path, articles, "baseline"):
        return False
    if not quiet:
        number = sum(entry.count for found in baseline.articles.values() for entry in found)
        known = f"{format_count(number, 'finding')} in {format_count(len(baseline.articles), 'article')}"
        click.echo(f"mtcheck: {baseline.path} knows {known}.", err=True)
    return True


def _checkers(settings: Settings, decisions: Decisions) -> Callable[[str], Checker]:
    """The checker for an article of this name: one for all that have the same settings."""
    from mtcheck.checker import Checker

    checkers: dict[Settings, Checker] = {}

    def checker_for(name: str) -> Checker:
        own = settings.for_path(name)
        if own not in checkers:
            servers = (checker.engine("languagetool") for checker in checkers.values())
            checkers[own] = Checker(own, languagetool=next(filter(None, servers), None), decisions=decisions)
        return checkers[own]

    return checker_for


def _articles(
    paths: Sequence[str], own: Collection[str], stdin_filename: str | None, *, with_tables: bool
) -> list[Article | Problem]:
    """What is to be checked. own: files that this run writes itself, or that are its vocabulary."""
    from mtcheck.readers import STDIN
    from mtcheck.readers.discovery import Problem, StdIn, discover
    from mtcheck.runner import Article

    found: list[Article | Problem] = []
    given = discover(paths, with_tables=with_tables)
    # Reports of an earlier run, which this one replaces, are no articles; but a folder of nothing else is not
    # passed over.
    given = [one for one in given if not (isinstance(one, Path) and os.path.realpath(one) in own)] or given
    for one in given:
        if isinstance(one, StdIn):
            data = sys.stdin.buffer.read()
            found.append(Article(stdin_filename or STDIN, stdin_filename, data=data))
        else:
            found.append(one if isinstance(one, Problem) else Article.at(one))
    return found


def _fix(
    found: Sequence[Article | Problem], settings: Settings, decisions: Decisions, diff: bool, quiet: bool
) -> tuple[list[Article | Problem], bool]:
    """Fix the articles, or print what would be fixed: the articles to check, and whether nothing went
    wrong.
    """
    from mtcheck.fix.files import fix_articles, remark, total, without_engines
    from mtcheck.readers.discovery import Problem

    checker_for = _checkers(without_engines(settings), replace(decisions, recording=False))
    outcomes = []
    left = list(found)
    places = [index for index, one in enumerate(found) if not isinstance(one, Problem)]
    for index, (article, outcome) in zip(
        places, fix_articles(found, checker_for, write=not diff), strict=True
    ):
        left[index] = article
        outcomes.append(outcome)
        if diff:
            _emit(outcome.patch)
        elif article.path is None and article.rows is None:
            _emit(outcome.after)
        said = remark(outcome, would=diff)
        if said and (outcome.failed or not quiet):
            click.echo(f"mtcheck: {said}", err=True)
    if not quiet:
        click.echo(f"mtcheck: {total(outcomes, would=diff)}", err=True)
    return left, not any(outcome.failed for outcome in outcomes)


def _check_all(
    found: Sequence[Article | Problem],
    checker_for: Callable[[str], Checker],
    jobs: int | None,
    cache: Path | None,
    show_progress: bool,
) -> list[Report]:
    from mtcheck.runner import Cache, check_articles

    kept = None if cache is None else Cache(cache)
    progress = _progress if show_progress and sys.stderr.isatty() else _no_progress
    reports = check_articles(found, checker_for, cache=kept, jobs=jobs, progress=progress)
    if kept is not None and kept.trouble:
        advice = "Name another folder with --cache-dir, or say --no-cache."
        click.echo(f"mtcheck: nothing could be kept in {kept.folder}: {kept.trouble}. {advice}", err=True)
    return reports


@contextlib.contextmanager
def _progress(articles: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal's stderr; for one article there is nothing to tell."""
    if articles < 2:
        yield lambda: None
        return
    with click.progressbar(length=articles, label="checking", file=sys.stderr, show_pos=True) as bar:
        yield lambda: bar.update(1)


@contextlib.contextmanager
def _no_progress(articles: int) -> Iterator[Callable[[], None]]:
    yield lambda: None


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    # An exception, so that engines are stopped on the way out.
    sys.exit(128 + number)


def _wants_color() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _write(text: str, path: str, articles: set[str], what: str = "report") -> bool:
    data = text.encode("utf-8", "replace")
    if path == "-":
        _print(text)
        return True
    if os.path.realpath(path) in articles:
        click.echo(
            f"mtcheck: {path}: the {what} would replace an article that was checked. Give it another name.",
            err=True,
        )
        return False
    target = Path(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        cause = error.strerror or str(error)
        click.echo(
            f"mtcheck: {path}: the {what} could not be written: {cause}. Name a folder that exists and is yours.",
            err=True,
        )
        return False
    return True


def _append(text: str, path: str) -> bool:
    try:
        with Path(path).open("ab") as summary:  # other commands of the step write there, too
            summary.write(text.encode("utf-8", "replace"))
    except OSError as error:
        cause = error.strerror or str(error)
        click.echo(
            f"mtcheck: {path}: the summary could not be written: {cause}. "
            "Set GITHUB_STEP_SUMMARY to a file that is yours, or unset it.",
            err=True,
        )
        return False
    return True


def _print(text: str) -> None:
    _emit(text.encode("utf-8", "replace"))


def _emit(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read us has seen enough; the exit status still says what was found.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _verdicts(run: RunResult) -> None:
    for report in run.reports:
        if report.card is not None:
            verdict = (
                "passes"
                if report.passed
                else "FAILS"
                if report.gate_reasons
                else "was not checked completely"
            )
            why = f": {'; '.join(report.gate_reasons)}" if report.gate_reasons else ""
            click.echo(f"mtcheck: {report.name} {verdict}, score {report.card.score:.1f}{why}", err=True)


@main.group(cls=DefaultGroup)
def archive() -> None:
    """Check a whole archive: which of its articles to mend first.

    IN: a Parquet, CSV or JSON Lines file, a folder of such, or a folder of articles. OUT: a folder for the
    results: articles and findings as Parquet, summary.csv, summary.html. `mtcheck archive top OUT` lists what
    to mend first.
    """


@archive.command("run")
@click.argument("path", metavar="IN", type=click.Path(path_type=Path))
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
    "--text-format", type=click.Choice(["text", "markdown", "html"]), default="text", show_default=True
)
@click.option(
    "--input-format",
    type=click.Choice(["parquet", "csv", "jsonl", "files"]),
    help="What IN is.  [default: by name]",
)
@click.option("--engine", type=click.Choice(["local", "spark", "dask"]), default="local", show_default=True)
@click.option(
    "-j", "--jobs", callback=_jobs, metavar="N", help="Worker processes here; auto: one a processor; 1: none."
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
@_settings_options
def archive_run(
    path: Path,
    out: Path,
    text_column: str,
    id_column: str,
    source_column: str | None,
    reference_column: str | None,
    weight_column: str | None,
    by: str | None,
    text_format: str,
    input_format: str | None,
    engine: str,
    jobs: int | None,
    partition_rows: int,
    spark_conf: tuple[str, ...],
    dask_scheduler: str | None,
    resume: bool,
    overwrite: bool,
    worst: int,
    quiet: bool,
    config: str | None,
    no_model: bool,
    **options: Any,
) -> NoReturn:
    """Check a whole archive."""
    from mtcheck.archive.command import ArchiveError, archive_to, written
    from mtcheck.archive.inputs import ArchiveColumns
    from mtcheck.archive.run import ArchiveOptions
    from mtcheck.frames.columns import ArticleColumns

    _check_together({"--resume": resume, "--overwrite": overwrite})
    conf = dict(one.partition("=")[::2] for one in spark_conf)
    if not all(conf.values()):
        raise click.BadParameter("write KEY=VALUE, such as spark.master=yarn.", param_hint="--spark-conf")
    settings = _settings(config, no_model, options)
    fields = ArchiveColumns(
        ArticleColumns(text_column, id_column, source_column, reference_column), weight_column, by
    )
    how = ArchiveOptions(engine, input_format, partition_rows, jobs, resume, overwrite, conf, dask_scheduler)
    signal.signal(signal.SIGTERM, _terminate)
    try:
        terminal = sys.stderr if sys.stderr.isatty() and not quiet else None
        store = archive_to(path, out, fields, settings, text_format, how, terminal)
        summary = written(store, worst)
    except (ArchiveError, SettingsError) as error:
        raise Failure(str(error)) from None
    except KeyboardInterrupt:
        click.echo(f"mtcheck: interrupted; what is done is in {out}. Go on with --resume.", err=True)
        sys.exit(128 + signal.SIGINT)
    for line in summary.said(str(out)):
        if not quiet or summary.exit_status == NOT_CHECKED:
            click.echo(f"mtcheck: {line}", err=True)
    sys.exit(summary.exit_status)


@archive.command("top")
@click.argument("out", metavar="OUT", type=FOLDER)
@click.option(
    "-n", "number", type=click.IntRange(min=1), default=50, show_default=True, help="How many articles."
)
@click.option(
    "--format", "output_format", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True
)
def archive_top(out: Path, number: int, output_format: str) -> None:
    """List the articles to mend first, by expected damage times weight."""
    from mtcheck.archive.command import ArchiveError, worst_of

    try:
        text, remarks = worst_of(out, number, output_format)
    except ArchiveError as error:
        raise Failure(str(error)) from None
    _print(text)
    for remark in remarks:
        click.echo(f"mtcheck: {remark}", err=True)


@main.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option(
    "--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@_run_options
@_pair_options
@_settings_options
def compare(
    a: str,
    b: str,
    output_format: str,
    jobs: int | None,
    no_cache: bool,
    cache_dir: Path | None,
    source: Path | None,
    references: tuple[Path, ...],
    config: str | None,
    no_model: bool,
    **options: Any,
) -> NoReturn:
    """Compare two systems' translations of an article, or of the articles of a folder: A and B.

    Scores, estimates and findings side by side, and BLEU, chrF2++ and TER where there is a reference, each
    with the difference and how easily chance would show as much (paired bootstrap). Articles of two folders
    are paired as sources are.

    Exit status: 0 everything was compared, 2 something was not. No gate applies.
    """
    from mtcheck.compare.articles import pair_reports
    from mtcheck.compare.comparison import compare_systems
    from mtcheck.compare.render import as_json, as_text
    from mtcheck.runner.companions import Beside, BesideError

    # The gate and the baseline are about one system's articles, and decide nothing here.
    settings = replace(
        _settings(config, no_model, options), baseline=NO_BASELINE, min_bleu=None, min_chrf=None
    )
    decisions = _decisions(settings, False, False, None)
    cache = None if no_cache else _cache_folder(cache_dir)
    signal.signal(signal.SIGTERM, _terminate)
    try:
        found = [
            Beside(source, references).given_to(_articles((path,), (), None, with_tables=False), (path,))
            for path in (a, b)
        ]
        reports = _check_all(
            [*found[0], *found[1]], _checkers(settings, decisions), jobs, cache, show_progress=True
        )
    except KeyboardInterrupt:
        click.echo("mtcheck: interrupted; nothing was compared.", err=True)
        sys.exit(128 + signal.SIGINT)
    except BesideError as error:
        raise click.UsageError(str(error)) from None
    pairs, problems = pair_reports((a, b), (reports[: len(found[0])], reports[len(found[0]) :]))
    comparison = compare_systems((a, b), pairs, problems)
    _print((as_json if output_format == "json" else as_text)(comparison))
    for problem in comparison.problems:
        click.echo(f"mtcheck: {problem}", err=True)
    sys.exit(NOT_CHECKED if comparison.problems or not comparison.articles else PASSED)


@main.command()
@click.option(
    "--cache-dir", type=FOLDER, envvar="MTCHECK_CACHE_DIR", metavar="DIR", help="The cache to remove."
)
def clean(cache_dir: Path | None) -> None:
    """Remove the cache: what was found in articles that were checked before."""
    from mtcheck.runner.cache.store import Cache

    cache = Cache(_cache_folder(cache_dir))
    try:
        size = cache.clean()
    except OSError as error:
        raise Failure(
            f"{cache.folder}: could not be removed: {error.strerror or error}. Remove the folder yourself."
        ) from None
    click.echo(
        f"{cache.folder}: {f'removed ({size / 1e6:.1f} MB)' if size else 'there was nothing'}", err=True
    )


def _cache_folder(chosen: Path | None) -> Path:
    from mtcheck.runner.cache.store import default_folder

    return default_folder() if chosen is None else chosen


@main.command()
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
)
@CONFIG
def rules(output_format: str, config: str | None) -> None:
    """List the rules, those of the house included."""
    from mtcheck.rules.catalogue import as_json, as_markdown, as_text
    from mtcheck.rules.registry import house_rules

    render = {"text": as_text, "json": as_json, "markdown": as_markdown}[output_format]
    try:
        house = house_rules(_settings(config, False, {}).rule)
    except Failure:
        _print(render())  # what is wrong with the settings may be the id of a rule that is looked up here
        raise
    _print(render(house))


@main.command()
@click.argument("rule")
@CONFIG
def explain(rule: str, config: str | None) -> None:
    """Explain a rule: what it finds, why it matters, examples, figures, source."""
    from mtcheck.rules.catalogue import explanation
    from mtcheck.rules.registry import UnknownRuleError, house_rules

    try:
        try:
            _print(explanation(rule))
        except UnknownRuleError:
            _print(explanation(rule, house_rules(_settings(config, False, {}).rule)))
    except UnknownRuleError as error:
        raise Failure(str(error)) from None


@main.command("test-rules")
@CONFIG
def test_rules(config: str | None) -> NoReturn:
    """Run the examples of the house rules: 0 all are as they say, 1 some are not, 2 nothing could be
    tried.
    """
    from mtcheck.rules.house.examples import as_text, try_rules

    settings = _settings(config, False, {})
    if not settings.rule:
        raise Failure(
            "there are no house rules to test; declare one with [[rule]] in mtcheck.toml, or name its file (--config)."
        )
    trials = try_rules(settings.rule)
    _print(as_text(trials))
    if any(trial.unfinished for trial in trials):
        sys.exit(NOT_CHECKED)
    sys.exit(PASSED if all(trial.passed for trial in trials) else GATE)


@main.group()
def vocab() -> None:
    """Names and words that are right as they stand: whole words, for rules of spelling and names only.

    They are in the files that the settings name, else in mtcheck-vocabulary.txt beside the settings file,
    else in this folder.
    """


@vocab.command("add")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("--reason", default="", help="Why, for whoever reads the file.")
@CONFIG
def vocab_add(words: tuple[str, ...], reason: str, config: str | None) -> None:
    """Add words or phrases. One with a capital letter accepts only that spelling, one without any case."""
    from mtcheck.decisions import vocabulary

    path = vocabulary.file_to_extend(_settings(config, False, {}))
    try:
        text, new = vocabulary.add(vocabulary.text_of(path), words, reason)
    except ValueError as error:  # SettingsError is one
        raise Failure(str(error)) from None
    if new and not _write(text, str(path), set(), "vocabulary"):
        sys.exit(NOT_CHECKED)
    there = [word for word in words if " ".join(word.split()) not in new]
    said = [f"added {', '.join(new)}"] * bool(new) + [f"there already: {', '.join(there)}"] * bool(there)
    click.echo(f"{path}: {'; '.join(said)}", err=True)


@vocab.command("list")
@CONFIG
def vocab_list(config: str | None) -> None:
    """List the words, each with its remark."""
    from mtcheck.decisions import vocabulary

    try:
        entries = vocabulary.load(_settings(config, False, {})).entries
    except SettingsError as error:
        raise Failure(str(error)) from None
    width = max((len(entry.text) for entry in entries), default=0)
    _print("".join(f"{entry.text:{width}}  {entry.remark}".rstrip() + "\n" for entry in entries))


@main.group(invoke_without_command=True)
@click.pass_context
def engines(context: click.Context) -> None:
    """Say which grammar engines are here, and how to get what is missing."""
    if context.invoked_subcommand is None:
        from mtcheck.engines.doctor import statuses

        for status in statuses():
            mark = "yes" if status.available else "no "
            click.echo(f"{status.name:13} {mark}  {status.version or '-':10} {status.detail}")
            if status.next_step:
                click.echo(f"{'':18}{status.next_step}")


@engines.command()
@click.argument("engine", type=click.Choice(["languagetool"]))
def install(engine: str) -> None:
    """Download an engine (LanguageTool: about 250 MB) and verify it."""
    from mtcheck.engines.interface import EngineError
    from mtcheck.engines.languagetool.install import install_languagetool

    try:
        folder = install_languagetool(lambda message: click.echo(message, err=True))
    except EngineError as error:
        raise Failure(str(error)) from None
    click.echo(f"{engine} is in {folder}")


if __name__ == "__main__":
    main()
