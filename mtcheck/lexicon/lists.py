"""Reads the lists beside this module: text files whose first lines say where they are from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent


def read_lines(name: str) -> Iterator[str]:
    """The lines of a file, without comments and empty lines."""
    for line in (_FOLDER / name).read_text("utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line


def read_rows(name: str) -> Iterator[list[str]]:
    """The same, each parted at its tabs."""
    for line in read_lines(name):
        yield line.split("\t")


def read_bytes(name: str) -> bytes:
    """The content of a binary file."""
    return (_FOLDER / name).read_bytes()
