"""The command line: parse, call, write, exit. Data goes to stdout, talk to stderr."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from mtcheck.settings import ENGINES, FAIL_ON, SENSITIVITIES, Settings, SettingsError, find, load, merge

if TYPE_CHECKING:
    from mtcheck.checker import Checker
    from mtcheck.report import Report
    from mtcheck.reports.interface import Run

PASSED, GATE, NOT_CHECKED = 0, 1, 2

Command = TypeVar("Command", bound=Callable[..., Any])


class Failure(click.ClickException):
    """Something was not checked: exit status 2, with the cause and the next step."""

    exit_code = NOT_CHECKED


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mtcheck")
def main() -> None:
    """The copy desk for machine-translated articles.

    Exit status of `check`: 0 checked and below the gate, 1 gate hit, 2 something was not checked.
    """


def _split(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _settings_options(command: Command) -> Command:
    options = [
        click.option("--select", multiple=True, callback=_split, metavar="ID", help="Run these rules only; an id or a prefix."),
        click.option("--extend-select", multiple=True, callback=_split, metavar="ID", help="Run these rules too."),
        click.option("--ignore", multiple=True, callback=_split, metavar="ID", help="Leave these rules out; wins over all."),
        click.option(
            "--fail-on", type=click.Choice(FAIL_ON), help="Least severity of a finding that fails.  [default: critical]"
        ),
        click.option("--min-score", type=float, metavar="N", help="Fail below this score (0-100), not the default threshold."),
        click.option("--require-engine", multiple=True, type=click.Choice(ENGINES), help="Exit 2 if this engine did not run."),
        click.option("--no-engine", multiple=True, type=click.Choice(ENGINES), help="Leave this engine out."),
        click.option("--languagetool-url", metavar="URL", help="Ask the LanguageTool server at this address."),
        click.option("--no-model", is_flag=True, help="Leave the garble model out."),
        click.option("--sensitivity", type=click.Choice(SENSITIVITIES), help="How many alarms the model may raise."),
        click.option("--config", type=click.Path(dir_okay=False), help="Settings file, instead of the nearest one."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _settings(config: str | None, no_model: bool, options: dict[str, Any]) -> Settings:
    try:
        path = Path(config) if config else find(Path.cwd())
        settings = load(path) if path else Settings()
        return merge(settings, {**options, "model": False if no_model else None})
    except SettingsError as error:
        raise Failure(str(error)) from None


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
@click.option("--format", "stdout_format", default="text", metavar="FORMAT", help="What is printed: text, csv, json.")
@click.option("--stdin-filename", metavar="NAME", help="What “-” is called; its ending names the format.")
@click.option("-q", "--quiet", is_flag=True, help="Print no report, only problems.")
@_settings_options
def check(
    paths: tuple[str, ...],
    outputs: tuple[str, ...],
    stdout_format: str,
    stdin_filename: str | None,
    quiet: bool,
    config: str | None,
    no_model: bool,
    **options: Any,
) -> NoReturn:
    """Check articles: files, folders, globs, or - for standard input.

    Reads .txt, .md, .html and .docx. Without -o the report is printed; with -o it is written as well.
    """
    if "harper" not in options["no_engine"]:
        # Half of a short run is Harper loading its dictionary, on another core: nothing may come before it.
        from mtcheck.engines.harper import preload

        preload()
    if not no_model and not options["select"]:
        threading.Thread(target=_preload_model, daemon=True).start()
    from mtcheck.checker import Checker
    from mtcheck.reports.interface import FORMATS, Run, format_of, load

    if stdout_format not in FORMATS:
        raise click.BadParameter(f"“{stdout_format}” is not one of {', '.join(FORMATS)}.", param_hint="--format")
    try:
        targets = [format_of(output) for output in outputs]
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="-o") from None
    settings = _settings(config, no_model, options)
    signal.signal(signal.SIGTERM, _terminate)
    if any(name == "csv" for name, _ in targets):
        threading.Thread(target=import_module, args=["pandas"], daemon=True).start()  # while Harper loads
    try:
        with Checker(settings) as checker:
            reports = _check_all(checker, paths, stdin_filename)
    except KeyboardInterrupt:
        click.echo("mtcheck: interrupted; nothing was reported.", err=True)
        sys.exit(128 + signal.SIGINT)  # click would end with 1, which means that the gate was hit
    run = Run(tuple(reports), color=stdout_format == "text" and _wants_color())
    written = [_write(load(name)(Run(run.reports)), path) for name, path in targets]
    if not quiet:
        _print(load(stdout_format)(run))
    for report in run.reports:
        for trouble in filter(None, (report.not_checked, *report.problems)):
            click.echo(f"mtcheck: {report.name}: {trouble}", err=True)
    if targets and not quiet:
        _verdicts(run)
    sys.exit(run.exit_status if all(written) else NOT_CHECKED)


def _check_all(checker: Checker, paths: Sequence[str], stdin_filename: str | None) -> list[Report]:
    from mtcheck.document import Document
    from mtcheck.readers import STDIN, ReadError, read_bytes, read_file
    from mtcheck.readers.discovery import Problem, StdIn, discover

    reports = []
    for found in discover(paths):
        try:
            if isinstance(found, Problem):
                reports.append(checker.unchecked(Document("", name=found.path), found.message))
                continue
            if isinstance(found, StdIn):
                name = stdin_filename or STDIN
                document = read_bytes(sys.stdin.buffer.read(), name, name if stdin_filename else None)
            else:
                document = read_file(found)
        except ReadError as error:
            reports.append(checker.unchecked(Document("", name=error.name), error.message))
            continue
        reports.append(checker.check(document))
    return reports


def _preload_model() -> None:
    # Whatever is wrong with the model is said when it is asked for.
    with contextlib.suppress(Exception):
        import_module("mtcheck.garble.model").network()


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    # An exception, so that engines are stopped on the way out.
    sys.exit(128 + number)


def _wants_color() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _write(text: str, path: str) -> bool:
    data = text.encode("utf-8", "replace")
    if path == "-":
        _print(text)
        return True
    target = Path(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        cause = error.strerror or str(error)
        click.echo(
            f"mtcheck: {path}: the report could not be written: {cause}. Name a folder that exists and is yours.", err=True
        )
        return False
    return True


def _print(text: str) -> None:
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read us has seen enough; the exit status still says what was found.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _verdicts(run: Run) -> None:
    for report in run.reports:
        if report.card is not None:
            verdict = "passes" if report.passed else "FAILS" if report.gate_reasons else "was not checked completely"
            why = f": {'; '.join(report.gate_reasons)}" if report.gate_reasons else ""
            click.echo(f"mtcheck: {report.name} {verdict}, score {report.card.score:.1f}{why}", err=True)


@main.command()
@click.option("--format", "output_format", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
def rules(output_format: str) -> None:
    """List the rules."""
    from mtcheck.catalogue import as_json, as_markdown, as_text

    render = {"text": as_text, "json": as_json, "markdown": as_markdown}[output_format]
    _print(render())


@main.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Explain a rule: what it finds, why it matters, examples, figures, source."""
    from mtcheck.catalogue import explanation
    from mtcheck.selection import UnknownRuleError

    try:
        _print(explanation(rule))
    except UnknownRuleError as error:
        raise Failure(str(error)) from None


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
    from mtcheck.engines.install import install_languagetool
    from mtcheck.engines.interface import EngineError

    try:
        folder = install_languagetool(lambda message: click.echo(message, err=True))
    except EngineError as error:
        raise Failure(str(error)) from None
    click.echo(f"{engine} is in {folder}")


if __name__ == "__main__":
    main()
