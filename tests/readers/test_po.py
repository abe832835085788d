"""PO: translations of programs, at their lines of the file."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from mtcheck import check_file
from mtcheck.fix.files import fix_bytes
from mtcheck.readers import Bitext, ReadError, format_of, read_texts
from mtcheck.readers.discovery import discover
from mtcheck.reports.locations import is_replaceable
from mtcheck.settings.model import Settings

HEADER = """msgid ""
msgstr ""
"Project-Id-Version: x\\n"
"Language: en_GB\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""
PO = (
    HEADER
    + """
#: src/a.c:12
#, c-format
msgid "Die Datei „%s“ konnte nicht geöffnet werden."
msgstr "The file “%s” could not be opened."

msgctxt "menu"
msgid "&Öffnen"
msgstr "&Open"

#, c-format
msgid "%d Zeile wurde gelesen."
msgid_plural "%d Zeilen wurden gelesen."
msgstr[0] "%d line was read."
msgstr[1] "%d lines were read."

#, fuzzy
#| msgid "Das Netz ist nicht da."
msgid "Das Netz ist weg."
msgstr "The net is here."

msgid "Noch nicht übersetzt"
msgstr ""

msgid ""
"Der Hafen ist seit 30 Jahren zu. Die Stadt hat <a href=\\"x.html\\">viel</a> "
"dafür getan.\\n"
"\\n"
"Mehr &amp; mehr.\\n"
msgstr ""
"The port has been closed for 30 years. The city did <a href=\\"x.html\\">a "
"lot</a> for the \\"rich\\".\\n"
"\\n"
"More &amp; more.\\n"

#~ msgid "Alt"
#~ msgstr "Old"
"""
)


def read(data: str | bytes, name: str = "en.po") -> Bitext:
    found = read_texts(data.encode() if isinstance(data, str) else data, name, name)
    assert isinstance(found, Bitext)
    return found


def sides(found: Bitext) -> tuple[list[str], list[str]]:
    texts = (found.target, found.source)
    return tuple(  # type: ignore[return-value]
        [" ".join(reading.text.split()) for reading in text.paragraph_readings] if text else []
        for text in texts
    )


def refused(data: str | bytes, name: str = "en.po") -> str:
    with pytest.raises(ReadError) as caught:
        read(data, name)
    return str(caught.value)


def test_translations_and_what_they_translate() -> None:
    target, source = sides(read(PO))
    assert target == [
        "The file “￼” could not be opened.",
        "Open",
        "￼ line was read.",
        "￼ lines were read.",
        'The port has been closed for 30 years. The city did a lot for the "rich".',
        "More & more.",
    ]
    assert source == [
        "Die Datei „￼“ konnte nicht geöffnet werden.",
        "Öffnen",
        "￼ Zeile wurde gelesen.",
        "￼ Zeilen wurden gelesen.",
        "Der Hafen ist seit 30 Jahren zu. Die Stadt hat viel dafür getan.",
        "Mehr & mehr.",
    ]


