"""The plan for checking articles: everything that a worker process has to know, as one value that travels.

Settings name files (vocabulary, baseline) that lie where the job is submitted. The decisions in them are read
there, once, and travel with the settings. Glossaries do not travel: they have to lie where the workers find
them, under the same path.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from mtcheck.decisions.decisions import Decisions
from mtcheck.runner.analyse import load_model
from mtcheck.runner.checkers import PROCESS_CHECKERS
from mtcheck.runner.session import Session
from mtcheck.settings.model import Settings
from mtcheck.settings.wanted import wants_model

#: The formats that the text of a cell may have, with the suffix of a file of that format.
SUFFIX = {"text": ".txt", "markdown": ".md", "html": ".html"}


class PackedError(RuntimeError):
    """The package was put on the path as a ZIP file."""


@dataclass(frozen=True)
class Plan:
    """How to check articles, whatever the machine."""

    settings: Settings
    """The settings, LanguageTool left out unless somebody asked for it."""
    decisions: Decisions
    """The decisions in the files that the settings name."""
    format: str = "text"
    """Of the texts: `text`, `markdown` or `html`."""

    @classmethod
    def of(cls, settings: Settings | None, format: str = "text") -> Plan:
        """The plan for these settings; None means the defaults.

        Raises SettingsError for files that the settings name and that are missing.
        """
        if format not in SUFFIX:
            raise ValueError(f"format: “{format}” is not one of {', '.join(SUFFIX)}.")
        settings = without_idle_engines(settings or Settings())
        return cls(settings, Decisions.load(settings), format)


def without_idle_engines(settings: Settings) -> Settings:
    """The settings without LanguageTool, unless somebody asked for it: each worker would need a server."""
    is_wanted = "languagetool" in settings.require_engine or settings.languagetool_url is not None
    if is_wanted or "languagetool" in settings.no_engine:
        return settings
    return replace(settings, no_engine=(*settings.no_engine, "languagetool"))


def session_for(plan: Plan) -> Session:
    """The session of a plan. Its checkers stay as long as the process. Raises PackedError."""
    package = Path(__file__).parents[1] / "__init__.py"
    if not package.is_file():
        raise PackedError(
            f"mtcheck runs from inside a ZIP file ({package}), where it cannot read its word lists "
            "and its model; ship it with --archives, which unpacks it, not with --py-files (docs/archive.md)"
        )
    return Session(plan.settings, plan.decisions, checkers=PROCESS_CHECKERS)


def worker_session(plan: Plan) -> Session:
    """The session of a plan in one of several processes on a machine.

    The model gets one thread there, because the other processes have the rest. Raises PackedError.
    """
    if wants_model(plan.settings):
        load_model(threads=1)
    return session_for(plan)
