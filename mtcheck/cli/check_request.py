"""CheckRequest: what `mtcheck check` was asked to do, validated before any article is read."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtcheck.cli.exit_status import Failure
from mtcheck.cli.options import check_exclusive, choose_cache, load_settings, settings_files
from mtcheck.settings.model import NO_BASELINE, Settings, SettingsError

if TYPE_CHECKING:
    from mtcheck.decisions.decisions import Decisions
    from mtcheck.runner.companions import Companions


#: What files are that a run reads besides articles.
SETTINGS, VOCABULARY, GLOSSARY, BASELINE = (
    "the settings file in use",
    "a vocabulary in use",
    "a glossary in use",
    "the baseline in use",
)


@dataclass(frozen=True)
class CheckRequest:
    """One call of `mtcheck check`."""

    paths: tuple[str, ...]
    """What to check, as the user named it; `-` is standard input."""
    reports: tuple[tuple[str, str], ...]
    """Reports that are written: (format, path), where the path `-` is standard output."""
    text_on_stdout: str | None
    """What else has standard output: `patch`, `fixed text`, or None for nothing."""
    stdout_format: str
    """Format of the report that is printed where no other output takes standard output."""
    statistics: bool
    """Whether counts of the rules are printed instead of the report."""
    stdin_filename: str | None
    """What standard input is called."""
    fix: bool
    """Whether the safe fixes are applied."""
    diff: bool
    """Whether the safe fixes are printed as a patch."""
    quiet: bool
    """Whether only problems are printed."""
    write_baseline: bool
    """Whether what is found becomes the baseline."""
    prune_baseline: bool
    """Whether entries that match nothing are taken out of the baseline."""
    settings: Settings
    """The settings, without the overrides for single articles."""
    settings_files: tuple[str, ...]
    """The settings file, and those it extends."""
    decisions: Decisions
    """What was decided before about findings."""
    companions: Companions
    """Sources, references and columns that belong to the articles."""
    cache_folder: Path | None
    """Folder of the cache; None: no cache."""
    jobs: int | None
    """Worker processes at most; None: as many as are worth starting; 0: one a processor."""

    @classmethod
    def parse(cls, options: Mapping[str, Any]) -> CheckRequest:
        """The request that these options make. Raises UsageError and Failure."""
        from mtcheck.readers.table import Columns
        from mtcheck.runner.companions import Companions

        stdout_format = _parse_stdout_format(options["stdout_format"])
        _check_statistics(options["statistics"], stdout_format)
        reports = _parse_outputs(options["outputs"])
        text_on_stdout = _text_on_stdout(options)
        _check_stdout(reports, text_on_stdout)
        _check_decision_options(options)
        without = {"baseline": NO_BASELINE} if options["no_baseline"] else {}
        settings = load_settings({**options, **without})
        _check_selection(settings)
        writes, prunes = options["write_baseline"], options["prune_baseline"]
        decisions = load_decisions(settings, recording=writes, pruning=prunes, since=options["diff_base"])
        columns = Columns(
            options["target_column"],
            options["source_column"],
            options["reference_column"],
            options["id_column"],
        )
        return cls(
            paths=options["paths"] or (".",),
            reports=reports,
            text_on_stdout=text_on_stdout,
            stdout_format=stdout_format,
            statistics=options["statistics"],
            stdin_filename=options["stdin_filename"],
            fix=options["fix"],
            diff=options["diff"],
            quiet=options["quiet"],
            write_baseline=writes,
            prune_baseline=prunes,
            settings=settings,
            settings_files=settings_files(options),
            decisions=decisions,
            companions=Companions(options["source"], options["references"], columns),
            cache_folder=choose_cache(options),
            jobs=options["jobs"],
        )

    @property
    def prints_report(self) -> bool:
        """Whether a report is printed that no `-o` asked for."""
        stdout_is_taken = self.text_on_stdout or any(path == "-" for _, path in self.reports)
        return not (self.quiet or stdout_is_taken)

    @property
    def own_files(self) -> set[str]:
        """Real paths of files that are no articles, unless the user names them: the vocabulary and the
        glossaries of this run.
        """
        from mtcheck.decisions import vocabulary

        files = [*map(str, vocabulary.files(self.settings)), *self.settings.glossary]
        return set(map(os.path.realpath, files)) - {os.path.realpath(path) for path in self.paths}

    @property
    def files_in_use(self) -> dict[str, str]:
        """The real paths of the files that decide on this run, with what each is; no report replaces them."""
        from mtcheck.decisions import vocabulary

        baseline = self.decisions.baseline
        roles = [
            *((path, SETTINGS) for path in self.settings_files),
            *((str(path), VOCABULARY) for path in vocabulary.files(self.settings)),
            *((path, GLOSSARY) for path in self.settings.glossary),
            *([] if baseline is None else [(baseline.path, BASELINE)]),
        ]
        return {os.path.realpath(path): role for path, role in roles}


def load_decisions(
    settings: Settings, *, recording: bool = False, pruning: bool = False, since: str | None = None
) -> Decisions:
    """The decisions that the settings name. Raises Failure."""
    from mtcheck.decisions.decisions import Decisions

    try:
        decisions = Decisions.load(settings, recording=recording, since=since)
    except SettingsError as error:
        raise Failure(str(error)) from None
    if (recording or pruning) and decisions.baseline is None:
        cause = "the settings leave it out" if settings.baseline == NO_BASELINE else "there is none"
        raise Failure(
            f"no baseline to {'write' if recording else 'prune'}: {cause}. Name one with --baseline FILE."
        )
    return decisions


def _parse_stdout_format(name: str) -> str:
    from mtcheck.reports.formats import FORMATS
    from mtcheck.text.nearest import did_you_mean

    given, name = name, name.lower()
    if name == "auto":
        name = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    if name not in FORMATS:
        hint = did_you_mean(given, [*FORMATS, "auto"])
        cause = f"“{given}” is not one of {', '.join(FORMATS)}, auto. {hint.capitalize()}"
        raise click.BadParameter(cause.strip(), param_hint="--format")
    return name


def _check_statistics(wanted: bool, stdout_format: str) -> None:
    from mtcheck.reports.statistics import STATISTICS

    if wanted and stdout_format not in STATISTICS:
        raise click.UsageError(
            f"--statistics are printed as {' or '.join(STATISTICS)}, not as {stdout_format}; "
            "drop one of the two options, or write that report with -o."
        )


def _parse_outputs(outputs: Sequence[str]) -> tuple[tuple[str, str], ...]:
    from mtcheck.reports.formats import format_of

    try:
        return tuple(format_of(output) for output in outputs)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="-o") from None


def _text_on_stdout(options: Mapping[str, Any]) -> str | None:
    if options["diff"]:
        return "patch"
    return "fixed text" if options["fix"] and "-" in options["paths"] else None


def _check_stdout(reports: Sequence[tuple[str, str]], text: str | None) -> None:
    """Raise UsageError where two outputs would share standard output. text: what else goes there."""
    on_stdout = [name for name, path in reports if path == "-"]
    _check_same_file(reports)
    if text is not None and on_stdout:
        raise click.UsageError(f"standard output has the {text}; let -o name a file.")
    if len(on_stdout) > 1:
        raise click.UsageError(
            f"standard output takes one report, not {' and '.join(on_stdout)}; let -o name files."
        )


def _check_same_file(reports: Sequence[tuple[str, str]]) -> None:
    """Raise UsageError where two reports have the same file, so that one would be lost."""
    files = [(name, path) for name, path in reports if path != "-"]
    paths = [os.path.realpath(path) for _, path in files]
    for (name, path), real_path in zip(files, paths, strict=True):
        if paths.count(real_path) > 1 and not _takes_several(path):
            raise click.UsageError(f"-o {name}={path}: two reports would go to this file; name two files.")


def _takes_several(path: str) -> bool:
    """Whether a path is a pipe or a device, which loses nothing when it is written to twice."""
    return Path(path).exists() and not Path(path).is_file()


def _check_selection(settings: Settings) -> None:
    """Raise Failure where nothing is left of what was selected."""
    from mtcheck.settings.wanted import selects_nothing

    if (settings.select or settings.selection.ignore) and selects_nothing(settings):
        raise Failure("nothing would be checked: all rules that are selected are ignored or left out again.")


def _check_decision_options(options: Mapping[str, Any]) -> None:
    """Raise UsageError where options about decisions contradict one another."""
    writes, without = options["write_baseline"], options["no_baseline"]
    check_exclusive(
        {"--write-baseline": writes, "--prune-baseline": options["prune_baseline"], "--no-baseline": without}
    )
    check_exclusive({"--write-baseline": writes, "--diff-base": options["diff_base"] is not None})
    if options["diff_base"] is not None and "-" in options["paths"]:
        raise click.UsageError(
            "standard input cannot be compared with a commit; name the file, or drop --diff-base."
        )
    check_exclusive({"--baseline": options["baseline"] is not None, "--no-baseline": without})
