"""The checker: what rules, model, engines and source contribute to a document, merged and decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from mtcheck.decisions.coverage import Coverage, coverage_of
from mtcheck.decisions.decisions import Decisions
from mtcheck.decisions.verdict import Score, decide, unchecked
from mtcheck.engines.ask import ask_engines
from mtcheck.engines.interface import Engine
from mtcheck.engines.registry import create, default_on
from mtcheck.findings.analysis import Analysis
from mtcheck.findings.contribution import Contribution
from mtcheck.findings.merge import merge
from mtcheck.findings.pair import PairAnalysis
from mtcheck.findings.reference import ReferenceScores
from mtcheck.findings.report import Report
from mtcheck.findings.score import scorecard
from mtcheck.garble.ask import ask_model
from mtcheck.rules.base import PairRule, Rule
from mtcheck.rules.registry import MODEL_RULE, house_rules, pair_rules, rules
from mtcheck.rules.run import run_rules
from mtcheck.settings.model import Settings
from mtcheck.settings.wanted import left_out, required_engines, wanted_engines, wants_model
from mtcheck.startup import loading
from mtcheck.text.document import Document

#: A text on which most rules run.
_WARM_UP = (
    "The mayor of Leeds, Anna Smith, said on Tuesday that “the bridge” (built in 1965) will be closed. "
    "It isn't safe, she told the council: repairs cost $2.5 million, and they do not begin before March."
)


class Checker:
    """Checks documents under one set of settings; a context manager, because engines run beside it.

    languagetool: an engine that the caller owns and stops, so that many checkers need one server. decisions:
    None reads what the settings name when the first article is decided on.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        languagetool: Engine | None = None,
        decisions: Decisions | None = None,
    ) -> None:
        self.settings = settings
        self._given_decisions = decisions
        self._selection = settings.selection
        self._lent = languagetool
        self._is_warm = False
        self._engines = [self._engine(name) for name in wanted_engines(settings)]

    def __enter__(self) -> Checker:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Let the engines load in the background. Calling it again does nothing."""
        for engine in self._engines:
            engine.start()

    def warm_up(self) -> None:
        """Have everything load what it loads when it first has a text. Calling it again does nothing."""
        if not self._is_warm:
            self._is_warm = True
            self.analyse(Document(_WARM_UP))

    def close(self) -> None:
        """Stop the engines that are ours."""
        for engine in self._engines:
            if engine is not self._lent:
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
        own = run_rules(self._rules, document)
        blockers = {rule.id for rule in self._rules if rule.blocks}
        blocking = [finding for finding in own.findings if finding.rule in blockers]
        if blocking or not document.words:
            cause = blocking[0].message if blocking else "There is no prose in it, so nothing was checked."
            return Analysis(tuple(blocking), blocked=cause)
        guessed = self._ask_model(document)  # before the engines, which are still loading
        pair, compared = self._compare(document, source, guessed, aligned=aligned)
        reference, scored = self._score(document, references)
        relayed = ask_engines(self._engines, document, self._wants, required_engines(self.settings))
        return Analysis(
            findings=merge((own + guessed + relayed + compared).findings),
            estimates=guessed.estimates,
            versions=relayed.versions,
            model=guessed.versions.get("model", "none"),
            skipped=(*relayed.skipped, *left_out(self.settings), *compared.skipped),
            problems=(own + guessed + compared + scored + relayed).problems,
            pair=pair,
            reference=reference,
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
        """The report on an analysis; see `decisions.verdict`. It loads nothing."""
        given = (self.settings, self._decisions, self._coverage(analysis))
        return decide(document, analysis, *given, score=score, source=source, references=references)

    def unchecked(self, document: Document, cause: str) -> Report:
        """The report on an article that could not be checked, for `cause`."""
        return unchecked(document, cause, self.settings, self._decisions)

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        # When first asked for: their modules are imported while the engines load, which takes longest.
        with loading():
            declared = (*rules(), *house_rules(self.settings.rule))
        return tuple(rule for rule in declared if self._selection.runs(rule))

    @cached_property
    def _pair_rules(self) -> tuple[PairRule, ...]:
        return tuple(rule for rule in pair_rules() if self._selection.runs(rule))

    @cached_property
    def _decisions(self) -> Decisions:
        return self._given_decisions or Decisions.load(self.settings)

    def _engine(self, name: str) -> Engine:
        if name == "languagetool" and self._lent is not None:
            return self._lent
        return create(name, wanted=self._wants, url=self.settings.languagetool_url)

    def _wants(self, rule: str) -> bool:
        return self._selection.takes(rule, default_on(rule))

    def _ask_model(self, document: Document) -> Contribution:
        if not wants_model(self.settings):
            return Contribution()
        wanted = self._selection.takes(MODEL_RULE, True)
        return ask_model(document, self.settings.sensitivity, findings=wanted)

    def _compare(
        self, document: Document, source: Document | None, guessed: Contribution, *, aligned: bool
    ) -> tuple[PairAnalysis | None, Contribution]:
        if source is None:
            return None, Contribution()
        from mtcheck.rules.source.analysis import (  # NumPy, and tables of words
            PairRequest,
            compare_with_source,
        )

        settings = self.settings
        request = PairRequest(
            self._pair_rules,
            settings.source_language,
            settings.do_not_translate,
            settings.glossary,
            selected=(*settings.select, *settings.extend_select),
            aligned=aligned,
        )
        return compare_with_source(source, document, request, guessed.estimates)

    def _score(
        self, document: Document, references: Sequence[Document]
    ) -> tuple[ReferenceScores | None, Contribution]:
        if not references:
            return None, Contribution()
        from mtcheck.bilingual.reference import score_against  # NumPy and sacreBLEU

        return score_against(document, references)

    def _coverage(self, analysis: Analysis) -> Coverage:
        ran = {rule.id for rule in self._rules}
        if analysis.pair is not None:
            ran.update(rule.id for rule in self._pair_rules)
        if analysis.model != "none" and self._selection.takes(MODEL_RULE, True):
            ran.add(MODEL_RULE)
        return coverage_of(analysis, self.settings, ran, self._wants)
