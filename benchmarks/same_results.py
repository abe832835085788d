"""Whether a change of structure changed a result: `python -m benchmarks.same_results write FILE`, then `…
compare OLD NEW`.

`write` checks documents and writes one JSON line for each: findings, scores, estimates, verdict. The
documents are those of bench's clean_news and docs_pairs (one system each, with the source), 2,000 lines of
the training outputs, the fixtures, and the fixtures again as every report format prints them. `compare` lists
the lines that differ, and ends with 1 where any does.

The version and the hashes over code (`rules:`, `pair:`) are masked: they change with every edit. Only what
every edition offers is used, `mtcheck.check_text` and the command line, so that one copy of this file
measures the code before and after.
"""

from __future__ import annotations

import gzip
import json
import lzma
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click

_FORMATS = (
    "text",
    "csv",
    "json",
    "html",
    "markdown",
    "sarif",
    "code-scanning",
    "github",
    "gitlab",
    "junit",
    "rdjson",
)
_HASHES = re.compile(r"\b(rules|pair):[0-9a-f]{8}\b|\bmtcheck:[0-9][0-9a-z.]*")
_VERSION = re.compile(r'("(?:semanticV|v)ersion": )"0\.[0-9.a-z]+"|\bmtcheck 0\.[0-9.a-z]+')
_LINES, _LINES_A_DOCUMENT = 2_000, 20


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opener = lzma.open if path.suffix == ".xz" else gzip.open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _documents(shared: Path, part: int) -> Iterator[tuple[str, str, str | None]]:
    """(name, text, source or None). part: every n-th document only."""
    for number, row in enumerate(_rows(shared / "bench" / "clean_news.jsonl.gz")):
        if number % part == 0:
            yield f"clean/{row['source']}/{row['doc']}", " ".join(row["sents"]), None
    for number, row in enumerate(_rows(shared / "bench" / "docs_pairs.jsonl.gz")):
        if number % part == 0:
            system, sentences = next(iter(row["systems"].items()))
            source = row["src"]
            name = f"pairs/{row['set']}/{row['doc']}/{system}"
            yield name, "\n".join(sentences), "\n".join(source)
    outputs = _rows(shared / "training" / "wmt_outputs_2010_2012.jsonl.xz")
    lines = [next(iter(row["out"].values())) for row in islice(outputs, _LINES)]
    for start in range(0, _LINES, _LINES_A_DOCUMENT * part):
        yield f"training/{start}", "\n".join(lines[start : start + _LINES_A_DOCUMENT]), None


def _finding(finding: Any) -> list[Any]:
    suggestions = [one.text for one in finding.suggestions]
    where = [finding.start, finding.end, finding.text]
    kind = [finding.rule, finding.name, finding.severity.value, finding.category.value, finding.engine]
    return [
        *where,
        *kind,
        finding.message,
        suggestions,
        finding.confidence,
        finding.safe_fix,
        list(finding.also_reported_by),
    ]


def _result(report: Any) -> dict[str, Any]:
    return {
        "findings": [_finding(finding) for finding in report.findings],
        "score": report.score,
        "interval": report.interval,
        "estimate": report.estimate,
        "source_estimate": report.source_estimate,
        "sentences": [[one.start, one.end, one.score, one.estimate] for one in report.sentences],
        "fingerprints": list(report.fingerprints),
        "gate": list(report.gate_reasons),
        "passed": report.passed,
        "problems": list(report.problems),
        "skipped": [[one.name, one.reason, one.required] for one in report.skipped],
        "not_checked": report.not_checked,
        "signature": _masked(report.signature),
    }


def _masked(text: str) -> str:
    return _VERSION.sub("VERSION", _HASHES.sub("HASH", text))


def _reports(fixtures: Path, options: list[str]) -> Iterator[tuple[str, Any]]:
    """Every format over the fixtures, the bilingual ones with their source and reference."""
    files = sorted(str(path) for path in fixtures.glob("*.*"))
    pair = [
        str(fixtures / "pair" / "tram-line.txt"),
        "--source",
        str(fixtures / "pair" / "tram-line.de.txt"),
        "--reference",
        str(fixtures / "pair" / "tram-line.reference.txt"),
    ]
    for name, paths in {
        "fixtures": files,
        "pair": pair,
        "xliff": [str(fixtures / "pair" / "ferry-notice.xlf")],
    }.items():
        for form in _FORMATS:
            command = [
                sys.executable,
                "-m",
                "mtcheck",
                "check",
                *paths,
                "--format",
                form,
                "--no-cache",
                *options,
            ]
            run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
            yield (
                f"report/{name}/{form}",
                {"status": run.returncode, "out": _masked(run.stdout), "err": _masked(run.stderr)},
            )


@click.group(help=(__doc__ or "").split("\n", 1)[0])
def main() -> None:
    pass


@main.command()
@click.argument("output", type=click.Path(path_type=Path))
@click.option("--shared", type=click.Path(path_type=Path), default=Path("../shared"), show_default=True)
@click.option("--part", default=1, show_default=True, help="Every n-th document only.")
@click.option("--no-model", is_flag=True, help="Without the garble model: fifteen times faster.")
def write(output: Path, shared: Path, part: int, no_model: bool) -> None:
    """Check everything and write the results."""
    import mtcheck

    engines = ("languagetool",)
    settings = mtcheck.Settings(no_engine=engines, model=not no_model)
    options = ["--no-engine", "languagetool", *(["--no-model"] if no_model else [])]
    number = 0
    with output.open("w", encoding="utf-8") as file:
        for name, text, source in _documents(shared, part):
            result = _result(mtcheck.check_text(text, settings, source=source))
            file.write(json.dumps([name, result], ensure_ascii=False) + "\n")
            number += 1
        for name, result in _reports(Path("fixtures"), options):
            file.write(json.dumps([name, result], ensure_ascii=False) + "\n")
            number += 1
    click.echo(f"{number} results in {output}")


@main.command()
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
@click.option("--show", default=20, show_default=True, help="Differences to print.")
@click.option("--common", is_flag=True, help="Compare what both files have; one was written with --part.")
def compare(old: Path, new: Path, show: int, common: bool) -> None:
    """List what differs between two files of results."""
    before, after = (dict(json.loads(line) for line in path.open(encoding="utf-8")) for path in (old, new))
    differences = []
    for name in [*before, *(name for name in after if name not in before)]:
        if name not in before or name not in after:
            if common:
                continue
            differences.append(f"{name}: only in the {'old' if name in before else 'new'} results")
            continue
        for key, value in before[name].items():
            if key == "signature":
                value, after[name][key] = _masked(value), _masked(after[name][key])
            if value != after[name][key]:
                old_value, new_value = _shorten(value, after[name][key]), _shorten(after[name][key], value)
                differences.append(f"{name}: {key}\n  - {old_value}\n  + {new_value}")
    for difference in differences[:show]:
        click.echo(difference)
    click.echo(f"{len(before):,} results before, {len(after):,} after, {len(differences):,} differences")
    sys.exit(1 if differences else 0)


def _shorten(value: Any, other: Any) -> str:
    """The part where a value begins to differ from the other."""
    if isinstance(value, list) and isinstance(other, list):
        return repr([one for one in value if one not in other])[:600]
    text, counterpart = str(value), str(other)
    start = next(
        (at for at, pair in enumerate(zip(text, counterpart, strict=False)) if pair[0] != pair[1]), 0
    )
    return repr(text[max(0, start - 80) : start + 200])


if __name__ == "__main__":
    main()
