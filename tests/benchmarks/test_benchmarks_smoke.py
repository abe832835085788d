"""Every benchmark runs, on a few made-up rows, and prints what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from mtcheck.findings.finding import Category, Finding, Severity
from mtcheck.garble import is_installed
from mtcheck.text.document import Document

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
#: Modules that the benchmarks share, and that are no commands.
SHARED_MODULES = {
    "__init__",
    "baselines",
    "consensus",
    "engine_rules",
    "growth",
    "hits",
    "hostile_files",
    "hostile_texts",
    "processes",
    "rows",
    "scaling_findings",
    "scaling_subjects",
}
COMMANDS = sorted(path.stem for path in BENCHMARKS.glob("*.py") if path.stem not in SHARED_MODULES)

needs_model = pytest.mark.skipif(
    not is_installed(), reason="the weights, onnxruntime or tokenizers are not here"
)


def run(name: str, *arguments: str) -> str:
    """Run a benchmark in this process; what it printed on standard output."""
    result = CliRunner().invoke(command(name), list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def command(name: str) -> click.Command:
    main: click.Command = import_module(f"benchmarks.{name}").main
    return main


class FakeLanguageTool:
    """Finds doubled words."""

    def __init__(self, url: str | None, deadline: float) -> None:
        """Takes what the real one takes."""

    def version(self) -> str:
        return "9.9"

    def check(self, document: Document) -> Iterator[Finding]:
        start = document.text.find("the the")
        if start >= 0:
            end = start + len("the the")
            yield Finding(
                "GR-LT-EN_A_VS_AN", "a", Category.GRAMMAR, Severity.MINOR, start, end, "the the", "twice"
            )

    def stop(self) -> None:
        """Nothing runs."""


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_it_is_for(name: str) -> None:
    result = CliRunner().invoke(command(name), ["--help"])
    assert result.exit_code == 0
    assert import_module(f"benchmarks.{name}").__doc__.split("\n", 1)[0].split(":")[0] in " ".join(
        result.output.split()
    )


def test_rules(tiny_shared: Path) -> None:
    output = run("rules", "--shared", str(tiny_shared), "--outputs", "20")
    assert "0 damaged words" not in output
    (row,) = [line for line in output.splitlines() if line.startswith("MT505")]
    assert row.split("|")[1].split()[1] == "1.00", "the planted doubled words are marked"


def test_names(tiny_shared: Path) -> None:
    output = run("names", "--shared", str(tiny_shared), "--select", "MT505")
    assert [line.split(" (")[0] for line in output.splitlines() if "words)" in line] == [
        "clean news",
        "newstest",
        "VOA",
        "MQM news",
        "weak systems",
    ]
    assert "on a marked span" in output


def test_bilingual(tiny_shared: Path) -> None:
    output = run("bilingual", "--shared", str(tiny_shared), "--documents", "3")
    assert "1 hallucinations, 1 sound outputs" in output
    assert "1/1" in output, "the planted wrong number is found"
    assert output.splitlines()[-1].startswith("de ")


def test_harper_rules(tiny_shared: Path) -> None:
    output = run(
        "harper_rules", "--shared", str(tiny_shared), "--outputs", "20", "--lines", "20", "--least", "1"
    )
    assert "RepeatedWords" in output
    assert output.splitlines()[-1].startswith("default-on together: ")


def test_languagetool_rules(tiny_shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.languagetool_rules.LanguageTool", FakeLanguageTool)
    options = ("--outputs", "20", "--lines", "20", "--least", "1")
    output = run("languagetool_rules", "--shared", str(tiny_shared), *options)
    assert output.startswith("LanguageTool 9.9: ")
    assert "EN_A_VS_AN" in output


def test_genres(tiny_shared: Path) -> None:
    output = run("genres", "--shared", str(tiny_shared), "--no-model")
    assert "CORE" in output
    assert "OUTSIDE THE CORE" in output


def test_gate(tiny_shared: Path) -> None:
    options = ("--no-model", "--no-engine", "languagetool", "--no-engine", "harper")
    output = run("gate", "--shared", str(tiny_shared), *options)
    assert "by the score in 1.00" in output
    assert "<- default" in output


@needs_model
def test_mending(tiny_shared: Path) -> None:
    output = run("mending", "--shared", str(tiny_shared), "--documents", "1")
    assert "penalty points found           AUC 1.00" in output


@needs_model
def test_accuracy(tiny_shared: Path) -> None:
    pytest.importorskip("scipy", reason="the extra “bench” is not installed")
    options = ("--lines", "2", "--pairs", "1", "--words", "2")
    output = run("accuracy", "--shared", str(tiny_shared), *options)
    assert "word AUC any" in output
    assert "Harper: human better in 1.000 of pairs" in output


def test_speed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speed = import_module("benchmarks.speed")
    for table in ("_COMMANDS", "_WARM"):
        (first, *_) = getattr(speed, table).items()
        monkeypatch.setattr(speed, table, dict([first]))
    article = tmp_path / "article.txt"
    article.write_text("The council met on Tuesday. It approved the budget.\n", "utf-8")
    output = run("speed", str(article), "--runs", "1", "--words", "50")
    assert "peak" in output
    assert "words/s" in output


def test_scaling() -> None:
    output = run("scaling", "--size", "300", "--steps", "1", "--only", " on ordinary text")
    names = ("decoding", "MT505", ".docx", ".po", "source", "fixes")
    assert all(f"  {name} on ordinary text  (" in output or f" {name} on " in output for name in names)
    assert output.endswith(" 0 above 1.2\n")


def test_scaling_tells_what_is_above_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    growth = import_module("benchmarks.growth")
    timings = [growth.Timing(1000, 0.1), growth.Timing(2000, 0.4), growth.Timing(4000, 1.6)]
    assert growth.exponent(timings, 0.02) == pytest.approx(2.0)
    assert growth.exponent(timings[:1], 0.02) is None
    assert growth.exponent(timings, 1.0) is None, "too quick to tell"
    monkeypatch.setattr("benchmarks.scaling.measure", lambda prepare, effort: timings)
    result = CliRunner().invoke(command("scaling"), ["text", "--only", "words on open brackets"])
    assert result.exit_code == 1
    assert "above 1.2:  2.00  words on open brackets (0.100 s at 1,000," in result.stdout.replace("  (", " (")


def test_hostile_texts_are_of_the_size_that_is_asked_for() -> None:
    for name, generate in import_module("benchmarks.hostile_texts").TEXTS.items():
        assert 0.4 * 4000 < len(generate(4000)) < 1.6 * 4000, name


def test_unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = import_module("benchmarks.unchanged")._RUNS
    monkeypatch.setattr("benchmarks.unchanged._RUNS", dict(list(runs.items())[:2]))
    output = run("unchanged", "--articles", "3", "--", "--no-model", "--no-engine", "harper", "-j", "1")
    new, unchanged, changed = (line.rpartition(" ")[2] for line in output.splitlines())
    assert new == unchanged != changed


def test_archive(tiny_shared: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra “archive” is not installed")
    options = ("--articles", "2", "--engine", "local, this", "--", "--no-model", "--no-engine", "harper")
    output = run("archive", "--shared", str(tiny_shared), *options)
    names = [line.split("  ")[0] for line in output.splitlines()[1:]]
    assert names == ["bare function", "local, this process"]


def test_same_results(tiny_shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.same_results._reports", lambda fixtures, options: iter(()))
    files = [str(tmp_path / name) for name in ("before.jsonl", "after.jsonl")]
    for file in files:
        run("same_results", "write", file, "--shared", str(tiny_shared), "--no-model", "--part", "4")
    assert run("same_results", "compare", *files).endswith(" 0 differences\n")


def test_every_benchmark_is_a_module_to_run() -> None:
    for name in COMMANDS:
        assert 'if __name__ == "__main__":' in (BENCHMARKS / f"{name}.py").read_text("utf-8"), name
