"""Reading files: which reader, and errors with the file's name."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from mtcheck.readers import MAX_BYTES, STDIN, ReadError, format_of, read_bytes, read_file

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.txt", "text"),
        ("a.MD", "markdown"),
        ("a.markdown", "markdown"),
        ("dir.md/a", "text"),
        ("a.htm", "html"),
        ("a.XHTML", "html"),
        ("a.docx", "docx"),
        ("a.ODT", "odt"),
        (".md", "markdown"),
        ("a.tex", "text"),
        ("", "text"),
        (None, "text"),
    ],
)
def test_the_suffix_tells_the_format(name: str | None, format: str) -> None:
    assert format_of(name) == format


def test_standard_input_is_plain_text_unless_a_file_name_says_otherwise() -> None:
    document = read_bytes(b"# One *two*")
    assert (document.name, document.format) == (STDIN, "text")
    assert read_bytes(b"# One *two*", STDIN, ".md").format == "markdown"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "none"])
def test_an_empty_file_is_an_empty_document(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"")
    document = read_file(path)
    assert (document.text, document.words, document.name) == ("", (), str(path))


def test_missing_files_and_folders_are_errors_with_their_names(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file") as missing:
        read_file(tmp_path / "gone.txt")
    assert missing.value.name == str(tmp_path / "gone.txt")
    with pytest.raises(ReadError, match="folder"):
        read_file(tmp_path)
    with pytest.raises(ReadError):
        read_file(Path("a\0b"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(ReadError, match="permission"):
        read_file(path)


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(ReadError, match="is 50 MB; the limit is 20 MB; split it"):
        read_file(path)
    with pytest.raises(ReadError, match="has more than 20 MB; the limit"):
        read_bytes(b"a" * (MAX_BYTES + 1))
    assert read_bytes(b"abc", max_bytes=3).text == "abc"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero")
def test_a_device_without_end_is_not_read_without_end() -> None:
    with pytest.raises(ReadError, match="limit"):
        read_file(Path("/dev/zero"))


def test_an_error_survives_the_trip_between_processes() -> None:
    error = pickle.loads(pickle.dumps(ReadError("a.txt", "is odd", "look")))
    assert (error.name, error.cause, error.next_step, str(error)) == (
        "a.txt",
        "is odd",
        "look",
        "a.txt: is odd; look",
    )


def test_plain_text_loads_no_parser_and_no_detector() -> None:
    code = (
        "import sys; from pathlib import Path; from mtcheck.readers import read_file;"
        "from mtcheck.readers.discovery import discover;"
        f"[path] = discover([{str(FIXTURES / 'trump-putin-call.txt')!r}]); read_file(path).prose;"
        "heavy = ('charset_normalizer', 'markdown_it', 'lxml', 'docx', 'html.parser', 'pathspec');"
        "print([name for name in heavy if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_addresses_in_plain_text_are_nouns() -> None:
    text = (
        "See https://example.org/wiki/Mercury_(planet), (www.example.org/a?b=c). "
        "Write to ana.b@example.co.uk! Not a@b or www."
    )
    document = read_bytes(text.encode(), "a.txt", ".txt")
    assert [text[mask.start : mask.end] for mask in document.masks] == [
        "https://example.org/wiki/Mercury_(planet)",
        "www.example.org/a?b=c",
        "ana.b@example.co.uk",
    ]
    assert all(mask.opaque for mask in document.masks)
    assert "Amazon.com" in read_bytes(b"Amazon.com said so.").prose
