"""Installs LanguageTool, when somebody asks for it and never otherwise.

It comes into `LanguageTool-<version>` under `$LTP_PATH`, or under the cache folder of language-tool-python,
by one of two routes:

- with Maven, where there is `mvn`: the jars come from Maven Central, which mirrors and build machines can
  commonly reach. Each is compared with the SHA-256 list in this package, and only listed ones are kept;
- else with language-tool-python, which downloads the release archive and knows its SHA-256.

All of it is made in a temporary folder beside the target and renamed at the end, so that there is a complete
installation or none.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
import threading
import zipfile
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from mtcheck.engines.interface import EngineError
from mtcheck.engines.languagetool.installation import VERSION, folders, installation_at
from mtcheck.engines.languagetool.java import find_java
from mtcheck.engines.languagetool.process import IS_WINDOWS, kill_group

#: Is called with one line of text at a time.
Progress = Callable[[str], None]

_MAVEN_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
_MAVEN_SECONDS = 1800.0
_FETCHED = re.compile(r"Downloaded from \S+: \S+/(\S+\.jar) ")
_NO_NETWORK = re.compile(
    r"Unknown ?host|Could not transfer|Connection (refused|reset)|timed out|unreachable|name resolution"
    r"|offline mode",
    re.IGNORECASE,
)
_NO_SPACE = re.compile(r"No space left|not enough space|disk full", re.IGNORECASE)
_BAD_CHECKSUM = re.compile(r"checksum", re.IGNORECASE)
#: Bytes that each route needs on the target's disk: the jars; the archive and what is unpacked from it.
_MAVEN_BYTES, _ARCHIVE_BYTES = 300_000_000, 900_000_000


class InstallError(EngineError):
    """An installation failed and left nothing behind. The message says why, and what to do next."""


class _ChecksumError(InstallError):
    """What was fetched is not what was released. No other route is tried: a person has to look."""


def install_languagetool(progress: Progress) -> Path:
    """Install LanguageTool, unless it is installed already, and return its folder.

    Raises InstallError without Java, network or disk space, and where a checksum is wrong.
    """
    parent = folders()[0]
    target = parent / f"LanguageTool-{VERSION}"
    if is_complete(target):
        progress(f"LanguageTool {VERSION} is installed already, in {target}.")
        return target
    try:
        find_java(VERSION)
    except EngineError as error:
        raise InstallError(str(error)) from error
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".installing-", dir=parent) as name:
            fetched = _fetch(Path(name), progress)
            _move_into_place(fetched, target, Path(name))
    except OSError as error:
        raise InstallError(
            f"LanguageTool could not be written to {parent}: {error.strerror or error}."
        ) from error
    progress(f"LanguageTool {VERSION} is installed in {target}.")
    return target


def is_complete(folder: Path) -> bool:
    """Whether `folder` holds a server jar and every jar on its class path."""
    installation = installation_at(folder)
    if installation is None:
        return False
    try:
        with zipfile.ZipFile(installation.jar) as jar:
            manifest = jar.read("META-INF/MANIFEST.MF").decode("utf-8")
    except (OSError, KeyError, zipfile.BadZipFile, UnicodeDecodeError):
        return False
    headers = re.sub(r"\r?\n ", "", manifest).splitlines()
    class_paths = (header.partition(":")[2].split() for header in headers if header.startswith("Class-Path:"))
    return all((folder / jar).is_file() for jar in next(class_paths, []))


def _fetch(temporary: Path, progress: Progress) -> Path:
    """Fetch a complete `LanguageTool-<version>` into somewhere under `temporary`, and return its path."""
    maven = shutil.which("mvn")
    failure = ""
    if maven is not None:
        try:
            return _fetch_with_maven(maven, temporary, progress)
        except _ChecksumError:
            raise
        except InstallError as error:
            failure = f"Maven: {error} "
            progress(f"{error} Trying language-tool-python’s download instead.")
    try:
        return _fetch_with_wrapper(temporary, progress)
    except InstallError as error:
        advice = (
            "Where only Maven Central or a mirror of it can be reached, install Maven (“mvn”). "
            f"Or unpack LanguageTool to {folders()[0] / f'LanguageTool-{VERSION}'}."
        )
        raise InstallError(
            f"LanguageTool could not be installed. {failure}Download: {error} {advice}"
        ) from error


def _fetch_with_maven(maven: str, temporary: Path, progress: Progress) -> Path:
    _require_space(temporary, _MAVEN_BYTES)
    checksums = _checksums()
    folder = temporary / f"LanguageTool-{VERSION}"
    libs = folder / "libs"
    libs.mkdir(parents=True)
    pom = temporary / "pom.xml"
    pom.write_bytes(_package_data("languagetool-pom.xml"))
    progress(f"Fetching {len(checksums)} jars (250 MB) with Maven …")
    # -C: an artifact whose checksum is wrong fails the build.
    options = ["-B", "-C", "-f", str(pom), f"-DoutputDirectory={libs}", "-DincludeScope=runtime"]
    status, output = _run([maven, *options, _MAVEN_GOAL], progress, len(checksums))
    if status != 0:
        raise _maven_failure(status, output)
    progress("Comparing checksums …")
    _compare_checksums(libs, checksums)
    for path in libs.iterdir():
        if path.name not in checksums:
            path.unlink()
    (folder / "SHA256SUMS").write_text(
        "".join(f"{digest}  libs/{name}\n" for name, digest in checksums.items()), encoding="utf-8"
    )
    write_server_jar(folder / "languagetool-server.jar", [f"libs/{name}" for name in checksums])
    return folder


def _compare_checksums(folder: Path, checksums: dict[str, str]) -> None:
    """Raise InstallError unless every file of `checksums` is in `folder` and is the released one."""
    for name, expected in checksums.items():
        path = folder / name
        if not path.is_file():
            raise InstallError(f"{name} did not come.")
        if (actual := _sha256(path)) != expected:
            raise _ChecksumError(
                f"{name} is not the released file: SHA-256 {actual}, expected {expected}. "
                "Nothing was installed."
            )


def write_server_jar(path: Path, class_path: list[str]) -> None:
    """Write a jar without classes that starts the server from the jars of `class_path`.

    The class path is relative to the jar's folder.
    A line of a manifest has 72 bytes at most; a continuation line begins with a space (JAR File
    Specification).
    """
    headers = (
        "Manifest-Version: 1.0",
        "Main-Class: org.languagetool.server.HTTPServer",
        f"Class-Path: {' '.join(class_path)}",
    )
    lines: list[bytes] = []
    for header in headers:
        rest = header.encode("utf-8")
        lines.append(rest[:72])
        rest = rest[72:]
        while rest:
            lines.append(b" " + rest[:71])
            rest = rest[71:]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as jar:
        jar.writestr("META-INF/MANIFEST.MF", b"".join(line + b"\r\n" for line in lines) + b"\r\n")


def _run(command: list[str], progress: Progress, jars: int) -> tuple[int, list[str]]:
    """Run Maven; return its exit status and the lines it printed. `progress` hears of every tenth jar."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=not IS_WINDOWS,
    )
    assert process.stdout is not None
    timer = threading.Timer(_MAVEN_SECONDS, kill_group, [process])
    timer.daemon = True
    timer.start()
    output, fetched = [], 0
    try:
        with process.stdout as lines:
            for line in lines:
                output.append(line.rstrip())
                if _FETCHED.search(line):
                    fetched += 1
                    if fetched % 10 == 0:
                        progress(f"{min(fetched, jars)} of {jars} jars")
        return process.wait(), output
    finally:
        timer.cancel()
        kill_group(process)


