"""The checker with engines that do what real ones do on bad days."""

from __future__ import annotations

import pytest

from mtcheck.checker import Checker
from mtcheck.engines.interface import EngineError, EngineUnavailableError
from mtcheck.findings.finding import Category, Finding, Severity
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

TEXT = "The council met on Tuesday. It approved the the budget for the new school after a short debate."


class FakeEngine:
    """Reports one finding on the doubled word, or fails as told."""

    def __init__(
        self, name: str = "harper", error: Exception | None = None, rule: str = "GR-HARPER-RepeatedWords"
    ) -> None:
        self.name = name
        self.error = error
        self.rule = rule
        self.calls: list[str] = []

    def start(self) -> None:
        self.calls.append("start")

    def version(self) -> str:
        if isinstance(self.error, EngineUnavailableError):
            raise self.error
        return "9.9"

    def check(self, document: Document) -> list[Finding]:
        self.calls.append("check")
        if self.error is not None:
            raise self.error
        start = document.text.index("the the")
        return [
            Finding(
                self.rule,
                "x",
                Category.GRAMMAR,
                Severity.MINOR,
                start,
                start + 7,
                "the the",
                "twice",
                engine=self.name,
            )
        ]

    def stop(self) -> None:
        self.calls.append("stop")


def checker(engine: FakeEngine, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Checker:
    monkeypatch.setattr(Checker, "_engine", lambda self, name: engine)
    other = "languagetool" if engine.name == "harper" else "harper"
    return Checker(Settings(**{**settings.__dict__, "no_engine": (other,), "model": False}))


def test_an_engines_finding_on_the_same_words_is_merged_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine()
    with checker(engine, Settings(extend_select=("GR-HARPER",)), monkeypatch) as one:
        report = one.check(Document(TEXT))
    assert [(finding.rule, finding.also_reported_by) for finding in report.findings] == [
        ("MT505", ("GR-HARPER-RepeatedWords",))
    ]
    assert "harper-9.9" in report.signature
    assert engine.calls == ["start", "check", "stop"]


def test_selection_comes_before_merging(monkeypatch: pytest.MonkeyPatch) -> None:
    with checker(FakeEngine(), Settings(extend_select=("GR-HARPER",), ignore=("MT505",)), monkeypatch) as one:
        assert [finding.rule for finding in one.check(Document(TEXT)).findings] == ["GR-HARPER-RepeatedWords"]
    with checker(FakeEngine(rule="GR-HARPER-NoSuchLint"), Settings(), monkeypatch) as one:
        (finding,) = one.check(Document(TEXT)).findings
        assert finding.also_reported_by == ()


def test_an_optional_engine_that_is_not_here_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine(error=EngineUnavailableError("no Java; install it"))
    with checker(engine, Settings(), monkeypatch) as one:
        report = one.check(Document(TEXT))
    assert ("harper", "no Java; install it", False) in [
        (s.name, s.reason, s.required) for s in report.skipped
    ]
    assert report.complete
    assert "skipped:harper" in report.signature


def test_a_required_engine_that_is_not_here_makes_the_check_incomplete(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = FakeEngine(error=EngineUnavailableError("no Java; install it"))
    with checker(engine, Settings(require_engine=("harper",)), monkeypatch) as one:
        report = one.check(Document(TEXT))
    assert not report.passed
    assert "required" in report.problems[0]


def test_a_server_at_an_address_that_was_named_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine("languagetool", EngineUnavailableError("nothing answers"), rule="GR-LT-X")
    with checker(engine, Settings(languagetool_url="http://127.0.0.1:9"), monkeypatch) as one:
        assert not one.check(Document(TEXT)).passed


def test_a_partial_result_keeps_what_was_found_and_is_incomplete(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine(error=EngineError("the server gave up half-way"))
    with checker(engine, Settings(), monkeypatch) as one:
        report = one.check(Document(TEXT))
    assert [finding.rule for finding in report.findings] == ["MT505"]
    assert "half-way" in report.problems[0]
    assert not report.passed


def test_engines_are_stopped_when_the_check_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine(error=KeyboardInterrupt())  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt), checker(engine, Settings(), monkeypatch) as one:
        one.check(Document(TEXT))
    assert engine.calls[-1] == "stop"


def test_an_engine_nobody_wants_is_not_started() -> None:
    with Checker(Settings(select=("MT5",), model=False)) as one:
        assert one._engines == []


def test_the_model_gives_every_sentence_an_estimate_and_stands_in_the_signature() -> None:
    with Checker(Settings(no_engine=("harper", "languagetool"))) as one:
        report = one.check(Document(TEXT))
    assert report.estimate is not None
    assert all(sentence.estimate is not None and sentence.estimate >= 0 for sentence in report.sentences)
    assert report.card is not None
    assert report.card.estimate_interval is not None
    assert "model:none" not in report.signature


def test_without_the_model_there_is_no_estimate_and_the_report_says_so() -> None:
    with Checker(Settings(no_engine=("harper", "languagetool"), model=False)) as one:
        report = one.check(Document(TEXT))
    assert report.estimate is None
    assert "model" in [skip.name for skip in report.skipped]
    assert "model:none" in report.signature


def test_the_score_does_not_hear_of_the_estimate() -> None:
    settings = Settings(no_engine=("harper", "languagetool"), ignore=("GM101",))
    with Checker(settings) as without, Checker(Settings(no_engine=("harper", "languagetool"))) as with_model:
        ignoring, hearing = without.check(Document(TEXT)), with_model.check(Document(TEXT))
    assert ignoring.score == hearing.score
    assert ignoring.estimate == hearing.estimate, "ignoring its findings leaves the estimate"


def test_a_model_that_cannot_run_makes_the_check_incomplete_and_loses_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise ImportError("libonnxruntime is broken")

    monkeypatch.setattr("mtcheck.garble.analyse", broken)
    with Checker(Settings(no_engine=("harper", "languagetool"))) as one:
        first, second = one.check(Document(TEXT)), one.check(Document(TEXT))
    for report in (first, second):
        assert [finding.rule for finding in report.findings] == ["MT505"]
        assert "libonnxruntime is broken" in report.problems[0]
        assert not report.passed
