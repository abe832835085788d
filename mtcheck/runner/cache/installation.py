"""What is installed, told by content: the files of the package, the versions of its libraries.

All files of the package are read (5 MB; of the network, samples), so that it makes no difference whether a
version number was raised.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

#: The folder of the installed package.
_PACKAGE = Path(__file__).parents[2]
#: Bytes above which a file is told by its size and samples: the network would take longer than a hit.
_LARGE = 8_000_000
#: How many samples of a large file are read, and how many bytes each has.
_SAMPLES, _SAMPLE = 64, 4096

_VERSION = re.compile(r"^Version: *(.+)$", re.MULTILINE)
_END_OF_NAME = re.compile(r"[^\w.-]")


@cache
def package_digest() -> str:
    """SHA-256 over the names and contents of all files of the package."""
    digest = hashlib.sha256()
    for file in package_files(_PACKAGE):
        digest.update(f"{str(file)[len(str(_PACKAGE)) :]}\0".encode())
        digest.update(_content_digest(file))
    return digest.hexdigest()


@cache
def library_versions() -> dict[str, str]:
    """The versions of everything mtcheck needs to run, as its own metadata names it."""
    try:
        required = metadata.requires("mtcheck") or []
    except metadata.PackageNotFoundError:  # run from a folder that was never installed
        required = []
    names = {_END_OF_NAME.split(line, maxsplit=1)[0] for line in required if "extra ==" not in line}
    return {name: version_of(name) or "none" for name in names}


def version_of(distribution: str) -> str | None:
    """The version of an installed distribution; None where there is none."""
    try:
        # Not metadata.version, which parses all of the file, with the README in it.
        text = metadata.distribution(distribution).read_text("METADATA")
    except metadata.PackageNotFoundError:
        return None
    match = _VERSION.search(text or "")
    return match[1] if match else metadata.version(distribution)


def package_files(folder: Path) -> Iterator[Path]:
    """The files below a folder, sorted, without what Python has compiled."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        here = Path(place)
        yield from (here / name for name in sorted(names) if not name.endswith(".pyc"))


def _content_digest(path: Path) -> bytes:
    with path.open("rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        if size <= _LARGE:
            return hashlib.sha256(file.read()).digest()
        digest = hashlib.sha256(str(size).encode())
        for index in range(_SAMPLES):
            file.seek(index * (size - _SAMPLE) // (_SAMPLES - 1))
            digest.update(file.read(_SAMPLE))
        return digest.digest()
