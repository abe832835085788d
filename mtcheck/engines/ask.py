"""Asking the engines about a document: what they relay, and what they could not check."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterable

from mtcheck.engines.interface import Engine, EngineError, EngineUnavailableError
from mtcheck.findings.contribution import Contribution
from mtcheck.findings.finding import Finding
from mtcheck.findings.placing import in_file
from mtcheck.findings.report import Skipped
from mtcheck.text.document import Document

_log = logging.getLogger(__name__)


def ask_engines(
    engines: Iterable[Engine], document: Document, wants: Callable[[str], bool], required: Collection[str]
) -> Contribution:
    """The engines' findings, in their order.

    wants: whether findings with a rule id are shown. required: engines whose absence is a problem, not a
    skip.
    """
    answers = Contribution()
    for engine in engines:
        answers += _ask(engine, document, wants, engine.name in required)
    return answers


def _ask(engine: Engine, document: Document, wants: Callable[[str], bool], required: bool) -> Contribution:
    began = time.perf_counter()
    versions: dict[str, str] = {}
    try:
        versions[engine.name] = engine.version()
        findings: list[Finding] = engine.check(document.decoded)
    except EngineUnavailableError as error:
        problems = (f"{engine.name} is required and did not run: {error}",) if required else ()
        return Contribution(skipped=(Skipped(engine.name, str(error), required=required),), problems=problems)
    except EngineError as error:
        return Contribution(problems=(f"{engine.name} did not check everything: {error}",), versions=versions)
    except Exception as error:  # a mistake of ours, or of the engine: our own findings are not lost for it
        _log.debug("%s: %s failed", document.name, engine.name, exc_info=True)
        cause = f"{engine.name} failed ({type(error).__name__}: {error})"
        return Contribution(problems=(f"{cause}; please report it.",), versions=versions)
    _log.debug("%s: %s took %.3f s", document.name, engine.name, time.perf_counter() - began)
    shown = tuple(in_file(finding, document) for finding in findings if wants(finding.rule))
    return Contribution(shown, versions=versions)
