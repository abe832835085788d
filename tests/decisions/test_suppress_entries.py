"""`[[suppress]]` entries of the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtcheck.checker import Checker
from mtcheck.findings.report import Report
from mtcheck.settings import Settings, SettingsError, load
from mtcheck.settings.suppression import Suppression
from mtcheck.text.document import Document

TEXT = "It was a Volte  face of the council. They do not not know."


def check(path: str, *entries: Suppression, root: str | None = None, **fields: object) -> Report:
    settings = Settings(
        no_engine=("harper", "languagetool"), model=False, suppress=entries, root=root, **fields
    )  # type: ignore[arg-type]
    return Checker(settings).check(Document(TEXT, name=path))


def left(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


@pytest.mark.parametrize(
    ("pattern", "path", "holds"),
    [
        ("a.txt", "a.txt", True),
        ("a.txt", "news/a.txt", True),
        ("/a.txt", "news/a.txt", False),
        ("news/a.txt", "news/a.txt", True),
        ("news/a.txt", "old/news/a.txt", False),
        ("news/", "news/2024/a.txt", True),
        ("news/*.txt", "news/a.txt", True),
        ("news/*.txt", "news/2024/a.txt", False),
        ("news/**", "news/2024/a.txt", True),
        ("**", "news/a.txt", True),
        ("*.docx", "news/a.txt", False),
    ],
)
def test_a_pattern_is_one_of_gitignore(pattern: str, path: str, holds: bool) -> None:
    report = check(path, Suppression(pattern, "MT505"))
    assert ("MT505" in left(report)) is not holds


@pytest.mark.parametrize(
    ("rule", "text", "remaining"),
    [
        ("MT101", "Volte face", ["MT505"]),
        ("MT101", "volte\nFACE ", ["MT505"]),
        ("MT1", "", ["MT505"]),
        ("all", "", []),
        ("all", "not not", ["MT101"]),
        ("MT101", "Volte", ["MT902", "MT101", "MT505"]),
        ("MT505", "Volte face", ["MT902", "MT101", "MT505"]),
    ],
)
def test_an_entry_is_about_rule_and_text(rule: str, text: str, remaining: list[str]) -> None:
    report = check("a.txt", Suppression("a.txt", rule, text, "so he spells it"))
    assert left(report) == remaining
    assert all(
        (suppressed.by, suppressed.reason) == ("settings", "so he spells it")
        for suppressed in report.suppressed
    )


def test_an_entry_that_names_a_file_and_suppresses_nothing_is_told_where_its_rule_ran() -> None:
    for pattern, rule, told in (
        ("a.txt", "MT301", True),
        ("/a.txt", "MT301", True),
        ("*.txt", "MT301", False),
        ("b.txt", "MT301", False),
        ("a.txt", "MT408", False),
        ("a.txt", "GR-LT-X", False),
        ("a.txt", "MT505", False),
    ):
        report = check("a.txt", Suppression(pattern, rule))
        assert ("MT902" in left(report)) is told, (pattern, rule)
    assert "MT902" not in left(check("a.txt", Suppression("a.txt", "MT301"), ignore=("MT3",)))


def test_patterns_are_relative_to_the_settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "mtcheck.toml").write_text(
        '[[suppress]]\nfile = "news/a.txt"\nrule = "MT505"\nreason = "he stutters"\n\n'
        '[[suppress]]\nfile = "news/*"\nrule = "MT101"\ntext = "Volte face"\n'
    )
    settings = load(tmp_path / "mtcheck.toml")
    assert settings.suppress == (
        Suppression("news/a.txt", "MT505", reason="he stutters"),
        Suppression("news/*", "MT101", "Volte face"),
    )
    monkeypatch.chdir(tmp_path / "news")
    for name in ("a.txt", "../news/a.txt", str(tmp_path / "news" / "a.txt")):
        assert left(check(name, *settings.suppress, root=settings.root)) == []
    monkeypatch.chdir(tmp_path)
    assert left(check("a.txt", *settings.suppress, root=settings.root)) == ["MT101", "MT505"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('rule = "MT1"', "file"),
        ('file = "a.txt"', "rule"),
        ('file = "a.txt"\nrule = "MT999"', "unknown rule “MT999”"),
        ('file = "a.txt"\nrule = ""', "unknown rule"),
        ('file = " "\nrule = "MT1"', "pattern"),
        ('file = "!a.txt"\nrule = "MT1"', "pattern"),
        ('file = "a.txt"\nrule = "MT1"\nwhy = "x"', "unknown key “why”"),
        ('file = 3\nrule = "MT1"', "must be a string"),
    ],
)
def test_an_entry_that_is_none_is_an_error_that_says_so(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "mtcheck.toml"
    path.write_text(f"[[suppress]]\n{text}\n")
    with pytest.raises(SettingsError) as error:
        load(path)
    assert expected in str(error.value)
    assert str(path) in str(error.value)


def test_the_fingerprint_of_the_settings_follows_the_entries_but_not_their_reasons() -> None:
    prints = [
        Settings(suppress=(Suppression("a", "MT1", reason=reason),)).fingerprint() for reason in ("x", "y")
    ]
    assert prints[0] == prints[1] != Settings().fingerprint()


def test_of_very_many_entries_the_first_that_fits_gives_the_reason() -> None:
    many = [Suppression("a.txt", "MT505", f"word{number}", "never") for number in range(2000)]
    fitting = [
        Suppression("a.txt", "MT5", "NOT  not", "by its words"),
        Suppression("a.txt", "all", "", "by anything"),
        Suppression("a.txt", "MT505", "", "by its rule"),
    ]
    report = check("a.txt", *many, *fitting, select=("MT505", "MT902"))
    assert [one.reason for one in report.suppressed] == ["by its words"]
    unused = [finding.message for finding in report.findings]
    assert len(unused) == 2000
    assert all("word" in message for message in unused)
