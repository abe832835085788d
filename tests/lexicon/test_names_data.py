"""The data of the names desk: what is in it, and that nothing in it contradicts itself."""

from __future__ import annotations

import pytest

from mtcheck.lexicon import exonyms, foreign, organisations, people
from mtcheck.lexicon.languages import codes
from mtcheck.lexicon.lists import read_lines
from mtcheck.lexicon.places import fold


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Angela", "f"), ("Vladimir", "m"), ("Jérôme", "m"), ("Chris", None), ("Andrea", None), ("Table", None)],
)
def test_a_first_name_has_a_gender_only_where_all_lists_agree(name: str, gender: str | None) -> None:
    assert people.gender_of(name) == gender


def test_first_names_and_surnames() -> None:
    assert people.is_first_name("Chris")
    assert people.is_surname("Müller")
    assert not people.is_surname("Tuesday")


@pytest.mark.parametrize(
    ("name", "english", "languages"),
    [
        ("Moskau", ("Moscow",), ("de",)),
        ("Poutine", ("Putin",), ("fr",)),
        ("Estados Unidos", ("United States",), ("es", "pt")),
    ],
)
def test_names_of_other_languages(name: str, english: tuple[str, ...], languages: tuple[str, ...]) -> None:
    found = exonyms.find(name)
    assert found is not None
    assert (found.english, found.languages) == (english, languages)


@pytest.mark.parametrize(
    "name", ["Moscow", "Roma", "Island", "Granada", "Klitschko", "Tehran", "Saint Lucia"]
)
def test_what_english_uses_is_no_name_of_another_language(name: str) -> None:
    assert exonyms.find(name) is None


def test_no_entry_is_an_english_word_or_the_english_name() -> None:
    for name in exonyms._table().entries:
        found = exonyms.find(name.lstrip("!"))
        assert found is not None
        assert set(found.languages) <= set(codes())
        assert name.lower() not in foreign.known_english()
        assert all(fold(name) != fold(english) for english in found.english)


@pytest.mark.parametrize(
    ("name", "meant", "kind"),
    [
        ("World Organisation of Health", "World Health Organization", None),
        ("American Civil Liberties Association", "American Civil Liberties Union", "association"),
    ],
)
def test_the_organisation_that_is_meant(name: str, meant: str, kind: str | None) -> None:
    assert (meant, kind) in [tuple(organisation) for organisation in organisations.meant(name)]


def test_no_organisation_is_taken_for_another() -> None:
    for name in read_lines("organisations.txt"):
        assert organisations.meant(name.removeprefix("~")) == []
