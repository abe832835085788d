"""Everything but LanguageTool works where language-tool-python (GPL-3.0) was removed.

The same commands run in two processes: one has all that is installed here, one all but that package. No
LanguageTool is installed for either, so they have to do and to say the same.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from documents import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CLEAN = "The council met on Tuesday. It approved the budget for the new school after a short debate.\n"
DAMAGED = f"{CLEAN}They do not not know about the the bloody bush.\n"
#: Runs commands in one process: starts are most of the cost.
PROGRAM = """
import json, sys
from click.testing import CliRunner
from mtcheck.cli.main import main
def ran(words):
    done = CliRunner().invoke(main, words)
    if done.exc_info and done.exc_info[0] is not SystemExit:
        raise done.exception
    return [done.exit_code, done.output]
results = {" ".join(words): ran(words) for words in json.load(sys.stdin)}
import pandas, mtcheck
from mtcheck.frames import check_frame
table = pandas.DataFrame({"id": ["1"], "text": [DAMAGED]})
articles, findings = check_frame(table, mtcheck.Settings(model=False), text="text")
results["frame"] = [len(articles), findings.to_csv()]
results["text"] = [finding.rule for finding in mtcheck.check_text(DAMAGED).findings]
results["heard of"] = sorted(name for name in sys.modules if name.partition(".")[0] == "language_tool_python")
print(json.dumps(results))
"""
#: What is run, and the exit status with LanguageTool not installed.
COMMANDS = (
    (0, "check a.txt b.md"),
    (1, "check d.txt --fail-on minor --no-cache"),
    (0, "d.txt --fail-on minor --baseline line.json --write-baseline"),
    (0, "check d.txt --fail-on minor --baseline line.json"),
    (0, "check a.txt --source s.txt --reference b.md --no-model"),
    (0, "check c.txt --diff --no-model"),
    (0, "check c.txt --fix --no-model"),
    (
        0,
        "check a.txt --no-model -o r.csv -o r.json -o r.html -o r.sarif -o junit=r.xml -o gitlab=g.json",
    ),
    (2, "check a.txt --require-engine languagetool"),
    (0, "compare a.txt d.txt --reference b.md --no-model"),
    (0, "rules"),
    (0, "explain MT102"),
    (0, "engines"),
    (0, "archive in.jsonl out --no-model -j 1"),
    (0, "archive top out"),
)


@dataclass
class Results:
    """What one process said, and the files it left."""

    said: dict[str, Any]
    """What each command ended with and printed; what the Python names returned."""

    files: dict[str, bytes]
    """The reports, and the articles after --fix."""


def without_the_package(folder: Path) -> list[str]:
    """Folders from which a Python imports what this one does, apart from language-tool-python."""
    farm = folder / "packages"
    farm.mkdir()
    for place in dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib")):
        for path in Path(place).iterdir():
            if not re.match(r"language[_-]tool[_-]python", path.name):
                (farm / path.name).symlink_to(path)
    return [str(farm)]


def start(folder: Path, *flags: str, path: list[str]) -> subprocess.Popen[str]:
    """A process that runs the commands on articles in a new folder."""
    work = folder / "work"
    work.mkdir()
    for name, text in {
        "a.txt": CLEAN,
        "b.md": CLEAN,
        "d.txt": DAMAGED,
        "c.txt": "It is the the end .\n",
    }.items():
        (work / name).write_text(text, "utf-8")
    (work / "s.txt").write_text(
        "Der Rat tagte am Dienstag. Er billigte nach kurzer Debatte den Etat der Schule.\n"
    )
    (work / "in.jsonl").write_text(json.dumps({"id": "1", "text": DAMAGED}), "utf-8")
    environment = {
        **os.environ,
        "LTP_PATH": str(folder / "nowhere"),
        "HOME": str(folder),
        "MTCHECK_CACHE_DIR": str(folder / "cache"),
        "PYTHONPATH": os.pathsep.join([str(ROOT), *path]),
    }
    program = f"DAMAGED = {DAMAGED!r}\n{PROGRAM}"
    return subprocess.Popen(
        [sys.executable, *flags, "-c", program],
        cwd=work,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def results(process: subprocess.Popen[str], folder: Path) -> Results:
    printed, problems = process.communicate(
        json.dumps([command.split() for _, command in COMMANDS]), timeout=300
    )
    assert process.returncode == 0, problems
    said: dict[str, Any] = json.loads(printed.splitlines()[-1])
    files = {path.name: path.read_bytes() for path in sorted((folder / "work").iterdir()) if path.is_file()}
    return Results(said, files)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Results, Results]:
    """What is said with the package installed, and without."""
    pytest.importorskip("language_tool_python")
    pytest.importorskip("pyarrow")
    folders = [tmp_path_factory.mktemp(name) for name in ("with", "without")]
    processes = [
        start(folders[0], path=[]),
        start(folders[1], "-S", path=without_the_package(folders[1])),
    ]
    first, second = (results(process, folder) for process, folder in zip(processes, folders, strict=True))
    return first, second


@pytest.mark.parametrize(("status", "command"), COMMANDS, ids=lambda value: str(value)[:40])
def test_a_command_ends_and_says_as_it_does_without_languagetool(
    both: tuple[Results, Results], status: int, command: str
) -> None:
    complete, without = (masked(result.said[command]) for result in both)
    assert without[0] == complete[0] == status, without[1]
    if command != "engines":
        assert without[1] == complete[1]


def masked(said: list[Any]) -> tuple[int, str]:
    """Exit status and output, without what differs between two runs: folders and times."""
    output = re.sub(r"/\S*/(nowhere|work|\.cache)\S*", "FOLDER", said[1])
    return said[0], re.sub(r"\d+(\.\d+)? (s|seconds|articles a second)\b", "TIME", output)


def test_python_and_the_written_files_are_the_same(both: tuple[Results, Results]) -> None:
    complete, without = both
    for name in ("frame", "text"):
        assert without.said[name] == complete.said[name]
    assert "MT505" in without.said["text"]
    assert list(without.files) == list(complete.files)
    assert {"r.csv", "r.html", "r.sarif", "line.json"} <= set(without.files)
    for name in ("r.csv", "c.txt", "line.json"):
        assert without.files[name].replace(b"without0", b"with0") == complete.files[name]
    assert without.files["c.txt"] != b"It is the the end .\n"


def test_engines_says_what_to_install_and_that_the_rest_works(both: tuple[Results, Results]) -> None:
    complete, without = (result.said["engines"][1] for result in both)
    sentence = (
        "language-tool-python (GPL-3.0), which asks LanguageTool, is not installed; everything else works"
    )
    assert sentence in without
    assert "python -m pip install language-tool-python; then mtcheck engines install languagetool" in without
    assert sentence not in complete


def test_nothing_but_asking_languagetool_imports_it(both: tuple[Results, Results]) -> None:
    assert [result.said["heard of"] for result in both] == [[], []]


def test_one_module_imports_it_and_the_licence_is_as_the_papers_say() -> None:
    importing = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "mtcheck").rglob("*.py")
        if re.search(r"(from|import_module\(\"|import) ?language_tool_python", path.read_text("utf-8"))
    ]
    assert importing == ["mtcheck/engines/languagetool/client.py"]
    for paper in ("README.md", "docs/install.md", "Dockerfile", "pyproject.toml"):
        text = " ".join((ROOT / paper).read_text("utf-8").split())
        assert re.search(
            r"language-tool-python.{0,100}GPL-3\.0|GPL-3\.0.{0,300}language-tool-python", text
        ), paper


def test_requests_is_declared_now_that_it_does_not_come_with_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert any(re.match(r"requests\b", line) for line in project["dependencies"])
