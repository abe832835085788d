"""JUnit XML as junitparser reads it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite
from sample_runs import finding, odd_run, report, runs

from mtcheck.findings.finding import Severity
from mtcheck.reports.formats import RunResult, load
from mtcheck.text.document import Document


def parsed(run: RunResult) -> JUnitXml:
    """The report, written and read as a file is."""
    return JUnitXml.fromstring(load("junit")(run).encode("utf-8", "replace"))


def cases(suite: TestSuite) -> dict[str, TestCase]:
    return {case.name: case for case in suite}


def outcome(case: TestCase) -> str:
    kinds = {Failure: "failure", Error: "error", Skipped: "skipped"}
    return "".join(kinds[type(result)] for result in case.result) or "passed"


def outcomes(suite: TestSuite) -> dict[str, str]:
    return {name: outcome(case) for name, case in cases(suite).items()}


def test_an_article_is_a_suite_and_its_rules_are_cases() -> None:
    suites = list(parsed(odd_run()))
    assert [suite.name for suite in suites] == [
        "a b/ü,%|@x`[1].txt",
        "b.md",
        "c.docx",
        "clean.txt",
        "letters/b.txt",
        "mtcheck",
    ]
    assert outcomes(suites[0]) == {
        "checked completely": "passed",
        "below the gate": "failure",
        "MT101 fixed-expression": "failure",
        "MT408 double-space": "passed",  # neutral: it costs no point
        "MT501 verb-form": "failure",
    }
    assert outcomes(suites[1])["checked completely"] == "error"
    assert outcomes(suites[3]) == {"checked completely": "passed", "below the gate": "passed"}
    assert outcomes(suites[4]) == {"checked completely": "error", "below the gate": "skipped"}
    assert outcomes(suites[5]) == {"languagetool": "skipped", "model": "skipped"}


def test_a_run_that_passes_is_all_green_and_shows_its_findings() -> None:
    document = Document("So it be.")
    (suite,) = parsed(
        RunResult((report(document, finding(document, "be", severity=Severity.MINOR, suggestions=["is"])),))
    )
    assert set(outcomes(suite).values()) == {"passed"}
    shown = cases(suite)["MT501 verb-form"].system_out
    assert "<text>:1:7: minor: It stands in the wrong form. (meant: is)" in shown


def test_a_failure_says_why_and_where() -> None:
    first = next(iter(parsed(odd_run())))
    (gate,) = cases(first)["below the gate"].result
    assert gate.message == "fail: score 66.9 (at best 84.8); most clean news has 95 or more"
    (rule,) = cases(first)["MT501 verb-form"].result
    assert (rule.message, rule.type) == ("2 findings", "major")
    assert "a b/ü,%|@x`[1].txt:2:16: major: “it seem”: {0} [see](1) 100%" in rule.text


def test_counts_and_scores() -> None:
    xml = parsed(odd_run())
    every = [case for suite in xml for case in suite]
    assert xml.tests == len(every)
    for kind in ("failure", "error", "skipped"):
        count = sum(outcome(case) == kind for case in every)
        assert {"failure": xml.failures, "error": xml.errors, "skipped": xml.skipped}[kind] == count
    properties = {item.name: item.value for item in next(iter(xml)).properties()}
    assert properties["suppressed"] == "2"
    assert properties["findings"] == "4"
    assert float(properties["score"]) < 100


def test_nothing_to_check_is_an_error() -> None:
    xml = parsed(RunResult(()))
    assert (xml.tests, xml.errors) == (1, 1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(runs())
def test_any_run_is_xml_and_as_red_as_the_exit_status(run: RunResult) -> None:
    xml = parsed(run)
    assert (xml.errors > 0) is (run.exit_status == 2)
    assert (xml.errors + xml.failures > 0) is (run.exit_status > 0)
    for suite in xml:
        assert suite.tests == len(list(suite))
