"""A choice among names, in any case; a misspelt one is answered with the name that may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from mtcheck.text.nearest import did_you_mean


class NamedChoice(click.Choice):  # type: ignore[type-arg,unused-ignore]  # generic since click 8.2
    """One of several names."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(list(names), case_sensitive=False)

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Any:
        try:
            return super().convert(value, parameter, context)
        except click.BadParameter as error:
            hint = did_you_mean(str(value), [str(name) for name in self.choices]).capitalize()
            raise click.BadParameter(f"{error.message} {hint}".strip(), context, parameter) from None
