"""Plan: what a worker process has to know to check articles, as one value that travels; and the process's own
checkers.

Settings name files (vocabulary, baseline) that lie where the job is submitted. So the decisions in them are
read there, once, and travel with the settings. Glossaries do not: they have to lie where the workers find
them, under the same path.
"""

from __future__ import annotations

import atexit
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import mtcheck
from mtcheck import garble
from mtcheck.checker import Checker
from mtcheck.decisions.decisions import Decisions
from mtcheck.settings.model import Settings
from mtcheck.settings.wanted import wants_model


class PackedError(RuntimeError):
    """The package was put on the path as a ZIP file."""


@dataclass(frozen=True)
class Plan:
    """How to check, whatever the machine.

    format: what the texts are: `text`, `markdown` or `html`.
    """

    settings: Settings
    decisions: Decisions
    format: str = "text"

    @classmethod
    def of(cls, settings: Settings | None, format: str = "text") -> Plan:
        """The plan for these settings; None means the defaults. Raises SettingsError for what they name
        and is not there.
        """
        if format not in SUFFIX:
            raise ValueError(f"format: “{format}” is not one of {', '.join(SUFFIX)}.")
        settings = without_idle_engines(settings or Settings())
        return cls(settings, Decisions.load(settings), format)


#: The formats that the text of a cell may have, with the suffix of a file of that format.
SUFFIX = {"text": ".txt", "markdown": ".md", "html": ".html"}


def without_idle_engines(settings: Settings) -> Settings:
    """The settings without LanguageTool, unless somebody asked for it: here every worker would have to
    have a server.
    """
    asked = "languagetool" in settings.require_engine or settings.languagetool_url is not None
    if asked or "languagetool" in settings.no_engine:
        return settings
    return replace(settings, no_engine=(*settings.no_engine, "languagetool"))


class Desk:
    """The checkers of one plan in this process: one for all articles that have the same settings, loaded
    once.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._checkers: dict[Settings, Checker] = {}
        self._lock = threading.Lock()

    def checker_for(self, name: str) -> Checker:
        settings = self._plan.settings.for_path(name)
        with self._lock:
            if settings not in self._checkers:
                server = next(
                    filter(None, (one.engine("languagetool") for one in self._checkers.values())), None
                )
                checker = Checker(settings, languagetool=server, decisions=self._plan.decisions)
                atexit.register(checker.close)
                checker.start()
                self._checkers[settings] = checker
            return self._checkers[settings]


_desks: dict[tuple[Settings, str], Desk] = {}
_lock = threading.Lock()


def desk(plan: Plan) -> Desk:
    """The desk of this plan, made when first asked for. Raises PackedError."""
    if not Path(mtcheck.__file__).is_file():
        raise PackedError(
            f"mtcheck runs from inside a ZIP file ({mtcheck.__file__}), where it cannot read its word lists and its model; "
            "ship it with --archives, which unpacks it, not with --py-files (docs/archive.md)"
        )
    key = (plan.settings, plan.decisions.signature)
    with _lock:
        if key not in _desks:
            _desks[key] = Desk(plan)
        return _desks[key]


def settle(plan: Plan) -> Desk:
    """The same in a process that is one of several on its machine: the model gets one thread, as the
    others have the rest.
    """
    if wants_model(plan.settings):
        with suppress(Exception):  # what is wrong with the model is said when it is asked
            garble.load(threads=1)
    return desk(plan)
