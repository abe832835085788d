"""`--debug`, before or after the name of a command: the log on stderr."""

from __future__ import annotations

import click

#: Where the contexts of a command line keep that the log is shown.
_SHOWN = "mtcheck.log"


def _show_log(context: click.Context, parameter: click.Parameter, asked_for: bool) -> None:
    if not asked_for or context.meta.get(_SHOWN):
        return
    from mtcheck.runner.log import log_to_stderr

    context.meta[_SHOWN] = True
    context.find_root().with_resource(log_to_stderr())


debug_option = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_log,
    help="Log to stderr what is read, how long each step takes, and why something failed.",
)
