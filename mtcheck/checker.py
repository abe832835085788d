"""The checker: runs rules, engines and model on one document, merges, scores, gates."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache, cached_property
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from mtcheck.engines.interface import Engine, EngineError, EngineUnavailableError
from mtcheck.findings.analysis import Analysis
from mtcheck.findings.finding import Finding
from mtcheck.findings.merge import merge
from mtcheck.findings.report import Report, Skipped
from mtcheck.findings.score import Scorecard, gate, reference_gate, scorecard
from mtcheck.settings.model import ENGINES, Settings
from mtcheck.settings.selection import MODEL_RULE, Selection, declared
from mtcheck.text.document import Document

if TYPE_CHECKING:
    from importlib.abc import Traversable

    from mtcheck.bilingual.reference import ReferenceScores
    from mtcheck.decisions.coverage import Coverage
    from mtcheck.decisions.decisions import Decisions
    from mtcheck.findings.pair import PairAnalysis
    from mtcheck.rules.base import Rule

#: (document, findings that count, estimates) → scorecard.
Score = Callable[[Document, Sequence[Finding], Sequence[float | None]], Scorecard]


class Checker:
    """Checks documents under one set of settings; a context manager, because engines run beside it.

    Engines start at once and load while the first document's own rules run. languagetool: one that somebody
    else has and stops, to be asked instead of one of our own, so that many checkers need one server.
    decisions: None reads what the settings name, when the first article is decided on.
    """

    def __init__(
        self, settings: Settings, *, languagetool: Engine | None = None, decisions: Decisions | None = None
    ) -> None:
        self.settings = settings
        self._given_decisions = decisions
        self._selection = settings.selection
        lent = {"languagetool": languagetool} if languagetool is not None else {}
        self._engines = [lent.get(name) or self._engine(name) for name in wanted_engines(settings)]
        self._lent = list(lent.values())
        self._model = wants_model(settings)

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        # When asked for: forty modules are imported while the engines load, which takes longest.
        return (*self._selection.rules(), *_house_rules(self.settings))

    @cached_property
    def _blockers(self) -> frozenset[str]:
        return frozenset(rule.id for rule in self._rules if rule.blocks)

    def __enter__(self) -> Checker:
        self.start()
        return self

    def start(self) -> None:
        """Let the engines begin to load, in the background. Nothing happens where they have begun."""
        for engine in self._engines:
            engine.start()

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop what runs beside us and is ours."""
        for engine in self._engines:
            if engine not in self._lent:
                engine.stop()

    def engine(self, name: str) -> Engine | None:
        """The engine of this name, if it is asked here."""
        return next((engine for engine in self._engines if engine.name == name), None)

    def check(
        self,
        document: Document,
        source: Document | None = None,
        references: Sequence[Document] = (),
        *,
        aligned: bool = False,
    ) -> Report:
        """Check one document. Never raises for what the text is.

        source: what it was translated from. references: other translations of the same. aligned: each unit of
        the document translates the same unit of the source (rows of a table, segments of XLIFF and TMX).
        """
        analysis = self.analyse(document, source, references, aligned=aligned)
        return self.decide(document, analysis, source=source, references=references)

    def analyse(
        self,
        document: Document,
        source: Document | None = None,
        references: Sequence[Document] = (),
        *,
        aligned: bool = False,
    ) -> Analysis:
        """What rules, model, engines and the comparison with source and references say of a document."""
        own, unfinished = self._ask_rules(document)
        blocked = self._blocked(document, own)
        if blocked is not None:
            return Analysis(
                tuple(finding for finding in own if finding.rule in self._blockers), blocked=blocked
            )
        model_problems: tuple[str, ...] = ()
        try:
            guessed, estimates, model = self._ask_model(
                document
            )  # before the engines, which are still loading
        except (
            Exception
        ) as error:  # a broken installation of what runs it, no memory: said, and the rest is not lost
            guessed, estimates, model = (), (), "none"
            step = "reinstall mtcheck and onnxruntime, or leave the model out with --no-model"
            model_problems = (f"the garble model did not run ({type(error).__name__}: {error}); {step}",)
        pair, unread, pair_problems = (
            self._compare(document, source, aligned) if source is not None else (None, (), ())
        )
        if pair is not None and pair.estimates:
            from mtcheck.bilingual.estimate import combined

            pair = replace(pair, estimates=combined(pair.estimates, estimates))
        reference, reference_problems = (
            self._score_against(document, references) if references else (None, ())
        )
        relayed, versions, skipped, problems = self._ask_engines(document)
        findings = merge([*own, *guessed, *relayed, *(pair.findings if pair else ())])
        skipped = (*skipped, *unread)
        problems = (*unfinished, *model_problems, *pair_problems, *reference_problems, *problems)
        return Analysis(
            findings, estimates, versions, model, skipped, problems, pair=pair, reference=reference
        )

    def decide(
        self,
        document: Document,
        analysis: Analysis,
        score: Score = scorecard,
        *,
        source: Document | None = None,
        references: Sequence[Document] = (),
    ) -> Report:
        """The report on an analysis: what counts, the score, the gate. Asks no engine and no model; loads
        nothing.

        score: `scorecard`, or what remembers its results. source, references: what the analysis was made
        with.
        """
        if analysis.blocked is not None:
            return replace(
                self.unchecked(document, analysis.blocked, analysis.findings),
                source=source,
                references=tuple(references),
            )
        decided = self._decisions.apply(document, analysis.findings, self._coverage(analysis))
        card = score(document, decided.findings, analysis.estimates)
        return Report(
            document=document,
            findings=decided.findings,
            card=card,
            signature=self._signature(analysis.versions, analysis.skipped, analysis.model, analysis),
            gate_reasons=(
                *gate(card, decided.findings, self.settings, whole=decided.whole),
                *reference_gate(analysis.reference, self.settings),
            ),
            skipped=analysis.skipped,
            problems=(*analysis.problems, *self._no_reference(analysis, references)),
            suppressed=decided.suppressed,
            baseline=decided.baseline,
            source=source if analysis.pair is None else analysis.pair.source or source,
            references=tuple(references),
            pair=analysis.pair,
            reference=analysis.reference,
        )

    def unchecked(self, document: Document, cause: str, findings: tuple[Finding, ...] = ()) -> Report:
        """The report on an article that could not be checked, for `cause`."""
        return Report(
            document=document,
            findings=findings,
            card=None,
            signature=self._signature({}, (), "none"),
            not_checked=cause,
        )

    def _engine(self, name: str) -> Engine:
        if name == "harper":
            from mtcheck.engines.harper.engine import Harper

            return Harper(wanted=self._wants)
        from mtcheck.engines.languagetool.engine import LanguageTool

        return LanguageTool(url=self.settings.languagetool_url)

    @cached_property
    def _decisions(self) -> Decisions:
        from mtcheck.decisions.decisions import Decisions

        return self._given_decisions or Decisions.load(self.settings)

    def _compare(
        self, document: Document, source: Document, aligned: bool
    ) -> tuple[PairAnalysis | None, tuple[Skipped, ...], tuple[str, ...]]:
        """What the comparison with the source came to, with the findings that are wanted; what was
        skipped; what not checked.
        """
        if not source.prose.strip():
            return (
                None,
                (),
                (
                    f"it was not checked against its source: {source.name} has no text; name the article’s original",
                ),
            )
        from mtcheck.bilingual.compare import analyse_pair
        from mtcheck.rules.source.reach import skipped

        try:
            pair = analyse_pair(source, document, self.settings, aligned=aligned)
        except Exception as error:  # a mistake of ours, which costs this comparison and nothing else
            cause = f"{type(error).__name__}: {error}"
            return (
                None,
                (),
                (
                    f"it was not checked against its source: the comparison failed ({cause}); please report that",
                ),
            )
        wanted = {rule.id for rule in self._selection.pair_rules()}
        found = tuple(finding for finding in pair.findings if finding.rule in wanted)
        unread = skipped(pair.language, self.settings)
        required = tuple(
            f"{one.name} was asked for and did not run: {one.reason}" for one in unread if one.required
        )
        return replace(pair, findings=found), unread, (*pair.problems, *required)

    def _score_against(
        self, document: Document, references: Sequence[Document]
    ) -> tuple[ReferenceScores | None, tuple[str, ...]]:
        from mtcheck.bilingual.reference import reference_scores

        empty = [one.name for one in references if not one.prose.strip()]
        if empty:
            return None, tuple(
                f"it was not scored against {name}, which has no text; name a reference translation"
                for name in empty
            )
        try:
            return reference_scores(document, references), ()
        except (
            Exception
        ) as error:  # a broken installation of sacreBLEU, no memory: said, and the rest is not lost
            cause = f"{type(error).__name__}: {error}"
            return None, (
                f"it was not scored against its reference: sacreBLEU failed ({cause}); reinstall sacrebleu",
            )

    def _no_reference(self, analysis: Analysis, references: Sequence[Document]) -> tuple[str, ...]:
        """Why a gate on the reference scores could not be applied."""
        least = {"min-bleu": self.settings.min_bleu, "min-chrf": self.settings.min_chrf}
        asked = [name for name, value in least.items() if value is not None]
        if not asked or references or analysis.reference is not None:
            return ()
        return (
            f"{' and '.join(asked)} could not be applied: no reference was given; name one with --reference FILE",
        )

    def _coverage(self, analysis: Analysis) -> Coverage:
        from mtcheck.decisions.coverage import Coverage
        from mtcheck.rules.housekeeping.catalogue import HOUSEKEEPING

        ran = {rule.id for rule in (*self._rules, *HOUSEKEEPING)}
        if analysis.pair is not None:
            ran.update(rule.id for rule in self._selection.pair_rules())
            ran.difference_update(skip.name for skip in analysis.skipped)
        if analysis.model != "none" and self._selection.takes(MODEL_RULE, True):
            ran.add(MODEL_RULE)
        engines = frozenset(analysis.versions)
        return Coverage(
            self._selection, lambda: self._declared, frozenset(ran), engines, self._wants, analysis.complete
        )

    @cached_property
    def _declared(self) -> dict[str, bool]:
        """Every id that is declared, house rules too, with whether it is on by default."""
        return declared() | {rule.id: rule.default for rule in self.settings.rule}

    def _wants(self, rule: str) -> bool:
        return self._selection.takes(rule, default_on(rule))

    def _ask_rules(self, document: Document) -> tuple[list[Finding], tuple[str, ...]]:
        """The findings of our own rules, and what of them could not finish."""
        from mtcheck.rules.base import UnfinishedRuleError

        findings: list[Finding] = []
        problems: list[str] = []
        for rule in self._rules:
            try:
                findings.extend(rule.check(document))
            except UnfinishedRuleError as error:
                problems.append(str(error))
        return findings, tuple(problems)

    def _blocked(self, document: Document, findings: list[Finding]) -> str | None:
        for finding in findings:
            if finding.rule in self._blockers:
                return finding.message
        return None if document.words else "There is no prose in it, so nothing was checked."

    def _ask_model(self, document: Document) -> tuple[tuple[Finding, ...], tuple[float | None, ...], str]:
        """(findings, one estimate a sentence, the model's version); empty and “none” where the model was
        not to run.
        """
        if not self._model:
            return (), (), "none"
        from mtcheck import garble

        result = garble.analyse(document, self.settings.sensitivity)
        wanted = self._selection.takes(MODEL_RULE, True)
        return result.findings if wanted else (), result.estimates, garble.version()

    def _ask_engines(
        self, document: Document
    ) -> tuple[list[Finding], dict[str, str], tuple[Skipped, ...], tuple[str, ...]]:
        findings: list[Finding] = []
        versions: dict[str, str] = {}
        skipped: list[Skipped] = []
        problems: list[str] = []
        for engine in self._engines:
            required = engine.name in self.settings.require_engine
            asked_for = required or (
                engine.name == "languagetool" and self.settings.languagetool_url is not None
            )
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

    def _signature(
        self,
        versions: Mapping[str, str],
        skipped: tuple[Skipped, ...],
        model: str,
        analysis: Analysis | None = None,
    ) -> str:
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
            "decided": self._decisions.signature,
        }
        # Only where there is something: scores without a source stay comparable with those of before.
        if analysis is not None and analysis.pair is not None:
            parts["lang"] = f"{analysis.pair.language}-en"
            parts["pair"] = pair_hash(self.settings)
        if analysis is not None and analysis.reference is not None:
            parts["nrefs"] = str(analysis.reference.references)
        return "|".join(f"{key}:{value}" for key, value in parts.items())


