"""From bytes to text: the encodings articles come in, and what is no text."""

from __future__ import annotations

import codecs

import pytest

from mtcheck.readers import Bitext, ReadError, read_bytes, read_texts
from mtcheck.readers.encoding import decode

FILES = {
    ".xlf": '<?xml version="1.0" encoding="ENCODING"?>\n<xliff version="1.2"><file original="a" '
    'source-language="de" target-language="en" datatype="x"><body><trans-unit id="1"><source>Das Café hat '
    "geöffnet.</source><target>The café is open.</target></trans-unit></body></file></xliff>",
    ".xliff": '<?xml version="1.0"\n encoding=\'ENCODING\' ?><xliff version="2.0" srcLang="de" trgLang="en" '
    'xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f"><unit id="u"><segment><source>Das Café hat '
    "geöffnet.</source><target>The café is open.</target></segment></unit></file></xliff>",
    ".tmx": '<?xml version="1.0" encoding="ENCODING"?><tmx version="1.4"><header srclang="de" adminlang="en" '
    'creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" datatype="plaintext"/><body><tu>'
    '<tuv xml:lang="de"><seg>Das Café hat geöffnet.</seg></tuv>'
    '<tuv xml:lang="en"><seg>The café is open.</seg></tuv></tu></body></tmx>',
    ".html": '<html><head><meta charset="ENCODING"></head><body><p>The café is open.</p></body></html>',
    ".po": 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=ENCODING\\n"\n\n'
    'msgid "Das Café hat geöffnet."\nmsgstr "The café is open."\n',
    ".srt": "1\n00:00:01,000 --> 00:00:02,000\nThe café is open.\n",
    ".txt": "The café is open.\n",
}
ENGLISH = "“We can’t,” she said – the café in Malmö closed.\r\n"
RUSSIAN = "Переговоры о прекращении огня продолжатся в пятницу, сообщает агентство."
CHINESE = "中国外交部发言人今天表示，双方将继续对话。这是一个重要的消息，各方都在关注。"
JAPANESE = "日本の首相は今日、東京で記者会見を開きました。多くの記者が参加しました。"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_kept(mark: bytes, encoding: str) -> None:
    assert decode(mark + ENGLISH.encode(encoding), "a.txt") == ("\ufeff" + ENGLISH, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_may_be_missing(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding), "a.txt") == (ENGLISH, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252"])
@pytest.mark.parametrize("suffix", list(FILES))
def test_what_a_file_says_of_its_encoding_may_be_wrong(suffix: str, encoding: str) -> None:
    for declared in ("UTF-16", "utf-8", "windows-1252", "utf-32", "nonsense"):
        for mark in ("",) if encoding == "cp1252" else ("", "\ufeff"):
            data = (mark + FILES[suffix].replace("ENCODING", declared)).encode(encoding)
            read = read_texts(data, f"a{suffix}", suffix)
            document = read.target if isinstance(read, Bitext) else read
            texts = [document.slice(paragraph.span) for paragraph in document.paragraphs]
            assert texts == ["The café is open."]


def test_utf8_comes_before_everything_and_line_endings_stay() -> None:
    text = "Zażółć\r\none\rtwo\n😀 שלום"
    assert decode(text.encode(), "a.txt") == (text, "utf-8")
    assert decode(b"", "a.txt") == ("", "utf-8")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        ("La señora Muñoz viajó a Bogotá.", "latin-1"),
        (ENGLISH, "mac_roman"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN * 3, "koi8_r"),
        ("Η κυβέρνηση ανακοίνωσε σήμερα νέα μέτρα για την οικονομία.", "cp1253"),
        (CHINESE, "gb18030"),
        (JAPANESE, "shift_jis"),
    ],
)
def test_legacy_encodings_are_told(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt")[0] == text


@pytest.mark.parametrize(
    "html",
    [
        '<html><head><meta charset="windows-1251"><title>{}</title>',
        "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'><p>{}",
        '<?xml version="1.0" encoding="windows-1251"?><html><p>{}</p></html>',
    ],
)
def test_html_may_name_its_encoding(html: str) -> None:
    text = html.format("Да")  # too short to guess
    document = read_bytes(text.encode("cp1251"), "a.html", ".html")
    assert document.text == text
    assert document.encoding == "cp1251"


@pytest.mark.parametrize("label", ["utf-8", "nonsense", "rot13", "hex", "idna", "unicode_escape", "utf-16"])
def test_a_declaration_that_does_not_hold_is_no_harm(label: str) -> None:
    text = f'<meta charset="{label}"><p>The café is open.'
    assert read_bytes(text.encode(), "a.html", ".html").text == text
    assert read_bytes(text.encode("cp1252"), "a.html", ".html").text == text


def test_seven_bit_japanese_is_read_as_declared() -> None:
    text = '<meta charset="iso-2022-jp"><p>' + JAPANESE
    assert read_bytes(text.encode("iso-2022-jp"), "a.html", ".html").text == text


def test_broken_utf8_is_an_error_that_says_where_and_what_to_do() -> None:
    data = "Première ligne.\nLe café “fermé”".encode()[:-1] + b" et la suite"
    with pytest.raises(ReadError) as caught:
        decode(data, "news/a.txt")
    error = caught.value
    offset = data.index(b"\xe2\x80 et")
    assert (error.name, f"byte offset {offset} (line 2" in error.cause) == ("news/a.txt", True)
    assert "iconv" in error.next_step
    assert str(error) == f"news/a.txt: {error.cause}; {error.next_step}"


def test_a_broken_utf16_file_is_an_error() -> None:
    with pytest.raises(ReadError, match="UTF-16"):
        decode(codecs.BOM_UTF16_LE + b"a", "a.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"abc\0def", "binary"),
        (bytes(range(1, 32)) * 10, "binary"),
        ("no \0 mark".encode("utf-16-le"), "binary"),
        (bytes(range(64)) * 8, "binary"),
        (codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le"), "binary"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"{\\rtf1 Hello}", "RTF"),
    ],
)
def test_what_is_no_text_is_said_to_be_none(data: bytes, what: str) -> None:
    for suffix in (".txt", ".md", ".html", None):
        with pytest.raises(ReadError, match=what):
            read_bytes(data, "a", suffix)
