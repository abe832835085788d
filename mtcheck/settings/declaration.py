"""How a setting is declared: once, as a field of `Settings`. Other modules derive what they need from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from mtcheck.toml_values import METADATA, Key, ValueType

Value = TypeVar("Value")


@dataclass(frozen=True)
class Setting(Key):
    """The declaration of one setting."""

    default: Any = None
    """The value where nobody sets it."""
    default_note: str = ""
    """What the help calls the default; empty: the help does not mention it."""
    detail: str = ""
    """What the JSON schema and the documentation add to the help."""
    option_help: str = ""
    """The option's help, where it is not that of the key: `--no-model` says the opposite of `model`."""
    metavar: str | None = None
    """What the help calls the option's value; None: click chooses."""
    option: Literal["shared", "check"] | None = "shared"
    """The commands that have it as an option: all that check articles, `check` and those that name it, or
    none.
    """
    in_file: bool = True
    """Whether it is a key of the settings file."""
    per_article: bool = False
    """Whether an `[[override]]` may change it."""
    decides: bool = False
    """Whether it matters only once everything is found: what counts and what fails. The cache ignores it."""
    in_fingerprint: bool = False
    """Whether it takes part in `Settings.fingerprint`: a change of it changes findings or scores."""
    accumulates: bool = False
    """Whether a nearer value adds to the farther one instead of replacing it."""
    holds_selectors: bool = False
    """Whether it holds rule ids or prefixes of them."""
    holds_paths: bool = False
    """Whether it holds paths, relative to the folder of the settings file that names them."""


def setting(default: Value, type: ValueType, help: str, **declared: Any) -> Value:
    """A field of `Settings`; `declared`: the other attributes of `Setting`."""
    declaration = Setting(type, help, default=default, **declared)
    return field(default=default, metadata={METADATA: declaration})