def wanted_engines(settings: Settings) -> tuple[str, ...]:
    """The engines that are to be asked under these settings, here or not."""
    return tuple(
        name
        for name in ENGINES
        if name not in settings.no_engine
        and (name in settings.require_engine or settings.selection.wants_engine(name))
    )


def wants_model(settings: Settings) -> bool:
    """Whether the model is to be asked under these settings, and is in this installation."""
    return settings.model and settings.selection.wants_model and _model_is_installed()


def _model_is_installed() -> bool:
    # As garble.is_installed, without the NumPy that comes with it: a run that has everything in the cache
    # needs none.
    weights = resources.files("mtcheck") / "garble" / "data" / "garble.onnx"
    return weights.is_file() and all(find_spec(name) for name in ("onnxruntime", "tokenizers"))


def default_on(rule: str) -> bool:
    """Whether a relayed finding of this id is shown unless asked otherwise: the engines' own tables say."""
    if rule.startswith("GR-HARPER-"):
        from mtcheck.engines.harper import rules as harper_rules

        return harper_rules.default_on(rule)
    from mtcheck.engines.languagetool import rules as languagetool_rules

    return languagetool_rules.default_on(rule)


def _house_rules(settings: Settings) -> tuple[Rule, ...]:
    if not settings.rule:
        return ()
    from mtcheck.rules.house.matching import rules

    return tuple(rule for rule in rules(settings.rule) if settings.selection.takes(rule.id, rule.default))


def package_version() -> str:
    from mtcheck.version import __version__

    return __version__


@cache
def rules_hash(selection: Selection) -> str:
    """Eight hex digits over the rules that run, their code, and the data they read."""
    digest = hashlib.sha256(repr([rule.id for rule in selection.rules()]).encode())
    for folder in ("rules", "lexicon"):
        for file in _files(resources.files("mtcheck") / folder):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


@cache
def pair_hash(settings: Settings) -> str:
    """Eight hex digits over the rules that compare with the source, their code, and the terms they are
    given.
    """
    digest = hashlib.sha256(repr([rule.id for rule in settings.selection.pair_rules()]).encode())
    digest.update(repr((settings.source_language, settings.do_not_translate)).encode())
    for name in settings.glossary:
        with suppress(OSError):  # whoever needs it says why it cannot be read
            digest.update(Path(name).read_bytes())
    for file in _files(resources.files("mtcheck") / "bilingual"):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry)
        else:
            yield entry
