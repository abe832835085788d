"""The LanguageTool on this machine: where it is looked for, and which one is used.

Needs nothing but the standard library, so that looking for LanguageTool costs no import of the wrapper.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

#: The version the rule table was measured with, and the one that is installed.
VERSION = "6.8"

_JAR_NAMES = ("languagetool-server.jar", "languagetool.jar")


@dataclass(frozen=True)
class Installation:
    """An unpacked LanguageTool."""

    version: str
    """Its version, as its folder's name has it."""
    folder: Path
    """Its folder, `…/LanguageTool-<version>`."""
    jar: Path
    """The jar that holds the server."""


def folders() -> list[Path]:
    """Where LanguageTool is looked for, in order: `$LTP_PATH`, then the cache folder of the wrapper."""
    configured = os.environ.get("LTP_PATH")
    cache = Path.home() / ".cache" / "language_tool_python"
    return [Path(configured), cache] if configured else [cache]


def find_installation() -> Installation | None:
    """The LanguageTool to use: in the first folder that has one, the measured version, else the newest."""
    for folder in folders():
        candidates = [installation_at(path) for path in folder.glob("LanguageTool-*")]
        installations = [candidate for candidate in candidates if candidate is not None]
        if installations:
            return max(installations, key=_preference)
    return None


def installation_at(folder: Path) -> Installation | None:
    """The installation in `folder`; None where it has no server jar."""
    for name in _JAR_NAMES:
        if (folder / name).is_file():
            return Installation(folder.name.partition("-")[2], folder, folder / name)
    return None


def version_key(version: str) -> tuple[bool, tuple[int, ...]]:
    """Sorts releases (6.8) after snapshots (20260101), and each by number."""
    return "." in version, tuple(int(digits) for digits in re.findall(r"\d+", version))


def not_installed_message() -> str:
    """What a user is told who has no LanguageTool."""
    searched = " and ".join(str(folder) for folder in folders())
    return (
        f"LanguageTool is not installed (looked in {searched}). "
        "“mtcheck engines install languagetool” installs it (250 MB)."
    )


def _preference(installation: Installation) -> tuple[bool, tuple[bool, tuple[int, ...]]]:
    return installation.version == VERSION, version_key(installation.version)
