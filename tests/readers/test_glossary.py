"""Glossaries of both formats, and what is said of those that cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mtcheck.readers.glossary import GlossaryEntry, GlossaryError, load

DATA = Path(__file__).parent / "data"


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def test_tbx_with_its_statuses() -> None:
    assert load([str(DATA / "glossary.tbx")], "de") == (
        GlossaryEntry(("Bundestag",), ("Bundestag",), ("Federal Diet",)),
    )
    assert load([str(DATA / "glossary.tbx")], "zh") == (GlossaryEntry(("国务院",), ("State Council",), ()),)


def test_tbx_of_version_2(tmp_path: Path) -> None:
    text = (
        '<martif type="TBX"><text><body><termEntry><langSet xml:lang="ru"><ntig><termGrp><term>дума</term>'
        "</termGrp></ntig></langSet>"
        '<langSet xml:lang="en-US"><tig><term>State Duma</term></tig></langSet></termEntry>'
        "</body></text></martif>"
    )
    assert load([written(tmp_path, "a.tbx", text)], "ru") == (GlossaryEntry(("дума",), ("State Duma",), ()),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32", "cp1252"])
def test_a_glossary_may_be_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    terms = (GlossaryEntry(("Bürgermeister",), ("mayor",), ()),)
    tbx = (
        '<?xml version="1.0" encoding="utf-8"?><tbx><text><body><conceptEntry><langSec xml:lang="de">'
        '<termSec><term>Bürgermeister</term></termSec></langSec><langSec xml:lang="en">'
        "<termSec><term>mayor</term></termSec></langSec></conceptEntry></body></text></tbx>"
    )
    for name, text in (("a.tbx", tbx), ("a.xml", tbx), ("a", tbx), ("a.csv", "de,en\nBürgermeister,mayor\n")):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        assert load([str(path)], "de") == terms


def test_csv_with_the_line_of_excel(tmp_path: Path) -> None:
    plain = written(tmp_path, "a.csv", "de;en\nHaushalt, der;budget\n")
    excel = written(tmp_path, "b.csv", "sep=;\nde;en\nHaushalt, der;budget\n")
    assert load((excel,), "de") == load((plain,), "de")


def test_csv_by_its_header_or_without_one(tmp_path: Path) -> None:
    codes = written(tmp_path, "codes.csv", "en;fr;de\nprime minister;premier ministre;Ministerpräsident\n")
    assert load([codes], "fr") == (GlossaryEntry(("premier ministre",), ("prime minister",), ()),)
    assert load([codes], "ru") == ()
    bare = written(tmp_path, "bare.tsv", "Kanzler\tchancellor|Chancellor\n")
    assert load([bare], "de") == (GlossaryEntry(("Kanzler",), ("chancellor", "Chancellor"), ()),)


@pytest.mark.parametrize(
    ("name", "text", "cause"),
    [
        ("a.csv", "", "it is empty"),
        ("b.csv", "source,target\nnur eins\n", "row 1 has 1 column"),
        ("c.tbx", "<tbx><", "no valid TBX"),
        ("d.tbx", "<html/>", "is it TBX?"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, name: str, text: str, cause: str) -> None:
    with pytest.raises(GlossaryError, match=re.escape(cause)) as error:
        load([written(tmp_path, name, text)], "de")
    assert name in str(error.value)


def test_entities_of_a_tbx_file_are_not_expanded(tmp_path: Path) -> None:
    text = (
        '<!DOCTYPE tbx [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
        '<tbx><conceptEntry><langSec xml:lang="de">'
        '<termSec><term>&secret;Haus</term></termSec></langSec><langSec xml:lang="en">'
        "<termSec><term>house</term></termSec></langSec></conceptEntry></tbx>"
    )
    assert load([written(tmp_path, "e.tbx", text)], "de")[0].source == ("&secret;Haus",)
