"""Packages that are installed only for those who ask for them."""

from __future__ import annotations

from importlib.util import find_spec

from mtcheck.version import install_command


class MissingExtraError(ImportError):
    """A package that is needed here is not installed; the message says how to get it."""


def require_package(package: str, extra: str) -> None:
    """Raise MissingExtraError unless a package is installed. extra: mtcheck's extra that brings it."""
    if find_spec(package) is None:
        raise MissingExtraError(f"{package} is not installed; {install_command(extra)}", name=package)
