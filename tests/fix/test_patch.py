"""Patches as their users meet them: git and patch apply them, whatever the file."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.fix.patch import patch

FILES = {
    "plain.txt": ("One\nthe the end\nlast\n", "utf-8"),
    "no newline.txt": ("One\nthe the end", "utf-8"),
    "crlf.md": ("One\r\nthe the end\r\n", "utf-8"),
    "cr.txt": ("One\rthe the end\rlast", "utf-8"),
    "breaks.txt": ("One\x0bthe the\x0cend\u2028last\x85\n", "utf-8"),
    "latin.txt": ("Café\nthe the end\n", "cp1252"),
    "utf-16.txt": ("\ufeffOne\nthe the end\nlast\n", "utf-16-le"),
    "folder/ümlaut.html": ("<p>the the end</p>\n", "utf-8"),
}


@pytest.fixture
def patched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, dict[str, bytes]]:
    """A patch of all FILES, which lie in the current folder, and what they should become."""
    monkeypatch.chdir(tmp_path)
    patches, expected = b"", {}
    for name, (text, encoding) in FILES.items():
        Path(name).parent.mkdir(exist_ok=True)
        before, after = text.encode(encoding), text.replace("the the", "the").encode(encoding)
        Path(name).write_bytes(before)
        patches += patch(name, before, after)
        expected[name] = after
    return patches, expected


@pytest.mark.parametrize(
    "command", [["git", "apply", "-"], ["patch", "--binary", "-p1"]], ids=lambda command: command[0]
)
def test_the_tools_apply_it_to_the_byte(command: list[str], patched: tuple[bytes, dict[str, bytes]]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not here")
    patches, expected = patched
    subprocess.run(command, input=patches, check=True, capture_output=True)
    assert {name: Path(name).read_bytes() for name in expected} == expected


def test_git_applies_it_below_the_top_of_a_repository(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not here")
    desk = tmp_path / "desk"
    desk.mkdir()
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (desk / "a.txt").write_text("the the end\n")
    subprocess.run(
        ["git", "apply", "-"], input=patch("a.txt", b"the the end\n", b"the end\n"), check=True, cwd=desk
    )
    assert (desk / "a.txt").read_text() == "the end\n"


def test_nothing_changed_is_no_patch_and_odd_names_are_written_as_git_writes_them() -> None:
    assert patch("a.txt", b"a\n", b"a\n") == b""
    assert patch('a"b\\c.txt', b"a\n", b"b\n").splitlines()[:2] == [
        b'--- "a/a\\"b\\\\c.txt"',
        b'+++ "b/a\\"b\\\\c.txt"',
    ]
    assert patch("a b.txt", b"a\n", b"b\n").splitlines()[0] == b"--- a/a b.txt\t"
    assert patch("/tmp/a.txt", b"a\n", b"b\n").splitlines()[0] == b"--- a/tmp/a.txt"


@settings(max_examples=40)
@given(st.lists(st.sampled_from([b"a\n", b"b\r\n", b"c", b"\r", b"\n", b"\x00\n"]), max_size=12), st.data())
def test_every_line_of_a_patch_is_one_of_the_file_with_its_mark(
    parts: list[bytes], data: st.DataObject
) -> None:
    before = b"".join(parts)
    after = b"".join(data.draw(st.permutations(parts)))
    lines = patch("a.txt", before, after).split(b"\n")[:-1]
    assert not lines or (lines[0], lines[1]) == (b"--- a/a.txt", b"+++ b/a.txt")
    assert all(line[:1] in (b" ", b"-", b"+", b"@", b"\\") for line in lines[2:])
    kept = [line[1:] for line in lines[2:] if line[:1] in b" +"]
    assert set(kept) <= set(after.split(b"\n"))


def test_very_many_changed_lines() -> None:
    before = [f"line {number}\n" for number in range(20_000)]
    after = [line.upper() if number % 2 else line for number, line in enumerate(before)]
    lines = (
        patch("a.txt", "".join(before).encode(), "".join(after).encode()).decode().splitlines(keepends=True)
    )
    assert lines[2] == "@@ -1,20000 +1,20000 @@\n"
    assert [line[1:] for line in lines[3:] if line[0] in " -"] == before
    assert [line[1:] for line in lines[3:] if line[0] in " +"] == after


@given(st.lists(st.booleans(), max_size=40), st.sampled_from(["", "\n"]))
def test_changed_lines_are_told_as_difflib_tells_them(changed: list[bool], end: str) -> None:
    before = [f"line {number}" for number in range(len(changed))]
    after = [line.upper() if is_changed else line for line, is_changed in zip(before, changed, strict=True)]
    texts = ["\n".join(lines) + end * bool(lines) for lines in (before, after)]
    told = patch("a.txt", *(text.encode() for text in texts)).decode()
    lines = difflib.unified_diff(*(text.splitlines() for text in texts), "a/a.txt", "b/a.txt", lineterm="")
    assert [line for line in told.splitlines() if not line.startswith("\\")] == list(lines)
