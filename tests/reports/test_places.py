"""Findings in formats for programs lie where their words stand in the file, whatever the format of it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sample_runs import finding, report

from mtcheck.cli.main import main
from mtcheck.readers import Bitext, read_texts
from mtcheck.reports.formats import RunResult, load
from mtcheck.text.document import Document

ROOT = Path(__file__).parents[2]
#: Doubled words, each once: what MT505 finds in them, wherever they stand.
XLIFF = """<?xml version="1.0" encoding="ENCODING"?>
<!DOCTYPE xliff [<!ENTITY x "<never>">
]>
<!-- <target>is none</target> -->
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"
       xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0">
<file original="a.docx" source-language="de-DE" target-language="en-GB" datatype="x-docx"><header/><body>
<trans-unit id="1" note="a > b"><source>Der Hafen.</source>
  <target>
    The port of of <g id="1">the &quot;city&quot;</g>
    was was <ph id="2">code code</ph>closed &amp; and and <mrk mtype="x-sdl-deleted">old</mrk>empty.
  </target></trans-unit>
<trans-unit id="2"><source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg"
 mid="2">B.</mrk></seg-source><target><mrk mtype="seg" mid="1">The train was late late.</mrk> <mrk mtype="seg"
 mid="2">Nobody <![CDATA[& none]]> is is hurt hurt.</mrk></target></trans-unit>
