"""Checkers: one for all articles that have the same settings."""

from __future__ import annotations

import atexit
import threading

from mtcheck.checker import Checker
from mtcheck.decisions.decisions import Decisions
from mtcheck.engines.interface import Engine
from mtcheck.settings.model import Settings


class Checkers:
    """A store of checkers. Those that ask the same LanguageTool share one server. Safe to use from several
    threads.

    languagetool: one that the caller owns and stops, for all whose settings name no address.
    """

    def __init__(self, languagetool: Engine | None = None) -> None:
        self._lent = languagetool
        self._checkers: dict[tuple[Settings, str], Checker] = {}
        self._lock = threading.Lock()

    def get(self, settings: Settings, decisions: Decisions | None = None, *, start: bool = False) -> Checker:
        """The checker for these settings, made when first asked for.

        settings: those of the article, its overrides applied. decisions: as for `Checker`. start: let its
        engines load.
        """
        key = (settings, "" if decisions is None else decisions.signature)
        with self._lock:
            checker = self._checkers.get(key)
            if checker is None:
                server = self._languagetool(settings.languagetool_url)
                checker = Checker(settings, languagetool=server, decisions=decisions)
                self._checkers[key] = checker
            if start:
                checker.start()
        return checker

    def close(self) -> None:
        """Stop all engines that are ours. All checkers, as one may have lent its server to another."""
        with self._lock:
            for checker in self._checkers.values():
                checker.close()

    def _languagetool(self, url: str | None) -> Engine | None:
        """The LanguageTool that is asked at this address; None where there is none yet."""
        if url is None and self._lent is not None:
            return self._lent
        for checker in self._checkers.values():
            engine = checker.engine("languagetool")
            if engine is not None and checker.settings.languagetool_url == url:
                return engine
        return None


#: The checkers of whoever checks one article after another for as long as the process lives.
PROCESS_CHECKERS = Checkers()
atexit.register(PROCESS_CHECKERS.close)
