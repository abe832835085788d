"""Which file of a folder belongs to an article."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtcheck.readers.pairing import Missing, is_of_another_language, partner


def among(tmp_path: Path, article: str, *files: str, english: bool = False) -> str:
    """What is taken for `article` of the folder `there`, where there are these files; else why nothing is."""
    there, beside = tmp_path / "there", tmp_path / "beside"
    for path in (there / article, *(beside / name for name in files)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = partner(there / article, [tmp_path, there], beside, english=english)
    return found.cause if isinstance(found, Missing) else found.relative_to(beside).as_posix()


@pytest.mark.parametrize(
    ("article", "files", "taken"),
    [
        ("a.txt", ["a.txt", "a.de.txt", "b.txt"], "a.txt"),
        ("a.txt", ["a.de.txt", "ab.txt"], "a.de.txt"),
        ("a.txt", ["a.pt-BR.txt"], "a.pt-BR.txt"),
        ("a.txt", ["a.zh_Hans.md"], "a.zh_Hans.md"),
        ("a.en.txt", ["a.de.txt", "a.en.txt"], "a.de.txt"),
        ("a.en.txt", ["a.txt"], "a.txt"),
        ("a.txt", ["a.docx"], "a.docx"),
        ("a.txt", ["a.docx", "a.txt"], "a.txt"),
        ("x/y/a.txt", ["x/y/a.txt", "a.txt"], "x/y/a.txt"),
        ("a.v2.final.txt", ["a.v2.final.txt"], "a.v2.final.txt"),
    ],
)
def test_the_likest_name_is_taken(tmp_path: Path, article: str, files: list[str], taken: str) -> None:
    assert among(tmp_path, article, *files) == taken


def test_references_are_english(tmp_path: Path) -> None:
    assert among(tmp_path, "a.txt", "a.de.txt", "a.en.txt", english=True) == "a.en.txt"


def test_of_several_languages_none_is_taken_and_none_is_said(tmp_path: Path) -> None:
    assert "several files" in among(tmp_path, "b.txt", "b.docx", "b.de.txt")
    assert "a.de.txt, a.fr.txt" in among(tmp_path, "a.txt", "a.de.txt", "a.fr.txt")
    assert "there is no c.txt" in among(tmp_path, "c.txt", "d.txt")
    assert "there is no c.txt" in among(tmp_path, "x/c.txt", "c.de.txt"), "folders count"


def test_an_article_is_not_its_own_source(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.touch()
    assert isinstance(partner(article, [tmp_path], tmp_path, english=False), Missing)


def test_languages_in_names() -> None:
    assert is_of_another_language(Path("a.de.txt"))
    assert not is_of_another_language(Path("a.en.txt"))
    assert not is_of_another_language(Path("a.txt"))
    assert not is_of_another_language(Path("v1.2.txt"))
