"""A group of commands one of which runs where no command is named: `mtcheck archive IN OUT` beside
`mtcheck archive top OUT`.
"""

from __future__ import annotations

import click


class DefaultGroup(click.Group):
    """A group with a default command; `default`: its name. Help shows the default's options and the other
    commands.
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
            (name, one.get_short_help_str())
            for name, one in sorted(self.commands.items())
            if name != self.default
        ]
        with formatter.section("Commands"):
            formatter.write_dl(others)
