from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mtcheck
from mtcheck import Settings

ALONE = Settings(no_engine=("harper", "languagetool"), model=False)
CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate."


def test_check_text_returns_a_report_with_scores_and_findings() -> None:
    report = mtcheck.check_text(CLEAN + " They do not not know when it will open.", ALONE)
    assert [finding.text for finding in report.findings] == ["not not"]
    assert report.findings[0].suggestions[0].text == "not"
    assert report.score is not None
    assert report.interval is not None
    assert report.penalty_per_1000 == pytest.approx(1000 * 5 / report.words)
    assert len(report.sentences) == 3
    assert report.passed
    assert report.signature.startswith(f"mtcheck:{mtcheck.__version__}|")
    assert list(report.to_frame()["text"]) == ["not not"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "\ufeff",
        "…—!?",
        "日本の首相は火曜日に会談した。",
        "Der Rat hat getagt und nichts beschlossen.",
    ],
)
def test_a_text_that_cannot_be_checked_does_not_pass_and_does_not_raise(text: str) -> None:
    report = mtcheck.check_text(text, ALONE)
    assert not report.passed
    assert report.not_checked
    assert report.score is None


@pytest.mark.parametrize(
    "text",
    ["\x00\x01\x02 the the", "\ud800 the council met", "a" * 100_000, "the cat sat " * 30_000, "😀" * 500],
)
def test_odd_texts_do_not_raise(text: str) -> None:
    assert mtcheck.check_text(text, ALONE).findings is not None


