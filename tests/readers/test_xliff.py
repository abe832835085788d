"""XLIFF 1.2 and 2.x, and TMX, and what they cannot be."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mtcheck.readers import Bitext, ReadError, read_bytes, read_texts

ROOT = Path(__file__).parents[2]
FIXTURE = ROOT / "fixtures" / "pair" / "ferry-notice.xlf"

TWO = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="de" trgLang="en-GB"><file id="f">
<unit id="u">
  <segment id="a"><source>Der <pc id="1">Haushalt</pc> steht.</source>
  <target>The <pc id="1">budget</pc> stands.</target></segment>
  <ignorable><source> </source></ignorable>
  <segment id="b"><source>Zwei.</source><target>
    Two
    lines.
  </target></segment>
</unit></file></xliff>"""
TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
adminlang="en" srclang="de" datatype="plaintext"/><body><tu>
<tuv xml:lang="fr"><seg>Le budget est là.</seg></tuv><tuv xml:lang="DE-de"><seg>Der
<bpt i="1">&lt;b&gt;</bpt>Haushalt<ept i="1">&lt;/b&gt;</ept> steht.</seg></tuv><tuv xml:lang="en-US"><seg>The
<hi>budget</hi> stands.</seg></tuv></tu></body></tmx>"""


def read(data: str | bytes, name: str) -> Bitext:
    content = data.encode() if isinstance(data, str) else data
    found = read_texts(content, name, name[name.rindex(".") :])
    assert isinstance(found, Bitext)
    return found


def lines(found: Bitext) -> list[tuple[str, str]]:
    assert found.source is not None
    return list(zip(found.target.text.split("\n"), found.source.text.split("\n"), strict=True))


def refused(data: str | bytes, name: str = "a.xlf") -> str:
    with pytest.raises(ReadError) as caught:
        read(data, name)
    return str(caught.value)


def test_xliff_1_without_its_inline_codes() -> None:
    found = read(FIXTURE.read_bytes(), "ferry-notice.xlf")
    assert lines(found)[1] == ("Affected are 3,200 travellers.", "Betroffen sind 2.300 Reisende.")
    assert len(lines(found)) == 3
    assert found.aligned
    assert found.target.format == "xliff"
    at = found.target.text.index("3,200")
    assert found.target.locate(at, at + 5)[:2] == (2, 14)


def test_segments_of_a_cat_tool_and_alternative_translations() -> None:
    unit = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
      <file original="a" source-language="de" target-language="en" datatype="html"><body><group>
      <trans-unit id="1"><source>Eins. Zwei.</source>
      <seg-source><mrk mtype="seg" mid="0">Eins.</mrk> <mrk mtype="seg" mid="1">Zwei.</mrk></seg-source>
      <target><mrk mtype="seg" mid="0">One.</mrk>
      <mrk mtype="seg" mid="1">Two<ph id="1">&lt;br/&gt;</ph>.</mrk></target>
      <alt-trans><target>An older one.</target></alt-trans></trans-unit></group>
      <trans-unit id="2" translate="no"><source>v1.2</source><target>v1.2</target></trans-unit>
      </body></file></xliff>"""
    found = read(unit, "a.xlf")
    assert lines(found) == [("One.", "Eins."), ("Two.", "Zwei.")]
    assert [tuple(part) for part in found.target.unread] == [
        ("segments that are not to be translated", "1"),
        ("alternative translations", "of 1 segment"),
    ]


def test_xliff_2() -> None:
    assert lines(read(TWO, "a.xliff")) == [
        ("The budget stands.", "Der Haushalt steht."),
        ("Two lines.", "Zwei."),
    ]


def test_tmx_takes_english_and_the_language_of_its_source() -> None:
    assert lines(read(TMX, "a.tmx")) == [("The budget stands.", "Der Haushalt steht.")]


def test_a_unit_without_a_translation_is_said() -> None:
    found = read(re.sub(r"<target>\s+Two.*?</target>", "", TWO, flags=re.DOTALL), "a.xlf")
    assert found.problems == (
        "segment 2 has no translation, so nothing of it was checked; translate it first",
    )


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        ("<html/>", "a.xlf", "is no XLIFF file"),
        (TWO[:-30], "a.xlf", "damaged"),
        (TWO.replace("en-GB", "fr"), "a.xlf", "is translated into “fr”"),
        (TMX.replace("en-US", "it"), "a.tmx", "has a unit without English"),
        ("<tmx>", "a.tmx", "is no TMX file"),
        (b"\xff\xfe\x00", "a.tmx", "is not valid UTF-16"),
        (re.sub(r"<unit.*</unit>", "", TWO, flags=re.DOTALL), "a.xlf", "no segment"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_next_step(data: str | bytes, name: str, said: str) -> None:
    message = refused(data, name)
    assert message.startswith(f"{name}: ")
    assert said in message
    assert "; " in message


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET", encoding="utf-8")
    evil = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>' + TWO.partition("?>")[2].replace(
        "Two", "&e; two"
    )
    try:
        text = read(evil, "a.xlf").target.text
    except ReadError:
        return
    assert "SECRET" not in text


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "translate"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "translate", None)
    assert 'pip install ".[xliff]"' in refused(TWO)


def test_it_is_imported_only_when_such_a_file_comes() -> None:
    code = (
        "import mtcheck.cli.main, mtcheck.runner, sys;"
        "assert not {'translate', 'sacrebleu'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_only_one_module_imports_the_gpl_package() -> None:
    importing = [
        path.relative_to(ROOT / "mtcheck").as_posix()
        for path in (ROOT / "mtcheck").rglob("*.py")
        if re.search(r"(?:from|import) translate\b|[\"']translate\.", path.read_text("utf-8"))
    ]
    assert importing == ["readers/xliff.py"]


def test_as_an_article_it_is_its_translation() -> None:
    assert read_bytes(FIXTURE.read_bytes(), "a.xlf", ".xlf").text.startswith("The ferry")