def _maven_failure(status: int, output: list[str]) -> InstallError:
    errors = [line.partition("]")[2].strip() for line in output if "ERROR]" in line]
    text = "\n".join(errors)
    if _NO_SPACE.search(text):
        return InstallError("the disk is full.")
    if _BAD_CHECKSUM.search(text) and not _NO_NETWORK.search(text):
        return _ChecksumError(
            f"Maven refused a file for its checksum: {errors[0][:300]} Nothing was installed."
        )
    if _NO_NETWORK.search(text):
        return InstallError(
            "no connection to the Maven repository (a mirror or proxy is set in ~/.m2/settings.xml)."
        )
    return InstallError(f"ended with exit status {status}: {(errors or output or ['no output'])[0][:300]}")


def _fetch_with_wrapper(temporary: Path, progress: Progress) -> Path:
    try:
        from mtcheck.engines.languagetool.client import download
    except ImportError as error:
        raise InstallError(f"language-tool-python is not installed ({error}).") from error
    _require_space(temporary, _ARCHIVE_BYTES)
    progress(f"Downloading the archive of LanguageTool {VERSION} (250 MB) with language-tool-python …")
    parent = temporary / "download"
    parent.mkdir()
    try:
        download(VERSION, parent)
    except EngineError as error:
        message = str(error)
        kind = _ChecksumError if _BAD_CHECKSUM.search(message) else InstallError
        raise kind(message if message.endswith(".") else f"{message}.") from error
    folder = parent / f"LanguageTool-{VERSION}"
    if not is_complete(folder):
        raise InstallError("the archive has no language server in it.")
    return folder


def _move_into_place(fetched: Path, target: Path, temporary: Path) -> None:
    if target.exists():
        if is_complete(target):  # another process was faster
            return
        target.rename(temporary / "broken")
    fetched.rename(target)


def _require_space(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise InstallError(
            f"{needed // 1_000_000} MB are needed in {folder.parent}, and {free // 1_000_000} MB are free."
        )


def _checksums() -> dict[str, str]:
    """SHA-256 of every jar, by its name at Maven Central."""
    lines = _package_data(f"languagetool-{VERSION}.sha256").decode("ascii").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines)}


def _package_data(name: str) -> bytes:
    return resources.files("mtcheck.engines.languagetool").joinpath(name).read_bytes()


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
