"""The Java runtime on this machine, and whether it is new enough for LanguageTool."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from mtcheck.engines.interface import EngineUnavailableError
from mtcheck.engines.languagetool.installation import VERSION, version_key
from mtcheck.engines.languagetool.process import IS_WINDOWS, kill_group

#: Seconds a Java has to print its version.
VERSION_SECONDS = 15.0

_VERSION_LINE = re.compile(r'version "(\d+)(?:\.(\d+))?|^openjdk (\d+)', re.MULTILINE)


@dataclass(frozen=True)
class Java:
    """A Java runtime."""

    path: str
    """The program."""
    major: int
    """Its major version: 8 for “1.8”, 17 for “17.0.15”."""


class JavaError(EngineUnavailableError):
    """There is no Java that runs LanguageTool. `problem` says why, `advice` how to get one."""

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(f"{problem} {advice}")
        self.problem = problem
        self.advice = advice


def required_java(version: str = VERSION) -> int:
    """The major version of the oldest Java that runs this version of LanguageTool."""
    is_release, number = version_key(version)
    return 9 if is_release and number < (6, 6) else 17


def find_java(version: str = VERSION, *, seconds: float = VERSION_SECONDS) -> Java:
    """A Java that is new enough for this version of LanguageTool: on the PATH, else in `$JAVA_HOME`.

    seconds: how long each Java has to print its version. Raises JavaError.
    """
    required = required_java(version)
    paths = [path for path in (shutil.which("java"), _java_home()) if path]
    if not paths:
        raise JavaError("LanguageTool needs Java, and there is none here.", _advice(required))
    problems = []
    for path in dict.fromkeys(paths):
        major = _major_version(path, seconds)
        if isinstance(major, int) and major >= required:
            return Java(path, major)
        problems.append(f"{path} is Java {major}" if isinstance(major, int) else f"{path} {major}")
    raise JavaError(
        f"LanguageTool {version} needs Java {required} or later; {', '.join(problems)}.", _advice(required)
    )


def _java_home() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin")) if home else None


def _major_version(path: str, seconds: float) -> int | str:
    """The major version, or what is wrong with this Java (as a predicate of its path)."""
    try:
        process = subprocess.Popen(
            [path, "-version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=not IS_WINDOWS,
        )
    except OSError as error:
        return f"does not run ({error.strerror or error})"
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        kill_group(process)
        assert process.stdout is not None
        process.stdout.close()
        return f"did not tell its version within {seconds:.0f} s"
    match = _VERSION_LINE.search(output)
    if match is None:
        excerpt = " ".join(output.split())[:200]
        return f"did not tell its version (exit status {process.returncode}: “{excerpt}”)"
    first, second = int(match[1] or match[3]), int(match[2] or 0)
    return second if first == 1 else first


def _advice(major: int) -> str:
    return (
        f"Install Java {major} or later (Debian, Ubuntu: apt install openjdk-{major}-jre-headless; "
        f"macOS: brew install openjdk@{major}; "
        f"Windows: winget install EclipseAdoptium.Temurin.{major}.JRE) and see that “java” is on the PATH."
    )
