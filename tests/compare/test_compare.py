"""Two systems beside each other: sacreBLEU's own figures and p-values, and mtcheck's with the same
bootstrap.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.cli.main import main
from mtcheck.compare.bootstrap import estimate_difference
from mtcheck.findings.score import score_of

PAIR = Path(__file__).parents[2] / "fixtures" / "pair"
ALONE = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model"]
GOOD = [
    "The council met on Tuesday.",
    "It approved the budget for the new school.",
    "The debate was short, members said.",
    "Work begins in March.",
]
BAD = [
    "The council met on on Tuesday.",
    "It approved the the budget of the new school.",
    "The debate were short, said members.",
    "The work will begins in March.",
]


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MTCHECK_CACHE_DIR", str(tmp_path / ".cache"))


def write(name: str, lines: Sequence[str], parted_by: str = "\n") -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(parted_by.join(lines) + "\n", encoding="utf-8")
    return name


def compare(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["compare", *arguments, *ALONE])


def figures(result: Result) -> dict[str, dict[str, Any]]:
    return {figure["name"]: figure for figure in json.loads(result.stdout)["figures"]}


def test_figures_and_p_values_are_those_of_sacrebleu() -> None:
    a, reference = str(PAIR / "tram-line.txt"), str(PAIR / "tram-line.reference.txt")
    lines = [Path(name).read_text("utf-8").splitlines() for name in (a, reference)]
    b = write("b.txt", [lines[0][index] if index % 4 else lines[1][index] for index in range(11)])
    result = compare(a, b, "--reference", reference, "--format", "json")
    assert result.exit_code == 0
    command = [
        sys.executable,
        "-m",
        "sacrebleu",
        reference,
        "-i",
        a,
        b,
        "-m",
        "bleu",
        "chrf",
        "ter",
        "--chrf-word-order",
        "2",
    ]
    printed = json.loads(
        subprocess.run([*command, "--paired-bs"], capture_output=True, text=True, check=True).stdout
    )
    ours = figures(result)
    for name in ("BLEU", "chrF2++", "TER"):
        assert (ours[name]["a"], ours[name]["b"], ours[name]["p"]) == (
            printed[0][name]["score"],
            printed[1][name]["score"],
            printed[1][name]["p_value"],
        )
        assert "bs:1000|seed:12345" in ours[name]["signature"]
    assert ours["TER"]["less_is_better"]


def test_scores_and_findings_without_a_reference() -> None:
    result = compare(write("a.txt", BAD), write("b.txt", GOOD), "--format", "json")
    document = json.loads(result.stdout)
    score = figures(result)["score"]
    assert result.exit_code == 0
    assert (document["segments"], document["units"], document["references"]) == (4, ["line"], 0)
    assert score["b"] == 100
    assert score["difference"] == pytest.approx(100 - score["a"])
    assert score["interval"][0] <= score["difference"] <= score["interval"][1]
    assert 0 < score["p"] <= 1
    assert document["findings"][0]["major"] > document["findings"][1]["major"] == 0
    assert figures(result)["estimate"] == {**figures(result)["estimate"], "a": None, "b": None, "p": None}
    assert set(figures(result)) == {"score", "estimate"}


def test_the_table_says_who_is_better_and_that_a_text_does_not_differ_from_itself() -> None:
    a, b = write("a.txt", BAD * 4), write("b.txt", GOOD * 4)
    text = compare(a, b, "--reference", write("r.txt", GOOD * 4)).stdout
    assert "A: a.txt\nB: b.txt\n1 article" in text
    assert [line for line in text.splitlines() if line.startswith("BLEU") and line.endswith("B is better")]
    assert [line for line in text.splitlines() if line.startswith("TER") and line.endswith("B is better")]
    assert "sacreBLEU: BLEU|nrefs:1|bs:1000" in text
    assert "is better" not in compare(a, a).stdout


def test_lines_that_do_not_correspond_are_aligned() -> None:
    a, b, reference = write("a.txt", BAD, " "), write("b.txt", GOOD), write("r.txt", GOOD, "\n\n")
    result = compare(a, b, "--reference", reference, "--format", "json")
    assert (json.loads(result.stdout)["units"], json.loads(result.stdout)["segments"]) == (["sentence"], 4)


def test_folders_are_paired_and_what_only_one_has_is_said() -> None:
    for name in ("x", "y"):
        write(f"a/{name}.txt", BAD)
        write(f"b/{name}.md", GOOD)
        write(f"r/{name}.txt", GOOD)
    result = compare("a", "b", "--reference", "r", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)["articles"]) == (0, 2)
    write("a/only.txt", BAD)
    write("b/other.txt", GOOD)
    result = compare("a", "b", "--format", "json")
    problems = json.loads(result.stdout)["problems"]
    assert (result.exit_code, json.loads(result.stdout)["articles"], len(problems)) == (2, 2, 2)
    assert "there is no only.txt" in problems[0]
    assert "other.txt" in problems[1]


def test_what_was_not_checked_is_said() -> None:
    result = compare(write("a.txt", []), write("b.txt", GOOD))
    assert result.exit_code == 2
    assert "a.txt: The text is empty" in result.stdout
    assert compare("missing.txt", "b.txt").exit_code == 2
    assert compare(write("c.txt", BAD), "b.txt", "--reference", write("empty.txt", [])).exit_code == 2


UNITS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 40)), min_size=2, max_size=12)


@settings(max_examples=25)
@given(UNITS)
def test_a_system_does_not_differ_from_itself(units: list[tuple[int, int]]) -> None:
    difference = estimate_difference(units, units, score_of)
    assert (difference.observed, difference.interval, difference.p) == (0, (0, 0), 1)


@settings(max_examples=25)
@given(UNITS, st.randoms(use_true_random=False))
def test_the_other_way_round_is_the_same_difference(units: list[tuple[int, int]], rng: Any) -> None:
    other = [(rng.randint(0, 30), words) for _, words in units]
    forwards = estimate_difference(units, other, score_of)
    backwards = estimate_difference(other, units, score_of)
    assert forwards.observed == -backwards.observed
    assert forwards.p == backwards.p
    assert forwards.interval is not None
    assert backwards.interval is not None
    assert forwards.interval[0] == pytest.approx(-backwards.interval[1])


def test_one_segment_says_nothing_of_chance() -> None:
    difference = estimate_difference([(5, 20)], [(0, 20)], score_of)
    assert (difference.interval, difference.p) == (None, None)
