"""The command line: parse, call, write, exit. Data goes to stdout, remarks to stderr."""

from __future__ import annotations

import click

from mtcheck.cli.debug import debug_option
from mtcheck.cli.groups import LazyCommands, MainGroup
from mtcheck.version import __version__

_COMMANDS = LazyCommands(
    {
        "archive": "mtcheck.cli.archive:archive",
        "check": "mtcheck.cli.check:check",
        "clean": "mtcheck.cli.clean:clean",
        "compare": "mtcheck.cli.compare:compare",
        "engines": "mtcheck.cli.engines:engines",
        "explain": "mtcheck.cli.rules:explain",
        "rules": "mtcheck.cli.rules:rules",
        "test-rules": "mtcheck.cli.rules:test_rules",
        "vocab": "mtcheck.cli.vocabulary:vocab",
    }
)


@click.group(cls=MainGroup, commands=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@debug_option
@click.version_option(__version__)
def main() -> None:
    """The copy desk for machine-translated articles.

    Exit status of `check`: 0 checked and below the gate, 1 gate hit, 2 something was not checked.
    """
