"""Groups of commands: one that imports its commands on first use, and one with a default command."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtcheck.cli.completion import file_item
from mtcheck.cli.last_resort import check_folder, fill_closed_streams, last_resort

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class LazyCommands(UserDict[str, click.Command]):
    """Commands by name, imported when they are asked for, so that each starts without the others.

    `homes` maps the name of a command to the `module:attribute` that it is.
    """

    def __init__(self, homes: Mapping[str, str]) -> None:
        super().__init__()
        self._homes = homes

    def __getitem__(self, name: str) -> click.Command:
        if name not in self.data:
            module, _, attribute = self._homes[name].partition(":")
            self.data[name] = getattr(import_module(module), attribute)
        return self.data[name]

    def __contains__(self, name: object) -> bool:
        return name in self._homes

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __len__(self) -> int:
        return len(self._homes)


class MainGroup(click.Group):
    """The group of all commands."""

    def main(self, *args: Any, **extra: Any) -> Any:
        fill_closed_streams()
        with last_resort():
            check_folder()
            return super().main(*args, **extra)

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """`mtcheck article.txt` is `mtcheck check article.txt`; the name of a command wins over a file's."""
        if args[0] not in self.commands and _is_path(args[0]):
            args = ["check", *args]
        return super().resolve_command(context, args)

    def shell_complete(self, context: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands, and files where no command begins so: `mtcheck article.txt` checks one."""
        return super().shell_complete(context, incomplete) or [file_item(incomplete)]

    # Click itself would end with 1 when the reader of a list has closed the pipe. And what goes wrong in
    # here is logged, as long as the log is open.

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with last_resort():
            return super().make_context(*args, **extra)

    def invoke(self, context: click.Context) -> Any:
        with last_resort():
            return super().invoke(context)


class DefaultGroup(click.Group):
    """A group one of whose commands runs where none is named: `mtcheck archive IN OUT` beside `mtcheck
    archive top OUT`. Help shows the options of the default command and lists the other commands.
    """

    default = "run"

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        asks_for_help = bool(args) and args[0] in self.get_help_option_names(context)
        if args and args[0] not in self.commands and not asks_for_help:
            args = [self.default, *args]
        return super().parse_args(context, args)

    def collect_usage_pieces(self, context: click.Context) -> list[str]:
        return self.commands[self.default].collect_usage_pieces(context)

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        self.commands[self.default].format_options(context, formatter)
        others = [
            (name, command.get_short_help_str())
            for name, command in sorted(self.commands.items())
            if name != self.default
        ]
        with formatter.section("Commands"):
            formatter.write_dl(others)


def _is_path(word: str) -> bool:
    """Whether a word in the place of a command is a path: something is there, or it looks like one."""
    from mtcheck.readers.side_files import is_there  # with which all readers are loaded

    return bool(set("/\\.*") & set(word)) or word == "-" or is_there(Path(word))
