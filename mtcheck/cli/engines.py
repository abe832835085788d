"""`mtcheck engines` and `mtcheck engines install`: which grammar engines are here, and how to get others."""

from __future__ import annotations

import click

from mtcheck.cli.choices import NamedChoice
from mtcheck.cli.exit_status import Failure


@click.group(invoke_without_command=True)
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
@click.argument("engine", type=NamedChoice(["languagetool"]))
def install(engine: str) -> None:
    """Download an engine (LanguageTool: about 250 MB) and verify it."""
    from mtcheck.engines.interface import EngineError
    from mtcheck.engines.languagetool.install import install_languagetool

    try:
        folder = install_languagetool(lambda message: click.echo(message, err=True))
    except EngineError as error:
        raise Failure(str(error)) from None
    click.echo(f"{engine} is in {folder}")