def test_what_is_not_checked_is_said() -> None:
    assert [tuple(part) for part in read(PO).target.unread] == [
        ("untranslated entries", "1 of 6"),
        ("fuzzy entries", "1, which nobody has confirmed"),
        ("obsolete entries", "1, which the program no longer has"),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_positions_are_lines_and_columns_of_the_file(line_end: str, encoding: str) -> None:
    found = read(PO.replace("\n", line_end).encode(encoding))
    start = found.target.text.index("lot</a>")
    assert found.target.locate(start, start + 3)[:2] == (PO[: PO.index("lot</a>")].count("\n") + 1, 2)


def test_a_file_in_the_encoding_that_its_header_names() -> None:
    text = PO.replace("UTF-8", "ISO-8859-2").replace("„", '\\"').replace("“", '\\"').replace("”", '\\"')
    found = read(text.replace("Zeile", "Zeilč").encode("iso-8859-2"))
    assert found.source is not None
    assert "Zeilč" in found.source.text


def test_each_string_is_compared_with_its_own(tmp_path: Path) -> None:
    path = tmp_path / "en.po"
    path.write_text(PO.replace("closed for 30", "closed for 40"), encoding="utf-8")
    report = check_file(path, Settings(model=False))
    assert not report.problems
    assert [(finding.rule, finding.text) for finding in report.findings if finding.rule == "MT603"] == [
        ("MT603", "40")
    ]
    assert not any(is_replaceable(report, finding) for finding in report.findings)
    outcome = fix_bytes(path.read_bytes(), "en.po", ".po", None)  # type: ignore[arg-type]
    assert "PO file is not fixed" in str(outcome.trouble)


def test_a_word_that_is_parted_at_the_end_of_a_line_is_one_word() -> None:
    parted = PO.replace("More &amp; more", 'Low bas-"\n"reliefs')
    assert "Low bas-reliefs." in sides(read(parted))[0]


def test_keys_and_english_are_no_source() -> None:
    keys = HEADER + '\nmsgid "home.title"\nmsgstr "The harbour"\n\nmsgid "home.text"\nmsgstr "It is open."\n'
    assert read(keys).source is None
    english = HEADER + '\nmsgid "The colors of the harbor are gray."\nmsgstr "The colours of it are grey."\n'
    assert read(english).source is None
    assert read(HEADER + '\nmsgid "Weiter"\nmsgstr "Continue"\n').source is not None


def test_a_template_is_no_article_of_a_folder(tmp_path: Path) -> None:
    for name in ("a.pot", "a.po"):
        (tmp_path / name).write_text(PO, encoding="utf-8")
    assert discover([str(tmp_path)]) == [tmp_path / "a.po"]
    assert format_of("a.pot") == "po"


def test_what_polib_wrote() -> None:
    polib = pytest.importorskip("polib")
    file = polib.POFile(wrapwidth=40)
    file.metadata = {"Language": "en", "Content-Type": "text/plain; charset=UTF-8"}
    entries = [
        ("Der Weg zum Hafen ist lang, und „er“ ist steinig.", 'The way to the "harbour"\tis long \\ stony.'),
        ("Eins\nZwei", "One line that ends.\n\nAnother line, which goes on for longer than forty columns."),
    ]
    for source, translation in entries:
        file.append(polib.POEntry(msgid=source, msgstr=translation))
    file.append(polib.POEntry(msgid="Ja", msgstr="Yes", flags=["fuzzy"]))
    file.append(polib.POEntry(msgid="Nein", msgstr="No", obsolete=True))
    found = read(str(file))
    paragraphs = [line for _, text in entries for line in text.split("\n") if line]
    assert sides(found)[0] == [" ".join(line.split()) for line in paragraphs]
    assert [part.part for part in found.target.unread] == ["fuzzy entries", "obsolete entries"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "without an entry"),
        (HEADER, "without an entry"),
        ("An article.\n", "damaged in line 1"),
        (PO.replace('"The file “%s”', '"The "file" “%s”'), "damaged in line 10"),
        (PO.replace('opened."', "opened."), "damaged in line 10"),
        (PO.replace('msgid "&Öffnen"\n', ""), "damaged in line 13"),
        (PO.replace('msgstr "&Open"\n\n', 'msgid "Zu"\n'), "damaged in line 14"),
        (PO[: PO.index("konnte")], "damaged in line 9"),
        (PO.replace("en_GB", "de_AT"), "is translated into “de_AT”; mtcheck reads English; name a"),
        (HEADER + '\nmsgid "Der Hafen"\nmsgstr ""\n', "no confirmed translation (1 entry, 0 fuzzy)"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_next_step(data: str, said: str) -> None:
    message = refused(data)
    assert message.startswith("en.po: ")
    assert said in message
    assert "; " in message


@pytest.mark.parametrize(
    "string",
    [
        "<" * 100_000,
        "%(" * 50_000,
        "{" * 100_000,
        "\\n" * 50_000,
        "&" * 100_000,
        "a_" * 50_000,
        "%a_" * 50_000,
    ],
    ids=["tags", "percent", "braces", "breaks", "ampersands", "underscores", "names"],
)
def test_hostile_strings_take_no_long_time(string: str) -> None:
    began = time.perf_counter()
    read(HEADER + f'\nmsgid "Der Hafen"\nmsgstr "Harbour {string}"\n')
    assert time.perf_counter() - began < 10
