"""The options of the command line that set settings, made from the declarations of the settings.

Their values reach a command under the names of the fields; `settings.merge` takes them as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from mtcheck.cli.choices import NamedChoice
from mtcheck.cli.completion import complete_file, complete_ids
from mtcheck.cli.help import GROUPS
from mtcheck.settings.declaration import Setting
from mtcheck.settings.model import declarations
from mtcheck.toml_values import BOOL, NUMBER, STRING, STRINGS, key_name

Command = TypeVar("Command", bound=Callable[..., Any])

config_option = click.option(
    "--config", type=click.Path(dir_okay=False), help="Settings file, instead of the nearest one."
)


def settings_options(command: Command) -> Command:
    """Add the options that every command with settings takes, and `--config`."""
    return _add(command, [*map(setting_option, _shared()), config_option])


def settings_options_without_gate(command: Command) -> Command:
    """As `settings_options`, for a command that lets everything pass: it refuses those of the gate."""
    options = [
        _refused_option(name) if name in GROUPS["Gate"] else setting_option(name) for name in _shared()
    ]
    return _add(command, [*options, config_option])


def _shared() -> list[str]:
    return [name for name, setting in declarations().items() if setting.option == "shared"]


def _add(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def _refused_option(name: str) -> Callable[[Command], Command]:
    """An option that is not in the help, and only says why it is none."""

    def refuse(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
        if value is not None:
            raise click.UsageError(
                f"{context.info_name} has no gate, so {parameter.opts[0]} decides nothing; drop it, or use "
                "“mtcheck check”."
            )

    flag = f"--{key_name(name, declarations()[name])}"
    return click.option(flag, hidden=True, expose_value=False, callback=refuse)


def setting_option(name: str) -> Callable[[Command], Command]:
    """The option for the setting in the field `name`. A setting that is on is switched off: `--no-NAME`."""
    setting = declarations()[name]
    flag = f"--{'no-' if setting.type is BOOL else ''}{key_name(name, setting)}"
    note = f"  [default: {setting.default_note}]" if setting.default_note else ""
    return click.option(
        flag,
        name,
        help=(setting.option_help or setting.help) + note,
        metavar=setting.metavar,
        multiple=setting.type is STRINGS,
        **_values(setting),
    )


def _values(setting: Setting) -> dict[str, Any]:
    """How click reads the values of the option."""
    if setting.type is BOOL:
        return {"is_flag": True, "callback": _switch_off}
    if setting.type is NUMBER:
        return {"type": float}
    if setting.choices:
        return {"type": NamedChoice(setting.choices)}
    if setting.holds_selectors:
        return {"callback": _split, "shell_complete": complete_ids}
    if setting.holds_paths:
        one_file = {"type": click.Path(dir_okay=False)} if setting.type is STRING else {}
        return {"callback": _absolute, **(one_file or {"shell_complete": complete_file})}
    return {}


def _switch_off(context: click.Context, parameter: click.Parameter, given: bool) -> bool | None:
    return False if given else None


def _split(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _absolute(
    context: click.Context, parameter: click.Parameter, value: str | tuple[str, ...] | None
) -> str | tuple[str, ...] | None:
    if isinstance(value, tuple):
        return tuple(str(Path(path).absolute()) for path in value)
    return None if value is None else str(Path(value).absolute())
