"""`mtcheck check`: articles are found, fixed if that was asked for, checked and reported."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import click

from mtcheck.cli.check_request import BASELINE, CheckRequest
from mtcheck.cli.completion import complete_file, complete_format, complete_output
from mtcheck.cli.debug import debug_option
from mtcheck.cli.exit_status import NOT_CHECKED, Failure, interruptible
from mtcheck.cli.help import GroupedCommand
from mtcheck.cli.last_resort import ending
from mtcheck.cli.options import (
    column_options,
    decision_options,
    pair_options,
    run_options,
)
from mtcheck.cli.output import (
    append_summary,
    say,
    terminal_width,
    wants_color,
    write_file,
    write_stdout,
    write_stdout_bytes,
)
from mtcheck.cli.session import open_session
from mtcheck.cli.settings_options import settings_options
from mtcheck.toml_values import SettingsError

if TYPE_CHECKING:
    from mtcheck.findings.report import Report
    from mtcheck.fix.outcome import FixOutcome
    from mtcheck.readers.discovery import Problem
    from mtcheck.reports.formats import RunResult
    from mtcheck.runner.article import Article
    from mtcheck.runner.session import Session
    from mtcheck.text.document import Document


@click.command(cls=GroupedCommand)
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=complete_file)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    shell_complete=complete_output,
    metavar="FILE",
    help="Also write a report; its ending or FORMAT=FILE names the format. May be repeated.",
)
@click.option(
    "--format",
    "stdout_format",
    default="text",
    shell_complete=complete_format,
    metavar="FORMAT",
    help="What is printed: text, concise, csv, json, html, markdown, sarif, code-scanning, github, gitlab, "
    "junit, rdjson; auto: github in GitHub Actions, else text.  [default: text]",
)
@click.option(
    "--statistics", is_flag=True, help="Print how often each rule found something; as text or as json."
)
@click.option("--stdin-filename", metavar="NAME", help="What “-” is called; its ending names the format.")
@click.option("--fix", is_flag=True, help="Apply the fixes that are safe, then check what came of it.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, as a patch, and write nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Print no report, only problems.")
@debug_option
@run_options
@pair_options
@column_options
@settings_options
@decision_options
def check(**options: Any) -> NoReturn:
    """Check articles: files, folders, globs, or - for standard input; without a path, the current folder.

    Reads .txt, .md, .html, .docx, .odt, .epub, .srt, .vtt, .json (with --text-field), and what has the
    source beside the translation: XLIFF, TMX, PO and tables (.tsv, .csv), a row a segment. The report is
    printed, unless an -o puts another there (-o json=-).

    With --source the translation is compared with its original. In folders, a source has the article's name,
    from the folders down; its ending may be another, and a language may stand before it (a.de.txt).
    """
    from mtcheck.runner.companions import CompanionError

    request = CheckRequest.parse(options)
    try:
        with interruptible("; nothing was reported."):
            reports, all_fixed = _find_and_check(request)
    except CompanionError as error:
        raise click.UsageError(str(error)) from None
    except SettingsError as error:  # from git, which is asked article by article
        raise Failure(str(error)) from None
    sys.exit(_report(request, reports, all_fixed))


def _report(request: CheckRequest, reports: Sequence[Report], all_fixed: bool) -> int:
    """Write the reports, and say what has to be said; the exit status."""
    from mtcheck.reports.formats import RunResult

    run = RunResult(tuple(reports), request.stdout_format == "text" and wants_color(), terminal_width())
    all_written = _write_reports(request, run)
    _print_problems(request, run)
    return run.exit_status if all_fixed and all_written else NOT_CHECKED


def _find_and_check(request: CheckRequest) -> tuple[list[Report], bool]:
    """(a report on each article, whether every fix was made)."""
    with open_session(
        request.settings,
        request.decisions,
        cache_folder=request.cache_folder,
        jobs=request.jobs,
        show_progress=not request.quiet,
    ) as session:
        own_reports = {os.path.realpath(path) for _, path in request.reports}  # which need no remark
        articles = session.find(
            request.paths,
            request.companions,
            stdin_name=request.stdin_filename,
            excluded=request.own_files,
        )
        for passed_over in session.passed_over:
            if os.path.realpath(passed_over.path) not in own_reports:
                say(str(passed_over))
        all_fixed = True
        if request.fix or request.diff:
            articles, all_fixed = _fix(session, articles, request)
        end = ending(lambda reports: _report(request, reports, all_fixed))
        return session.check(articles, when_stuck=end), all_fixed


def _fix(
    session: Session, found: Sequence[Article | Problem], request: CheckRequest
) -> tuple[list[Article | Problem], bool]:
    """Fix the articles, or print what would be fixed: (the articles to check, whether every fix was made)."""
    from mtcheck.fix.outcome import describe, describe_total
    from mtcheck.readers.discovery import Problem

    articles: list[Article | Problem] = []
    outcomes: list[FixOutcome] = []
    for article, outcome in session.fix(found, write=not request.diff):
        articles.append(article)
        if isinstance(article, Problem) or outcome is None:
            continue
        outcomes.append(outcome)
        if request.diff:
            write_stdout_bytes(outcome.patch)
        elif article.is_stdin:
            write_stdout_bytes(outcome.after)
        text = describe(outcome, would=request.diff)
        if text and (outcome.failed or not request.quiet):
            say(text)
    if not request.quiet:
        say(describe_total(outcomes, would=request.diff))
    return articles, not any(outcome.failed for outcome in outcomes)


def _write_reports(request: CheckRequest, run: RunResult) -> bool:
    """Write what was asked for; False where something could not be written, which is said."""
    from mtcheck.reports.formats import RunResult, load

    in_use = request.files_in_use
    for report in run.reports:
        in_use.update({os.path.realpath(text.name): "an article that was checked" for text in _texts(report)})
    plain = RunResult(run.reports)
    written = [write_file(load(name)(plain), path, in_use) for name, path in request.reports]
    if request.write_baseline or request.prune_baseline:
        written.append(_write_baseline(request, run, in_use))
    elif not request.quiet:
        for remark in request.decisions.out_of_date():
            say(f"{remark}.")
    summary = os.environ.get("GITHUB_STEP_SUMMARY") if request.stdout_format == "github" else None
    if summary:
        written.append(append_summary(load("markdown")(plain), summary))
    if request.prints_report:
        write_stdout(_printed_format(request)(run))
    return all(written)


def _printed_format(request: CheckRequest) -> Callable[[RunResult], str]:
    """What makes the report that is printed."""
    from mtcheck.reports.formats import load
    from mtcheck.reports.statistics import STATISTICS

    return STATISTICS[request.stdout_format] if request.statistics else load(request.stdout_format)


def _write_baseline(request: CheckRequest, run: RunResult, in_use: Mapping[str, str]) -> bool:
    from mtcheck.reports.wording import format_count

    assert request.decisions.baseline is not None
    own_path = os.path.realpath(request.decisions.baseline.path)
    others = {path: role for path, role in in_use.items() if path != own_path or role != BASELINE}
    entries = {report.name: report.baseline for report in run.reports if report.baseline is not None}
    baseline = request.decisions.baseline.updated(entries)
    if request.prune_baseline:
        baseline = baseline.without_missing()
    if not write_file(baseline.text(), str(baseline.path), others, "baseline"):
        return False
    if not request.quiet:
        number = sum(entry.count for entries in baseline.articles.values() for entry in entries)
        known = f"{format_count(number, 'finding')} in {format_count(len(baseline.articles), 'article')}"
        say(f"{baseline.path} knows {known}.")
    return True


def _print_problems(request: CheckRequest, run: RunResult) -> None:
    """Say on stderr what was not checked, and the verdicts where no report was printed."""
    is_text = request.prints_report and request.stdout_format == "text" and not request.statistics
    if is_text and sys.stdout.isatty():
        return  # where they stand already
    for report in run.reports:
        for problem in filter(None, (report.not_checked, *report.problems)):
            say(f"{report.name}: {problem}")
    if (request.reports or request.text_on_stdout) and not request.quiet:
        for report in run.reports:
            if report.card is not None:
                say(f"{report.name}: {report.judgement}")


def _texts(report: Report) -> list[Document]:
    """What was read for a report, none of which a report may replace."""
    source = [report.source] if report.source is not None else []
    return [report.document, *source, *report.references]
