"""Harper (https://writewithharper.com, PyPI `harper-py`): the embedded grammar checker; needs no server.

Of Harper's 900 lints, those that nobody asked for take nine tenths of the time. An engine that is told which
rule ids are wanted switches the others off in Harper itself: it reads 9,000 words a second with the default
set, 4,000 with all.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import cached_property

from mtcheck.engines.harper.chunks import chunks
from mtcheck.engines.harper.findings import to_finding
from mtcheck.engines.harper.linter import LintConfig, SharedLinter
from mtcheck.engines.harper.rules import rule_ids_of
from mtcheck.engines.harper.spelling import UnknownWords
from mtcheck.engines.interface import EngineUnavailableError
from mtcheck.findings.finding import Finding
from mtcheck.text.document import Document
from mtcheck.text.reading import GAP

_LOG = logging.getLogger(__name__)
_LINTER = SharedLinter()


class Harper:
    """Harper as an engine.

    wanted: which rule ids are worth looking for; None looks for all, which is slower.
    """

    name = "harper"

    def __init__(self, wanted: Callable[[str], bool] | None = None) -> None:
        self._wanted = wanted

    def start(self) -> None:
        _LINTER.start()

    def stop(self) -> None:
        """Does nothing: the linter stays for the next document of this process."""

    def version(self) -> str:
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("harper-py")
        except PackageNotFoundError:
            raise EngineUnavailableError("harper-py is not installed; pip install harper-py") from None

    def check(self, document: Document) -> list[Finding]:
        unknown_words = UnknownWords(document)
        config = self._config
        began = time.perf_counter()
        findings: list[Finding] = []
        for chunk in chunks(document):
            for lint_name, lints in _LINTER.lint(chunk.text + GAP, config).items():
                for lint in lints:
                    finding = to_finding(document, chunk, lint_name, lint, unknown_words)
                    if finding is not None:
                        findings.append(finding)
        findings.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
        _LOG.debug("%s: %d findings in %.3f s", document.name, len(findings), time.perf_counter() - began)
        return findings

    @cached_property
    def _config(self) -> LintConfig:
        return {lint_name: self._wants(lint_name) for lint_name in _LINTER.lint_names()}

    def _wants(self, lint_name: str) -> bool:
        return self._wanted is None or any(map(self._wanted, rule_ids_of(lint_name)))


def create(wanted: Callable[[str], bool] | None, url: str | None) -> Harper:
    """The engine, as the registry asks for it. Harper needs no server, so `url` is ignored."""
    return Harper(wanted)
