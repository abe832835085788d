"""The vocabulary: whole words, literally, for spelling and names only."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.decisions import vocabulary
from mtcheck.decisions.vocabulary import RULES, Vocabulary, VocabularyEntry, add, is_about_words, parse
from mtcheck.findings.finding import Category, Finding, Severity
from mtcheck.readers.markdown import markdown_document
from mtcheck.rules.registry import declarations
from mtcheck.settings import Settings, SettingsError, load
from mtcheck.text.document import Document


def finding(
    document: Document, text: str, rule: str = "GR-HARPER-SpellCheck", category: Category = Category.SPELLING
) -> Finding:
    start = document.text.index(text)
    return Finding(rule, "x", category, Severity.MINOR, start, start + len(text), text, "unknown")


def accepts(entry: str, text: str, words: str, document: Document | None = None) -> bool:
    document = document or Document(text)
    return Vocabulary(parse(entry)).accepting(document, finding(document, words)) is not None


@pytest.mark.parametrize(
    ("entry", "text", "words"),
    [
        ("Zelenskyy", "Then Zelenskyy spoke.", "Zelenskyy"),
        ("Zelenskyy", "Then Zelenskyy’s plan was read.", "Zelenskyy’s"),
        ("Zelenskyy", "Then Zelenskyy's plan was read.", "Zelenskyy"),
        ("Volodymyr Zelenskyy", "Then Volodymyr Zelenskyy spoke.", "Zelenskyy"),
        ("Volodymyr Zelenskyy", "Then Volodymyr\nZelenskyy spoke.", "Volodymyr"),
        ("e-fuel", "E-fuel is dear, an E-FUEL car too.", "E-FUEL"),
        ("O'Neill", "Then O’Neill spoke.", "O’Neill"),
        ("C#", "They write C# all day.", "C#"),
        ("Yahoo!", "They left Yahoo! for good.", "Yahoo"),
        ("Ålesund", "It rained in Ålesund again.", "Ålesund"),
        ("config", "The config-file is there.", "config"),
    ],
)
def test_a_whole_word_or_phrase_is_accepted(entry: str, text: str, words: str) -> None:
    assert accepts(entry, text, words)


@pytest.mark.parametrize(
    ("entry", "text", "words"),
    [
        ("config", "They have many configs.", "configs"),
        ("config", "They have configurtions.", "configurtions"),
        ("config", "A reconfig was due.", "reconfig"),
        ("config", "The config-file is there.", "config-file"),
        ("Zelenskyy", "Then zelenskyy spoke.", "zelenskyy"),
        ("Zelenskyy", "Then ZELENSKYY spoke.", "ZELENSKYY"),
        ("iPhone", "An Iphone rang.", "Iphone"),
        ("Volodymyr Zelenskyy", "Then Zelenskyy spoke.", "Zelenskyy"),
        ("Volodymyr Zelenskyy", "Then Volodymyr, Zelenskyy spoke.", "Zelenskyy"),
        ("Zel.*", "Then Zelenskyy spoke.", "Zelenskyy"),
        (".*", "Then Zelenskyy spoke.", "Zelenskyy"),
    ],
)
def test_anything_else_is_not(entry: str, text: str, words: str) -> None:
    assert not accepts(entry, text, words)


def test_markup_in_a_phrase_does_not_part_it() -> None:
    document = markdown_document("Then Volodymyr **Zelenskyy**&rsquo;s plan was read.")
    assert accepts("Volodymyr Zelenskyy", "", "Zelenskyy**&rsquo;s", document)


def test_only_rules_of_spelling_and_names_hear_of_it() -> None:
    document = Document("The config config was lost.")
    words = Vocabulary(parse("config config\nconfig"))
    for rule, category in (
        ("MT505", Category.GRAMMAR),
        ("MT101", Category.UNIDIOMATIC),
        ("MT408", Category.SPELLING),
        ("GM101", Category.MISTRANSLATION),
        ("HR-X", Category.SPELLING),
        ("GR-LT-EN_A_VS_AN", Category.GRAMMAR),
    ):
        assert words.accepting(document, finding(document, "config", rule, category)) is None, rule
    for rule, category in (
        ("MT106", Category.UNTRANSLATED),
        ("MT201", Category.WRONG_TERM),
        ("GR-HARPER-SpellCheck-FOREIGN", Category.UNTRANSLATED),
        ("GR-LT-MORFOLOGIK_RULE_EN_GB-FOREIGN", Category.UNTRANSLATED),
        ("GR-LT-PROPER_NOUNS_X", Category.SPELLING),
    ):
        assert words.accepting(document, finding(document, "config", rule, category)) is not None, rule


def test_the_rules_that_hear_of_it_exist() -> None:
    ids = [rule.id for rule in declarations()]
    for selector in RULES:
        assert selector.startswith("GR-") or any(rule.startswith(selector) for rule in ids)
    assert not any(
        is_about_words(finding(Document("x"), "x", rule.id, rule.category))
        for rule in declarations()
        if rule.severity >= Severity.CRITICAL
    )


def test_a_file_has_an_entry_a_line_and_remarks() -> None:
    text = (
        "\ufeff# names\n\nVolodymyr   Zelenskyy # his own spelling\r\n"
        "C#\n  e-fuel\t# since 2023 # twice\n#x\n"
    )
    assert parse(text) == (
        VocabularyEntry("Volodymyr Zelenskyy", "his own spelling"),
        VocabularyEntry("C#"),
        VocabularyEntry("e-fuel", "since 2023 # twice"),
    )


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"], exclude_characters="#"), min_size=1),
        max_size=5,
    ),
    st.text(max_size=20),
)
def test_what_is_added_is_read_again_and_added_once(words: list[str], before: str) -> None:
    text, new = add(before, words, "a reason")
    assert text.startswith(before.rstrip("\n"))
    entries = [entry.text for entry in parse(text)]
    assert set(words) <= set(entries)
    assert len(new) == len(set(new))
    assert add(text, words) == (text, [])


@pytest.mark.parametrize("word", ["", "  ", "# x", "a # b"])
def test_what_is_no_entry_is_not_added(word: str) -> None:
    with pytest.raises(ValueError, match="no entry"):
        add("", [word])


def test_the_default_file_is_beside_the_settings_and_the_settings_may_name_others(tmp_path: Path) -> None:
    (tmp_path / "mtcheck.toml").write_text("")
    assert vocabulary.load(load(tmp_path / "mtcheck.toml")) == Vocabulary()
    (tmp_path / "mtcheck-vocabulary.txt").write_text("one\n")
    assert [entry.text for entry in vocabulary.load(load(tmp_path / "mtcheck.toml")).entries] == ["one"]
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "names.txt").write_text("two\n")
    (tmp_path / "words" / "more.txt").write_text("three\n")
    (tmp_path / "mtcheck.toml").write_text('vocabulary = ["words/names.txt", "words/more.txt"]\n')
    assert [entry.text for entry in vocabulary.load(load(tmp_path / "mtcheck.toml")).entries] == [
        "two",
        "three",
    ]
    assert vocabulary.load(Settings()) == Vocabulary(), "settings made in Python look for no file"


def test_a_file_that_cannot_be_read_is_an_error_that_names_it(tmp_path: Path) -> None:
    for name, what in (("none.txt", "no such"), ("binary.txt", "UTF-8"), ("", "cannot be read")):
        (tmp_path / "binary.txt").write_bytes(b"caf\xe9\n")
        with pytest.raises(SettingsError, match=what) as error:
            vocabulary.load(Settings(vocabulary=(str(tmp_path / name),)))
        assert str(tmp_path / name) in str(error.value)


def test_the_digest_follows_the_entries_and_nothing_else() -> None:
    assert Vocabulary(parse("a\nb # x")).digest == Vocabulary(parse("b\n\na\nb")).digest
    assert Vocabulary(parse("a")).digest != Vocabulary(parse("A")).digest


def test_of_very_many_entries_few_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    pattern = vocabulary._pattern
    monkeypatch.setattr(vocabulary, "_pattern", lambda entry: looked_at.append(entry) or pattern(entry))
    entries = [VocabularyEntry(f"Alpha Beta{number}") for number in range(50_000)]
    words = Vocabulary((*entries, VocabularyEntry("Beta7 of Alpha"), VocabularyEntry("O’Neill")))
    document = Document("Then Alpha  Beta49999 met Beta7 of Alpha, and Beta8 met O'Neill's Alpha.")
    accepted = {
        text: entry and entry.text
        for text in ("Beta49999", "Beta7", "Beta8", "O'Neill's")
        for entry in [words.accepting(document, finding(document, text))]
    }
    assert accepted == {
        "Beta49999": "Alpha Beta49999",
        "Beta7": "Beta7 of Alpha",
        "Beta8": None,
        "O'Neill's": "O’Neill",
    }
    assert len(looked_at) < 10
