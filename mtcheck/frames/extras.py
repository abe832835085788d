"""What is not installed unless somebody asks for it."""

from __future__ import annotations

from importlib.util import find_spec


class MissingExtraError(ImportError):
    """A package that an engine needs is not here; the message says how to get it."""


def needs(package: str, extra: str) -> None:
    """Raise MissingExtraError unless the package is installed. extra: the one of mtcheck's that brings it."""
    if find_spec(package) is None:
        raise MissingExtraError(f'{package} is not installed; pip install "mtcheck[{extra}]"', name=package)
