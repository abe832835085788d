"""Our one door to language-tool-python: every text goes to LanguageTool through the wrapper, and only this
module imports it.

The wrapper is GPL-3.0; nothing else in mtcheck touches it, and this module is imported only when a
LanguageTool server is there (`languagetool.py`) or when LanguageTool is downloaded (`install.py`).

What the wrapper leaves out, this adds: whether the server checked all of the text
(`warnings.incompleteResults`), the server's version, and the end of a match, which the wrapper leaves in
UTF-16 units while it turns the start into code points.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from language_tool_python import LanguageTool
from language_tool_python.download_lt import LocalLanguageTool
from language_tool_python.exceptions import LanguageToolError

from mtcheck.engines.interface import EngineError

#: Seconds for one request; a chunk takes one or two, the first one of a server ten on a busy machine.
TIMEOUT = 120


@dataclass(frozen=True)
class Match:
    """One problem LanguageTool reports; `start` and `end` are code points in the text that was sent."""

    rule: str
    category: str
    issue_type: str
    message: str
    replacements: tuple[str, ...]
    start: int
    end: int


class _Recorder(LanguageTool):
    """The wrapper, keeping the server's last answer: the one place where it passes by whole is
    `_query_server`.

    Not public, hence `Client.check` fails loudly when a new version of the wrapper goes another way.
    """

    _TIMEOUT = TIMEOUT  # type: ignore[assignment, unused-ignore]

    answer: Any = None

    def _query_server(self, *args: Any, **kwargs: Any) -> Any:
        self.answer = super()._query_server(*args, **kwargs)
        return self.answer


class Client:
    """A connection to a running server.

    url: `http://host:port` or with a path, without the `/v2`. local: the server is on this machine, so that
    no proxy stands between. Not thread-safe: the wrapper shares state between calls. Raises EngineError.
    """

    def __init__(self, url: str, *, language: str = "en-US", local: bool = False) -> None:
        self.version = ""
        # An empty entry keeps `requests` from taking a proxy for 127.0.0.1 from the environment.
        proxies = {"http": "", "https": "", "all": ""} if local else None
        with _reported():
            self._tool = _Recorder(language, remote_server=url.rstrip("/") + "/", proxies=proxies)

    def check(self, text: str) -> list[Match]:
        """What LanguageTool says of `text`. Raises EngineError, also where only a part of it was checked."""
        self._tool.answer = None
        with _reported():
            matches = self._tool.check(text)
            answer = self._tool.answer
            if not isinstance(answer, dict) or "matches" not in answer:
                raise EngineError(
                    "language-tool-python no longer hands on LanguageTool's whole answer; install version 3.4."
                )
            self.version = str(answer.get("software", {}).get("version", "")) or self.version
            warnings = answer.get("warnings") or {}
            if warnings.get("incompleteResults"):
                reason = str(warnings.get("incompleteResultsReason") or "no reason given").rstrip(".")
                raise EngineError(f"LanguageTool checked only a part of the text ({reason}).")
            return [
                Match(
                    rule=match.rule_id,
                    category=match.category,
                    issue_type=match.rule_issue_type,
                    message=match.message,
                    replacements=tuple(match.replacements),
                    start=match.offset,
                    end=code_point_end(text, match.offset, match.error_length),
                )
                for match in matches
            ]


def code_point_end(text: str, start: int, units: int) -> int:
    """The code point at which a stretch of `units` UTF-16 units that begins at code point `start` ends."""
    end = start
    while units > 0 and end < len(text):
        units -= 2 if ord(text[end]) > 0xFFFF else 1
        end += 1
    return end


@contextmanager
def _reported() -> Iterator[None]:
    """Turns whatever the wrapper raises into an EngineError that says what happened."""
    try:
        yield
    except EngineError:
        raise
    except (LanguageToolError, OSError) as error:  # requests' errors are OSErrors
        said = " ".join(str(error).split())[:300] or type(error).__name__
        raise EngineError(f"LanguageTool did not answer properly: {said}") from error
    except Exception as error:  # KeyError, TypeError, …: an answer of a shape that the wrapper did not expect
        raise EngineError(
            f"LanguageTool gave an answer that cannot be read ({type(error).__name__}: {error})."
        ) from error


def download(version: str, folder: Path) -> None:
    """Downloads a release with the wrapper, which verifies its SHA-256, to `folder/LanguageTool-<version>`.

    Draws its own progress bar on stderr. Raises EngineError.
    """
    # The wrapper takes the folder from the environment only; with LTP_JAR_DIR_PATH set it would download
    # nothing and say nothing.
    with _environment(LTP_PATH=str(folder), LTP_JAR_DIR_PATH=None):
        try:
            LocalLanguageTool.from_version_name(version).download()
        except requests.ConnectionError as error:
            url = getattr(error.request, "url", None)
            raise EngineError(
                f"no connection to {urlsplit(url).hostname if url else 'the download site'}"
            ) from error
        except (LanguageToolError, OSError, SystemError, SystemExit, ImportError, ValueError) as error:
            raise EngineError(" ".join(str(error).split())[:300] or type(error).__name__) from error


@contextmanager
def _environment(**variables: str | None) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    _set_environment(variables)
    try:
        yield
    finally:
        _set_environment(before)


def _set_environment(variables: dict[str, str | None]) -> None:
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