def test_check_file_reads_and_a_missing_file_is_a_report(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(CLEAN)
    assert mtcheck.check_file(path, ALONE).passed
    report = mtcheck.check_file(tmp_path / "none.txt", ALONE)
    assert not report.passed
    assert report.name.endswith("none.txt")
    assert "no such file" in (report.not_checked or "")


def test_no_settings_file_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mtcheck.toml").write_text("nonsense = true\n")
    monkeypatch.chdir(tmp_path)
    assert mtcheck.check_text(CLEAN, ALONE).passed


words = st.sampled_from(
    (
        "the council met , on Tuesday . “ ” \" ' ( ) 3 . 5 % be happen 😀 é\u0301 \r\n \n\n "
        "Kiev not not и 中 &quot; … a b"
    ).split(" ")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(words, max_size=60).map(" ".join) | st.text(max_size=300))
def test_every_finding_says_what_stands_at_its_offsets(text: str) -> None:
    report = mtcheck.check_text(text, ALONE)
    for finding in report.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text
    report.to_frame()


def test_the_whole_surface_is_there() -> None:
    for name in mtcheck.__all__:
        assert getattr(mtcheck, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        mtcheck.nonsense  # noqa: B018


def test_references_give_scores_and_fail_nothing() -> None:
    text = "The council met on Tuesday.\nIt approved the budget.\n"
    report = mtcheck.check_text(
        text, ALONE, references=[text, "The board met on Tuesday.\nIt passed the budget.\n"]
    )
    assert report.passed
    assert report.reference is not None
    assert report.reference.unit == "line"
    assert report.reference.references == 2
    assert report.reference.score("BLEU") == pytest.approx(100)
    assert "|nrefs:2" in report.signature
    assert mtcheck.check_text(text, ALONE).reference is None


def test_a_least_score_against_references_fails_and_needs_a_reference() -> None:
    strict = replace(ALONE, min_bleu=50.0)
    text = "The council met on Tuesday."
    failing = mtcheck.check_text(text, strict, references=["Nothing of this kind was ever said by anybody."])
    assert any("BLEU" in reason and "--min-bleu 50" in reason for reason in failing.gate_reasons)
    assert mtcheck.check_text(text, strict, references=[text]).passed
    without = mtcheck.check_text(text, strict)
    assert not without.passed
    assert "min-bleu" in without.problems[0]


def test_a_source_without_text_is_said(tmp_path: Path) -> None:
    report = mtcheck.check_pair(" \n", "The council met on Tuesday.", ALONE)
    assert not report.passed
    assert "<source> has no text" in report.problems[0]
    target = tmp_path / "a.txt"
    target.write_text("The council met on Tuesday.", encoding="utf-8")
    report = mtcheck.check_file(
        target, ALONE, source=tmp_path / "missing.txt", references=[tmp_path / "none.txt"]
    )
    assert [problem for problem in report.problems if "missing.txt" in problem and "source" in problem]
    assert [problem for problem in report.problems if "none.txt" in problem and "reference" in problem]


def test_a_file_that_holds_its_source_is_compared_with_it() -> None:
    report = mtcheck.check_file(
        Path(__file__).parent.parent / "fixtures" / "pair" / "ferry-notice.xlf", ALONE
    )
    assert report.pair is not None
    assert report.pair.language == "de"
    assert [(finding.rule, finding.text) for finding in report.findings] == [("MT603", "3,200")]


def test_a_pair_of_texts() -> None:
    source = "Der Rat von Lindental hat am Dienstag den Bau von 300 Wohnungen beschlossen."
    report = mtcheck.check_pair(source, "The Lindental council decided on Tuesday to build 500 flats.", ALONE)
    assert [finding.text for finding in report.findings] == ["500"]
    assert "|lang:de-en|" in report.signature
    assert report.source is not None


DAMAGED = "They do not not know.\nIt was was late."


def test_a_report_is_short_to_look_at_and_holds_its_findings() -> None:
    report = mtcheck.check_text(DAMAGED, ALONE, name="a.txt")
    assert repr(report).startswith("<Report on a.txt: 2 findings, score ")
    assert len(report) == 2
    assert [(finding.line, finding.column) for finding in report] == [(1, 9), (2, 4)]
    clean = mtcheck.check_text(CLEAN, ALONE)
    assert (len(clean), bool(clean)) == (0, True)
    assert repr(mtcheck.check_text("", ALONE, name="b.txt")) == "<Report on b.txt: not checked>"


def test_a_report_goes_into_plain_types_json_and_a_page() -> None:
    report = mtcheck.check_text(DAMAGED, ALONE, name="a.txt")
    assert report.to_dict()["findings"][0]["rule"] == "MT505"
    assert json.loads(report.to_json()) == report.to_dict()
    assert "not not" in report.to_html()
    assert report._repr_html_().startswith('<iframe srcdoc="&lt;!doctype html&gt;')


def test_settings_come_as_a_mapping_or_as_options() -> None:
    alone = {"no-engine": ["harper", "languagetool"], "model": False}
    for mapping in (alone, {"no_engine": ("harper", "languagetool"), "model": False}):
        assert mtcheck.check_text(DAMAGED, mapping).signature == mtcheck.check_text(DAMAGED, ALONE).signature
    ignored = mtcheck.check_text(DAMAGED, alone, ignore=["MT505"])
    assert (len(ignored), ignored.signature) == (
        0,
        mtcheck.check_text(DAMAGED, ALONE, ignore=("MT505",)).signature,
    )
    assert len(mtcheck.check_text(DAMAGED, no_engine=["harper", "languagetool"], model=False)) == 2
    with pytest.raises(ValueError, match="did you mean “model”"):
        mtcheck.check_text(DAMAGED, {"modle": False})
    with pytest.raises(ValueError, match="“model” must be"):
        mtcheck.check_text(DAMAGED, model="no")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mtcheck.check_text(b"They"), "text must be a str, not bytes"),  # type: ignore[arg-type]
        (lambda: mtcheck.check_text(CLEAN, source=3), "source must be a str or None, not int"),  # type: ignore[arg-type]
        (lambda: mtcheck.check_text(CLEAN, references="a"), "references must be a list, not str"),
        (lambda: mtcheck.check_text(CLEAN, references=[3]), "each of references must be a str"),  # type: ignore[list-item]
        (lambda: mtcheck.check_text(CLEAN, ["MT1"]), "settings must be a Settings, a mapping or None"),  # type: ignore[arg-type]
        (lambda: mtcheck.check_text(CLEAN, modle=False), "“modle” is neither an argument nor a setting"),
        (lambda: mtcheck.check_pair("Der Rat.", None), "target must be a str, not NoneType"),  # type: ignore[arg-type]
        (lambda: mtcheck.check_file(3), "path must be a str or PathLike, not int"),  # type: ignore[arg-type]
        (lambda: mtcheck.check_document(CLEAN), "document must be a Document, not str"),  # type: ignore[arg-type]
    ],
)
def test_an_argument_of_the_wrong_type_is_named(call: Callable[[], object], message: str) -> None:
    with pytest.raises(TypeError, match=re.escape(message)):
        call()
