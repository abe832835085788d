"""The checker: runs rules, engines and model on one document, merges, scores, gates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from types import TracebackType
from typing import TYPE_CHECKING

from mtcheck.document import Document
from mtcheck.engines.interface import Engine, EngineError, EngineUnavailableError
from mtcheck.finding import Finding
from mtcheck.merge import merge
from mtcheck.report import Report, Skipped
from mtcheck.score import gate, scorecard
from mtcheck.selection import MODEL_RULE, Selection
from mtcheck.settings import ENGINES, Settings

if TYPE_CHECKING:
    from importlib.abc import Traversable


class Checker:
    """Checks documents under one set of settings; a context manager, because engines run beside it.

    Engines start at once and load while the first document's own rules run.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._selection = settings.selection
        self._rules = self._selection.rules()
        self._blockers = {rule.id for rule in self._rules if rule.blocks}
        self._engines = [self._engine(name) for name in ENGINES if self._wanted(name)]
        self._model = settings.model and self._selection.wants_model and _model_is_installed()

    def __enter__(self) -> Checker:
        for engine in self._engines:
            engine.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Stop what runs beside us."""
        for engine in self._engines:
            engine.stop()

    def check(self, document: Document) -> Report:
        """Check one document. Never raises for what the text is."""
        own = [finding for rule in self._rules for finding in rule.check(document)]
        blocked = self._blocked(document, own)
        if blocked is not None:
            return self.unchecked(document, blocked, tuple(own))
        model_problems: tuple[str, ...] = ()
        try:
            guessed, estimates, model = self._ask_model(document)  # before the engines, which are still loading
        except Exception as error:  # a broken installation of what runs it, no memory: said, and the rest is not lost
            guessed, estimates, model = (), (), "none"
            step = "reinstall mtcheck and onnxruntime, or leave the model out with --no-model"
            model_problems = (f"the garble model did not run ({type(error).__name__}: {error}); {step}",)
        relayed, versions, skipped, problems = self._ask_engines(document)
        findings = merge([*own, *guessed, *relayed])
        card = scorecard(document, findings, estimates)
        return Report(
            document=document,
            findings=findings,
            card=card,
            signature=self._signature(versions, skipped, model),
            gate_reasons=gate(card, findings, self.settings),
            skipped=skipped,
            problems=(*model_problems, *problems),
        )

    def unchecked(self, document: Document, cause: str, findings: tuple[Finding, ...] = ()) -> Report:
        """The report on an article that could not be checked, for `cause`."""
        return Report(
            document=document,
            findings=tuple(finding for finding in findings if finding.rule in self._blockers),
            card=None,
            signature=self._signature({}, (), "none"),
            not_checked=cause,
        )

    def _wanted(self, engine: str) -> bool:
        return engine not in self.settings.no_engine and (
            engine in self.settings.require_engine or self._selection.wants_engine(engine)
        )

    def _engine(self, name: str) -> Engine:
        if name == "harper":
            from mtcheck.engines.harper import Harper

            return Harper(wanted=self._wants)
        from mtcheck.engines.languagetool import LanguageTool

        return LanguageTool(url=self.settings.languagetool_url)

    def _wants(self, rule: str) -> bool:
        return self._selection.takes(rule, default_on(rule))

    def _blocked(self, document: Document, findings: list[Finding]) -> str | None:
        for finding in findings:
            if finding.rule in self._blockers:
                return finding.message
        return None if document.words else "There is no prose in it, so nothing was checked."

    def _ask_model(self, document: Document) -> tuple[tuple[Finding, ...], tuple[float | None, ...], str]:
        """(findings, one estimate a sentence, the model's version); empty and “none” where the model was not to run."""
        if not self._model:
            return (), (), "none"
        from mtcheck import garble

        result = garble.analyse(document, self.settings.sensitivity)
        wanted = self._selection.takes(MODEL_RULE, True)
        return result.findings if wanted else (), result.estimates, garble.version()

    def _ask_engines(self, document: Document) -> tuple[list[Finding], dict[str, str], tuple[Skipped, ...], tuple[str, ...]]:
        findings: list[Finding] = []
        versions: dict[str, str] = {}
        skipped: list[Skipped] = []
        problems: list[str] = []
        for engine in self._engines:
            required = engine.name in self.settings.require_engine
            asked_for = required or (engine.name == "languagetool" and self.settings.languagetool_url is not None)
            try:
                versions[engine.name] = engine.version()
                found = engine.check(document)
            except EngineUnavailableError as error:
                versions.pop(engine.name, None)
                skipped.append(Skipped(engine.name, str(error), required=asked_for))
                if asked_for:
                    problems.append(f"{engine.name} is required and did not run: {error}")
            except EngineError as error:
                problems.append(f"{engine.name} did not check everything: {error}")
            else:
                findings.extend(finding for finding in found if self._wants(finding.rule))
        skipped.extend(Skipped(name, "left out by --no-engine") for name in self.settings.no_engine)
        if not self.settings.model:
            skipped.append(Skipped("model", "left out by --no-model"))
        elif self._selection.wants_model and not self._model:
            skipped.append(Skipped("model", "the garble model is not in this installation"))
        return findings, versions, tuple(skipped), tuple(problems)

    def _signature(self, versions: dict[str, str], skipped: tuple[Skipped, ...], model: str) -> str:
        engines = "+".join(f"{name}-{version}" for name, version in sorted(versions.items())) or "none"
        left_out = "+".join(sorted(one.name for one in skipped)) or "none"
        parts = {
            "mtcheck": package_version(),
            "rules": rules_hash(self._selection),
            "engines": engines,
            "skipped": left_out,
            "model": model,
            "lang": "en",
            "settings": self.settings.fingerprint(),
        }
        return "|".join(f"{key}:{value}" for key, value in parts.items())


def _model_is_installed() -> bool:
    from mtcheck.garble.model import is_installed

    return is_installed()


def default_on(rule: str) -> bool:
    """Whether a relayed finding of this id is shown unless asked otherwise: the engines' own tables say."""
    if rule.startswith("GR-HARPER-"):
        from mtcheck.engines import harper_rules

        return harper_rules.default_on(rule)
    from mtcheck.engines import languagetool_rules

    return languagetool_rules.default_on(rule)


def package_version() -> str:
    from mtcheck import __version__

    return __version__


@cache
def rules_hash(selection: Selection) -> str:
    """Eight hex digits over the rules that run, their code, and the data they read."""
    digest = hashlib.sha256(repr([rule.id for rule in selection.rules()]).encode())
    for folder in ("rules", "lexicon"):
        for file in _files(resources.files("mtcheck") / folder):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry)
        else:
            yield entry
