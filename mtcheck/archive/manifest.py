"""What the results in a folder are of: the content of `mtcheck-archive.json`."""

from __future__ import annotations

from dataclasses import dataclass

MANIFEST = "mtcheck-archive.json"


@dataclass(frozen=True)
class Manifest:
    """What the results in a folder are of."""

    version: str
    """The version of mtcheck."""
    input: str
    """The path of the archive."""
    weighted: bool
    """Whether the column `weight` holds anything."""
    by: str | None
    """What the articles are summed up by; None for nothing."""
    complete: bool = False
    """Whether all of the archive was checked, or found impossible to check."""
