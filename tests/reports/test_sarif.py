"""SARIF against the schema of OASIS, and against the text that its regions mean."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_runs import finding, odd_run, odd_text, report, runs, unchecked

from mtcheck.findings.finding import Severity
from mtcheck.reports.formats import RunResult, load
from mtcheck.reports.sarif import uri
from mtcheck.rules.registry import declarations
from mtcheck.text.document import Document
from mtcheck.version import DOCUMENTATION

SCHEMA = jsonschema.Draft7Validator(
    json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
)
#: RFC 3986, what a reference may consist of.
REFERENCE = re.compile(r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-F]{2})*")


def sarif(run: RunResult, name: str = "sarif") -> dict[str, Any]:
    """The only run of the log, after the schema has had a look; written and read as a file is."""
    log = json.loads(load(name)(run).encode("utf-8", "replace"))
    SCHEMA.validate(log)
    (only,) = log["runs"]
    assert isinstance(only, dict)
    return only


def results(run: RunResult, name: str = "sarif") -> list[dict[str, Any]]:
    results = sarif(run, name)["results"]
    assert isinstance(results, list)
    return results


def lines_of(text: str) -> list[str]:
    return re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)


def text_of(region: dict[str, int], text: str) -> str:
    """What a region means by its lines and columns, as an editor counts them."""
    lines = lines_of(text.removeprefix("\ufeff"))[region["startLine"] - 1 : region["endLine"]]
    lines[-1] = lines[-1][: region["endColumn"] - 1]
    lines[0] = lines[0][region["startColumn"] - 1 :]
    return "".join(lines)


def test_the_schema_accepts_everything_odd() -> None:
    run = sarif(odd_run())
    assert run["columnKind"] == "unicodeCodePoints"
    assert [result["ruleId"] for result in run["results"]] == [
        *("MT101", "MT501", "MT501", "MT408", "GR-HARPER-Agreement", "HR-REST"),
        *("MT101", "MT501", "MT501"),
    ]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(runs())
def test_the_schema_accepts_any_run(run: RunResult) -> None:
    log = sarif(run)
    assert log["invocations"][0]["executionSuccessful"] is (run.exit_status != 2)
    for artifact in log["artifacts"]:
        assert REFERENCE.fullmatch(artifact["location"]["uri"])


def test_regions_are_the_words_that_were_meant() -> None:
    articles = {uri(article.name): article.document for article in odd_run().reports}
    seen = 0
    for result in results(odd_run()):
        place = result["locations"][0]["physicalLocation"]
        document = articles[place["artifactLocation"]["uri"]]
        seen += 1
        if document.units is not None:  # a .docx has no lines
            assert "region" not in place
            (unit,) = result["locations"][0]["logicalLocations"]
            assert unit == {"name": "paragraph 2", "fullyQualifiedName": "c.docx/paragraph 2"}
            continue
        region = place["region"]
        written = document.text.removeprefix("\ufeff").encode("utf-8", "replace").decode()
        assert text_of(region, written) == region["snippet"]["text"]
        start = region["charOffset"]
        assert written[start : start + region["charLength"]] == region["snippet"]["text"]
    assert seen == 9


def test_critical_and_major_are_errors_minor_warnings_neutral_notes() -> None:
    document = Document("So it be.")
    levels = {
        severity: results(RunResult((report(document, finding(document, "be", severity=severity)),)))[0][
            "level"
        ]
        for severity in Severity
    }
    assert {severity.value: level for severity, level in levels.items()} == {
        "critical": "error",
        "major": "error",
        "minor": "warning",
        "neutral": "note",
    }


def test_a_fix_gives_the_text_that_was_suggested_and_none_takes_markup_along() -> None:
    document = Document("So it be 😀, and it be.\nIt be.", name="a.txt")
    (result,) = results(
        RunResult((report(document, finding(document, "be", suggestions=["is", ""], number=1)),))
    )
    fixed = []
    for fix in result["fixes"]:
        (change,) = fix["artifactChanges"]
        (replacement,) = change["replacements"]
        region = replacement["deletedRegion"]
        before, after = (
            document.text[: region["charOffset"]],
            document.text[region["charOffset"] + region["charLength"] :],
        )
        fixed.append(before + replacement["insertedContent"]["text"] + after)
    assert fixed == ["So it be 😀, and it is.\nIt be.", "So it be 😀, and it .\nIt be."]
    suggested = {tuple(result["properties"]["suggestions"]): result for result in results(odd_run())[4:]}
    assert "fixes" not in suggested["volte-face",]
    assert "fixes" not in suggested["second",]  # a .docx is no text


def test_every_rule_has_an_address() -> None:
    driver = sarif(odd_run())["tool"]["driver"]
    assert driver["informationUri"] == DOCUMENTATION
    addresses = {rule["id"]: rule["helpUri"] for rule in driver["rules"]}
    assert addresses["MT501"] == f"{DOCUMENTATION}rules/MT501/"
    assert addresses["HR-REST"] == f"{DOCUMENTATION}settings/#house-rules"
    assert all(rule["help"]["text"] and rule["help"]["markdown"] for rule in driver["rules"])


def test_a_rule_brings_its_documentation() -> None:
    rules = {rule["id"]: rule for rule in sarif(odd_run())["tool"]["driver"]["rules"]}
    declared = next(rule for rule in declarations() if rule.id == "MT101")
    own = rules["MT101"]
    assert own["shortDescription"]["text"] == declared.summary
    assert declared.sections["Why it matters"] in own["help"]["markdown"]
    assert "--ignore MT101" in own["help"]["text"]
    assert own["defaultConfiguration"]["level"] == "warning"
    assert own["properties"]["tags"] == ["linguistic conventions", "grammar"]
    assert rules["GR-HARPER-Agreement"]["helpUri"].startswith("https://writewithharper.com/")
    assert rules["HR-REST"]["shortDescription"]["text"]


def test_no_description_is_longer_than_github_takes() -> None:
    document = Document("So it be.")
    every = RunResult(
        (report(document, *(finding(document, "be", rule.id, name=rule.name) for rule in declarations())),)
    )
    rules = sarif(every)["tool"]["driver"]["rules"]
    assert len(rules) == len(declarations())
    assert max(len(rule["fullDescription"]["text"]) for rule in rules) <= 1000
    assert max(len(rule["properties"]["tags"]) for rule in rules) <= 10


def test_what_was_decided_on_is_suppressed_and_code_scanning_does_not_see_it() -> None:
    decided = {
        result["ruleId"]: result["suppressions"][0]
        for result in results(odd_run())
        if "suppressions" in result
    }
    assert decided["GR-HARPER-Agreement"] == {"kind": "external", "properties": {"by": "baseline"}}
    assert decided["HR-REST"] == {
        "kind": "inSource",
        "properties": {"by": "inline"},
        "justification": "a quotation",
    }
    shown = sarif(odd_run(), "code-scanning")
    assert not any("suppressions" in result for result in shown["results"])
    assert len(shown["results"]) == len(results(odd_run())) - 2
    assert "HR-REST" not in json.dumps(shown)
    assert shown["properties"]["articles"][0]["suppressed"] == 2


def test_what_was_not_checked_and_what_was_skipped_are_notifications() -> None:
    (invocation,) = sarif(odd_run())["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 2
    notifications = invocation["toolExecutionNotifications"]
    levels = {notification["message"]["text"]: notification["level"] for notification in notifications}
    assert levels == {
        "./b.md: languagetool did not check everything: it died": "error",
        "letters/b.txt: it is a binary file; name a text": "error",
        "languagetool was skipped: there is no Java | here": "note",
        "model was skipped: left out by --no-model": "note",
    }
    (nothing,) = sarif(RunResult(()))["invocations"]
    assert nothing["executionSuccessful"] is False
    assert nothing["toolExecutionNotifications"]
    (fine,) = sarif(RunResult((report(Document("So it is.")),)))["invocations"]
    assert (fine["executionSuccessful"], fine["toolExecutionNotifications"]) == (True, [])


def test_the_run_has_scores_and_verdicts() -> None:
    articles = sarif(odd_run())["properties"]["articles"]
    assert [article["passed"] for article in articles] == [False, False, True, True, False]
    assert articles[3]["score"] == 100
    assert (articles[4]["score"], articles[4]["notChecked"]) == (None, ["it is a binary file; name a text"])
    assert "score 66.9" in articles[0]["gate"][0]


def test_a_fingerprint_stays_when_lines_are_put_above() -> None:
    before = Document("They met on Tuesday. So it be then.", name="a.txt")
    after = Document("A new first line.\n\n" + before.text, name="a.txt")
    (first,), (second,) = (
        results(RunResult((report(document, finding(document, "be")),))) for document in (before, after)
    )
    assert first["partialFingerprints"] == second["partialFingerprints"]
    assert list(first["partialFingerprints"]) == ["mtcheck/v1"]
    assert first["locations"] != second["locations"]


def test_braces_and_what_would_be_a_link_are_written_as_sarif_wants() -> None:
    texts = [result["message"]["text"] for result in results(odd_run())]
    assert "“it seem”: {{0}} \\[see](1) 100%\r\n::here." in texts


@given(odd_text.filter(bool))
def test_an_address_is_the_path_percent_encoded(name: str) -> None:
    address = uri(name)
    assert REFERENCE.fullmatch(address)
    assert "//" not in address.removeprefix("file://") or "//" in name
    if not name.startswith("/") and "./" not in name:
        assert unquote_to_bytes(address) in (
            name.encode("utf-8", "replace"),
            _as_file_name(name),
        )


def _as_file_name(name: str) -> bytes | None:
    """The bytes of a file name that is not UTF-8; None where no file has the name."""
    try:
        return name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return None


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("letters/a b.txt", "letters/a%20b.txt"),
        ("./a.txt", "a.txt"),
        ("../a.txt", "../a.txt"),
        ("a:b.txt", "a%3Ab.txt"),
        ("ü😀.txt", "%C3%BC%F0%9F%98%80.txt"),
        ("/srv/a#1.txt", "file:///srv/a%231.txt"),
        ("C:/news/a.txt", "file:///C:/news/a.txt"),
        ("caf\udce9.txt", "caf%E9.txt"),  # a name that is not UTF-8, as Python has it
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_addresses(name: str, address: str) -> None:
    assert uri(name) == address


def test_an_article_that_was_not_checked_alone_is_a_log_without_results() -> None:
    run = sarif(RunResult((unchecked(),)))
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


@given(st.sampled_from(["sarif", "code-scanning"]))
@settings(max_examples=2)
def test_twice_is_the_same(name: str) -> None:
    assert load(name)(odd_run()) == load(name)(odd_run())
