"""`mtcheck compare`: two systems' translations of the same articles, side by side."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from mtcheck.cli.check_request import load_decisions
from mtcheck.cli.choices import NamedChoice
from mtcheck.cli.completion import complete_file
from mtcheck.cli.debug import debug_option
from mtcheck.cli.exit_status import NOT_CHECKED, PASSED, interruptible
from mtcheck.cli.help import GroupedCommand
from mtcheck.cli.last_resort import ending
from mtcheck.cli.options import choose_cache, load_settings, pair_options, run_options
from mtcheck.cli.output import say, terminal_width, write_stdout
from mtcheck.cli.session import open_session
from mtcheck.cli.settings_options import settings_options_without_gate
from mtcheck.settings.model import NO_BASELINE, Settings

if TYPE_CHECKING:
    from mtcheck.findings.report import Report
    from mtcheck.runner.companions import Companions


@click.command(cls=GroupedCommand)
@click.argument("a", metavar="A", shell_complete=complete_file)
@click.argument("b", metavar="B", shell_complete=complete_file)
@click.option(
    "--format", "output_format", type=NamedChoice(["text", "json"]), default="text", show_default=True
)
@debug_option
@run_options
@pair_options
@settings_options_without_gate
def compare(
    a: str,
    b: str,
    output_format: str,
    source: Path | None,
    references: tuple[Path, ...],
    **options: Any,
) -> NoReturn:
    """Compare two systems' translations of an article, or of the articles of a folder: A and B.

    Scores, estimates and findings side by side, and BLEU, chrF2++ and TER where there is a reference, each
    with the difference and how easily chance would show as much (paired bootstrap). Articles of two folders
    are paired as sources are.

    Exit status: 0 everything was compared, 2 something was not. No gate applies.
    """
    from mtcheck.runner.companions import CompanionError, Companions

    # The gate and the baseline are about one system's articles, and decide nothing here.
    settings = replace(load_settings(options), baseline=NO_BASELINE, min_bleu=None, min_chrf=None)
    names = (a, b)
    try:
        status = _compare(names, Companions(source, references), settings, output_format, options)
    except CompanionError as error:
        raise click.UsageError(str(error)) from None
    sys.exit(status)


def _compare(
    names: tuple[str, str],
    companions: Companions,
    settings: Settings,
    output_format: str,
    options: Mapping[str, Any],
) -> int:
    """Check the articles of both systems in one run, and print how they compare; the exit status."""
    decisions = load_decisions(settings)
    with (
        interruptible("; nothing was compared."),
        open_session(
            settings,
            decisions,
            cache_folder=choose_cache(options),
            jobs=options["jobs"],
            show_progress=True,
        ) as session,
    ):
        first, second = (session.find((name,), companions) for name in names)

        def report(reports: list[Report]) -> int:
            return _report(names, (reports[: len(first)], reports[len(first) :]), output_format)

        reports = session.check([*first, *second], when_stuck=ending(report))
    return report(reports)


def _report(names: tuple[str, str], reports: tuple[list[Report], list[Report]], output_format: str) -> int:
    """Print how the reports of two systems compare; the exit status."""
    from mtcheck.compare import articles, comparison, render

    pairs, problems = articles.pair_reports(names, reports)
    result = comparison.compare_systems(names, pairs, problems)
    is_json = output_format == "json"
    write_stdout(render.as_json(result) if is_json else render.as_text(result, terminal_width()))
    for problem in result.problems:
        say(problem)
    return NOT_CHECKED if result.problems or not result.articles else PASSED
