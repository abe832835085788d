"""Options that several commands share, and what is made of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from mtcheck.cli.exit_status import Failure
from mtcheck.cli.settings_options import setting_option
from mtcheck.settings.loader import extended_files, find, load, merge
from mtcheck.settings.model import Settings
from mtcheck.toml_values import SettingsError

_log = logging.getLogger(__name__)
Command = TypeVar("Command", bound=Callable[..., Any])

FOLDER = click.Path(file_okay=False, path_type=Path)
PATH = click.Path(path_type=Path)


class Option(Protocol):
    """A decorator that adds options to a command."""

    def __call__(self, command: Command, /) -> Command: ...


def together(*options: Option) -> Option:
    """One decorator for several options; help lists them in this order."""

    def decorate(command: Command, /) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def load_settings(options: Mapping[str, Any]) -> Settings:
    """The settings among the options of a command, on top of those in the file that `config` names, else in
    the nearest one. Raises Failure.
    """
    names = {field.name for field in fields(Settings)}
    given = {name: value for name, value in options.items() if name in names}
    try:
        path = Path(options["config"]) if options["config"] else find(Path.cwd())
        _log.debug("settings: %s", path or "there is no file")
        settings = load(path) if path else Settings(root=str(Path.cwd()))
        return merge(settings, given)
    except SettingsError as error:
        raise Failure(str(error)) from None


def settings_files(options: Mapping[str, Any]) -> tuple[str, ...]:
    """The settings file of a command, and those it extends; empty where there is none."""
    path = Path(options["config"]) if options["config"] else find(Path.cwd())
    return () if path is None else tuple(map(str, extended_files(path)))


def choose_cache(options: Mapping[str, Any]) -> Path | None:
    """The folder of the cache; None where the command does without."""
    return None if options["no_cache"] else cache_folder(options["cache_dir"])


def cache_folder(chosen: Path | None) -> Path:
    from mtcheck.runner.cache.store import default_folder

    return default_folder() if chosen is None else chosen


def check_exclusive(options: Mapping[str, bool]) -> None:
    """Raise UsageError where more than one of these options was given."""
    given = [name for name, is_given in options.items() if is_given]
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} do not go together; drop one of them.")


def parse_jobs(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """The number of workers; 0 for `auto`: the runner counts the processors."""
    if value is None or value == "auto":
        return None if value is None else 0
    if not value.isascii() or not value.isdigit():
        raise click.BadParameter(f"“{value}” is no number of processes; write 1, 2, … or auto.")
    return int(value)


run_options = together(
    click.option(
        "-j",
        "--jobs",
        callback=parse_jobs,
        metavar="N",
        help="Worker processes, about 400 MB each; auto: one a processor; 1: none.  "
        "[default: up to 4 where many articles are new]",
    ),
    setting_option("timeout"),
    click.option("--no-cache", is_flag=True, help="Check everything anew, and keep nothing."),
    click.option(
        "--cache-dir",
        type=FOLDER,
        envvar="MTCHECK_CACHE_DIR",
        metavar="DIR",
        help="Where what was found is kept.",
    ),
)

pair_options = together(
    click.option(
        "--source",
        type=PATH,
        metavar="PATH",
        help="What the article was translated from; a folder for several.",
    ),
    click.option(
        "--reference",
        "references",
        multiple=True,
        type=PATH,
        metavar="PATH",
        help="A human translation of the article, for BLEU, chrF2++ and TER; a folder for several. "
        "May be repeated.",
    ),
)

_COLUMN = "of a .tsv or .csv, by name or by number from 1"

column_options = together(
    click.option("--target-column", metavar="COLUMN", help=f"The translation, {_COLUMN}.  [default: target]"),
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
    setting_option("text_field"),
)

decision_options = together(
    setting_option("baseline"),
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
)