</body></file></xliff>
"""
XLIFF_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="de" trgLang="en-GB">
<file id="f"><unit id="u">
  <segment id="a"><source>Der <pc id="1">Haushalt</pc> steht.</source>
  <target>The <pc id="1">budget budget</pc> stands.</target></segment>
  <segment id="b"><source>Zwei.</source><target>
    The two
    lines lines.
  </target></segment>
</unit></file></xliff>"""
TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
adminlang="en" srclang="de" datatype="plaintext"/><body><tu tuid="7">
<tuv xml:lang="DE-de"><seg>Der Haushalt steht.</seg></tuv><tuv xml:lang="en-US"><seg>The
<hi>budget budget</hi> stands <bpt i="1">x x</bpt>here here.</seg></tuv></tu></body></tmx>"""
CSV = (
    'target,source\n"The port ""of of"" the town\nwas was closed, she she said.",Der Hafen.\n\n'
    '"It, too, was was.",Auch.\nBare bare cells.,Nackt.\n'
)
TSV = "source\ttarget\nDer Hafen.\tThe port was was closed.\n\nAuch.\tIt was, too, too.\n"
PO = 'msgid "Der Hafen."\nmsgstr ""\n"The port "\n"was was closed."\n'
SRT = "1\n00:00:01,000 --> 00:00:02,000\nThe port was\nwas closed closed.\n"
FILES = {
    "a.xlf": XLIFF,
    "b.xlf": XLIFF_2,
    "c.tmx": TMX,
    "d.csv": CSV,
    "e.tsv": TSV,
    "f.csv": "\n".join(
        f"sep=;\n{CSV}".replace(",source", ";source").replace(",Der", ";Der").splitlines()[:4]
    ),
    "g.po": PO,
    "h.srt": SRT,
    "i.vtt": "WEBVTT\n\n" + SRT[2:],
    "j.txt": "The port was was\nclosed.",
}


def sarif_of(folder: Path, *options: str) -> list[dict[str, Any]]:
    arguments = ["check", str(folder), "--no-model", "--no-engine", "harper", "--no-engine", "languagetool"]
    result = CliRunner().invoke(main, [*arguments, "--select", "MT505", "--format", "sarif", *options])
    return list(json.loads(result.stdout)["runs"][0]["results"])


def written(path: Path, region: dict[str, Any], encoding: str) -> str:
    """What stands in a region of a file, as an editor sees it."""
    lines = re.split(r"\r\n|\r|\n", path.read_bytes().decode(encoding).removeprefix("\ufeff"))
    if region["startLine"] == region["endLine"]:
        return lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
    first = lines[region["startLine"] - 1][region["startColumn"] - 1 :]
    return f"{first} … {lines[region['endLine'] - 1][: region['endColumn'] - 1]}"


@pytest.mark.parametrize(("encoding", "line_end"), [("utf-8-sig", "\n"), ("utf-16", "\r\n")])
@pytest.mark.parametrize("name", list(FILES))
def test_regions_are_of_the_file_on_disk(name: str, line_end: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name].replace("ENCODING", encoding).replace("\n", line_end).encode(encoding))
    results = sarif_of(path)
    assert results
    for result in results:
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].endswith(name)
        first, *_, last = re.findall(r"\w+", written(path, place["region"], encoding))
        assert first.lower() == last.lower(), (first, last)


def test_every_word_of_a_bitext_has_its_place() -> None:
    for name in ("a.xlf", "b.xlf", "c.tmx"):
        text = FILES[name].replace("ENCODING", "utf-8")
        texts = read_texts(text.encode(), name, name)
        assert isinstance(texts, Bitext)
        places = texts.target.file_places
        assert places is not None
        lines = text.split("\n")
        for word in re.finditer(r"\w+", texts.target.text):
            line, column, end_line, end_column = places.locate(*word.span())
            assert (line, lines[line - 1][column - 1 : end_column - 1]) == (end_line, word[0])


def test_segments_are_called_what_the_file_calls_them(tmp_path: Path) -> None:
    for name, units in {
        "a.xlf": ["a.docx/1"] * 3 + ["a.docx/2/1"] + ["a.docx/2/2"] * 2,
        "b.xlf": ["f/u/a", "f/u/b"],
        "c.tmx": ["7", "7"],
        "d.csv": ["row 2"] * 2 + ["row 3", "row 4"],
    }.items():
        path = tmp_path / name
        path.write_text(FILES[name].replace("ENCODING", "utf-8"), "utf-8")
        results = sarif_of(path)
        assert [result["locations"][0]["logicalLocations"][0]["name"] for result in results] == units


def test_a_table_with_documents_names_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,target\none,Nothing here.\ntwo,It was was.\n")
    (result,) = sarif_of(path, "--id-column", "id")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("/a.csv")
    assert place["region"]["startLine"] == 3


def test_other_formats_for_programs_say_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF.replace("ENCODING", "utf-8"), "utf-8")
    line = XLIFF[: XLIFF.index("of of")].count("\n") + 1

    def printed(form: str) -> str:
        options = ["--no-model", "--no-engine", "harper", "--no-engine", "languagetool", "--format", form]
        return CliRunner().invoke(main, ["check", str(path), "--select", "MT505", *options]).stdout

    assert f"line={line},endLine={line},col=14,endColumn=19," in printed("github")
    assert "(in a.docx/1)" in printed("github")
    issue = next(issue for issue in json.loads(printed("gitlab")) if issue["check_name"] == "MT505")
    assert issue["location"]["lines"] == {"begin": line, "end": line}
    assert issue["description"].endswith("(in a.docx/1).")
    diagnostic = next(
        d for d in json.loads(printed("rdjson"))["diagnostics"] if d["code"]["value"] == "MT505"
    )
    assert diagnostic["location"]["range"] == {"start": {"line": line}, "end": {"line": line}}
    assert diagnostic["message"].endswith("(in a.docx/1).")
    assert diagnostic["code"]["url"].endswith("/rules/MT505/")
    first = next(csv.DictReader(io.StringIO(printed("csv"))))
    assert first["line"] == "1"  # the number of the segment, as ever


def test_a_long_file_has_true_lines(tmp_path: Path) -> None:
    """libxml2 itself has no line above 65,535."""
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF_2.replace("\n", "\n" * 12_000), "utf-8")
    lines = [result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in sarif_of(path)]
    assert lines == [36_001, 72_001]


def test_a_file_without_lines_has_no_region() -> None:
    chapter = Document("<p>It was was.</p>\n", name="my#book.epub#OEBPS/c#1.xhtml", format="epub")
    note = Document("One.\nIt was was.", name="a.odt", format="odt", units=(0, 5))
    run = RunResult(tuple(report(document, finding(document, "was was")) for document in (chapter, note)))
    locations = [result["locations"][0] for result in json.loads(load("sarif")(run))["runs"][0]["results"]]
    assert [location["physicalLocation"] for location in locations] == [
        {"artifactLocation": {"uri": "my%23book.epub"}},
        {"artifactLocation": {"uri": "a.odt"}},
    ]
    units = [location["logicalLocations"][0]["name"] for location in locations]
    assert units == ["OEBPS/c#1.xhtml, line 1", "paragraph 2"]
    assert "::error file=a.odt,title=MT501" in load("github")(run)
    assert "(in paragraph 2)." in load("github")(run)
    issues = json.loads(load("gitlab")(run))
    assert [issue["location"]["path"] for issue in issues if issue["check_name"] == "MT501"] == [
        "my#book.epub",
        "a.odt",
    ]
