"""The only module that imports language-tool-python, through which all text goes to LanguageTool.

The wrapper is GPL-3.0, and slow to import: this module is imported only where a LanguageTool server answers
(`engine.py`) or LanguageTool is downloaded (`install.py`).

It adds what the wrapper leaves out: whether the server checked all of the text
(`warnings.incompleteResults`), the server's version, and where a match ends. The wrapper turns the start of
a match into code points and leaves its length in UTF-16 units.
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
from mtcheck.engines.languagetool.transport import ask_server

#: Seconds for an answer: so many, and one more for each 1,000 words. A chunk takes one or two.
PATIENCE = 30.0
#: The variety of English that is asked for. It matters for spelling only.
LANGUAGE = "en-US"


@dataclass(frozen=True)
class LanguageToolMatch:
    """One problem that LanguageTool reports."""

    rule: str
    """LanguageTool's id of the rule."""
    category: str
    """LanguageTool's id of the rule's category."""
    issue_type: str
    """The rule's issue type, of ITS 2.0."""
    message: str
    """What LanguageTool says of it."""
    replacements: tuple[str, ...]
    """Texts for its place, the best one first."""
    start: int
    """Code point in the text that was sent."""
    end: int
    """Code point in the text that was sent, exclusive."""


class _Recorder(LanguageTool):
    """The wrapper, with requests of our own (see `transport`) and the server's last answer kept.

    `_query_server` is not public: `Client.check` fails where a new version of the wrapper does without it.
    """

    answer: Any = None
    seconds: float = 60.0  # of its first question, for the languages, to a server that has just started

    def _query_server(
        self, url: str, params: dict[str, str] | None = None, num_tries: int = 1, method: str = "get"
    ) -> Any:
        self.answer = ask_server(
            url, params, is_post=method == "post", proxies=self.proxies, seconds=self.seconds
        )
        return self.answer


class Client:
    """A connection to a running server.

    url: `http://host:port`, perhaps with a path, without the `/v2`. local: the server is on this machine, so
    it is asked without a proxy. Not thread-safe: the wrapper shares state between calls. Raises EngineError.
    """

    def __init__(self, url: str, *, local: bool = False) -> None:
        self.version = ""
        # Empty entries keep `requests` from taking a proxy for 127.0.0.1 from the environment.
        proxies = {"http": "", "https": "", "all": ""} if local else None
        with _reported():
            self._tool = _Recorder(LANGUAGE, remote_server=url.rstrip("/") + "/", proxies=proxies)

    def check(self, text: str, patience: float = PATIENCE) -> list[LanguageToolMatch]:
        """What LanguageTool reports. Raises EngineError, also where it checked only a part of the text.

        patience: seconds for the answer, without those for the length of the text.
        """
        self._tool.answer = None
        self._tool.seconds = patience + len(text.split()) / 1000
        with _reported():
            matches = self._tool.check(text)
            self._read_answer(self._tool.answer)
            return [
                _inside(
                    text,
                    LanguageToolMatch(
                        rule=match.rule_id,
                        category=match.category,
                        issue_type=match.rule_issue_type,
                        message=match.message,
                        replacements=tuple(match.replacements),
                        start=match.offset,
                        end=code_point_end(text, match.offset, match.error_length),
                    ),
                )
                for match in matches
            ]

    def _read_answer(self, answer: Any) -> None:
        """Note the server's version. Raises EngineError where the answer is missing or covers only a part."""
        if not isinstance(answer, dict) or "matches" not in answer:
            raise EngineError(
                "language-tool-python no longer hands on LanguageTool's whole answer; install version 3.4."
            )
        self.version = str(answer.get("software", {}).get("version", "")) or self.version
        warnings = answer.get("warnings") or {}
        if warnings.get("incompleteResults"):
            reason = str(warnings.get("incompleteResultsReason") or "no reason given").rstrip(".")
            raise EngineError(f"LanguageTool checked only a part of the text ({reason}).")


def _inside(text: str, match: LanguageToolMatch) -> LanguageToolMatch:
    """The match. Raises EngineError where it lies outside the text."""
    if not 0 <= match.start <= match.end <= len(text):
        raise EngineError(
            f"LanguageTool gave an answer that cannot be read (a match at {match.start} to {match.end} "
            f"in a text of {len(text)})."
        )
    return match


def code_point_end(text: str, start: int, units: int) -> int:
    """Where a stretch of `units` UTF-16 units ends that begins at `start`; before it if negative."""
    end = start + min(units, 0)
    while units > 0 and end < len(text):
        units -= 2 if ord(text[end]) > 0xFFFF else 1
        end += 1
    return end


@contextmanager
def _reported() -> Iterator[None]:
    """Turn whatever the wrapper raises into an EngineError that says what happened."""
    try:
        yield
    except EngineError:
        raise
    except (LanguageToolError, OSError) as error:  # requests' errors are OSErrors
        raise EngineError(f"LanguageTool did not answer properly: {_one_line(error)}") from error
    except Exception as error:  # KeyError, TypeError, …: the wrapper did not expect an answer of this shape
        raise EngineError(
            f"LanguageTool gave an answer that cannot be read ({type(error).__name__}: {error})."
        ) from error


def download(version: str, folder: Path) -> None:
    """Download a release to `folder/LanguageTool-<version>`. The wrapper verifies its SHA-256.

    The wrapper draws a progress bar on stderr. Raises EngineError.
    """
    # The wrapper takes the folder from the environment only. With LTP_JAR_DIR_PATH set it would download
    # nothing, silently.
    with _environment(LTP_PATH=str(folder), LTP_JAR_DIR_PATH=None):
        try:
            LocalLanguageTool.from_version_name(version).download()
        except requests.ConnectionError as error:
            url = getattr(error.request, "url", None)
            host = urlsplit(url).hostname if url else "the download site"
            raise EngineError(f"no connection to {host}") from error
        except (LanguageToolError, OSError, SystemError, SystemExit, ImportError, ValueError) as error:
            raise EngineError(_one_line(error)) from error


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__


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
