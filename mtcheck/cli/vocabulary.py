"""`mtcheck vocab`: the words that are right as they stand, added and listed."""

from __future__ import annotations

import sys

import click

from mtcheck.cli.exit_status import NOT_CHECKED, Failure
from mtcheck.cli.options import load_settings
from mtcheck.cli.output import say, write_file, write_stdout
from mtcheck.cli.settings_options import config_option
from mtcheck.toml_values import SettingsError


@click.group()
def vocab() -> None:
    """Names and words that are right as they stand: whole words, for rules of spelling and names only.

    They are in the files that the settings name, else in mtcheck-vocabulary.txt beside the settings file,
    else in this folder.
    """


@vocab.command("add")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("--reason", default="", help="Why, for whoever reads the file.")
@config_option
def add_words(words: tuple[str, ...], reason: str, config: str | None) -> None:
    """Add words or phrases. One with a capital letter accepts only that spelling, one without any case."""
    from mtcheck.decisions import vocabulary

    path = vocabulary.file_to_extend(load_settings({"config": config}))
    try:
        text, new = vocabulary.add(vocabulary.text_of(path), words, reason)
    except ValueError as error:  # SettingsError is one
        raise Failure(str(error)) from None
    if new and not write_file(text, str(path), what="vocabulary"):
        sys.exit(NOT_CHECKED)
    known = [word for word in words if " ".join(word.split()) not in new]
    remarks = [f"added {', '.join(new)}"] * bool(new) + [f"there already: {', '.join(known)}"] * bool(known)
    say(f"{path}: {'; '.join(remarks)}")


@vocab.command("list")
@config_option
def list_words(config: str | None) -> None:
    """List the words, each with its remark."""
    from mtcheck.decisions import vocabulary

    try:
        entries = vocabulary.load(load_settings({"config": config})).entries
    except SettingsError as error:
        raise Failure(str(error)) from None
    width = max((len(entry.text) for entry in entries), default=0)
    write_stdout("".join(f"{entry.text:{width}}  {entry.remark}".rstrip() + "\n" for entry in entries))
