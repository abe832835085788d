"""What a rule does not know of a language is skipped in a language that is read, and makes the check
incomplete in another.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

import mtcheck
from mtcheck import Settings
from mtcheck.lexicon.languages import READ

ALONE = Settings(no_engine=("harper", "languagetool"), model=False)
RUSSIAN = "Во вторник городской совет утвердил бюджет на строительство новой школы. Заседание было коротким."
POLISH = "Rada miasta zatwierdziła we wtorek budżet na budowę nowej szkoły. Posiedzenie było krótkie."
ENGLISH = (
    "The city council approved the budget for the construction of a new school on Tuesday. "
    "The meeting was short."
)


@pytest.mark.parametrize("language", ["de", "fr", "es", "ru", "uk", "zh", "ja", "ar"])
def test_languages_that_are_read(language: str) -> None:
    assert language in READ


def test_names_across_scripts_are_skipped_and_said() -> None:
    report = mtcheck.check_pair(RUSSIAN, ENGLISH, ALONE)
    assert report.pair is not None
    assert report.pair.language == "ru"
    assert report.complete
    assert [skip.reason for skip in report.skipped if skip.name == "MT618"] == [
        "spelling of names: not known for Russian"
    ]
    assert "MT618" in report.signature


def test_what_was_asked_for_by_its_id_is_required() -> None:
    report = mtcheck.check_pair(RUSSIAN, ENGLISH, replace(ALONE, extend_select=("MT618",)))
    assert not report.complete
    assert "MT618 was asked for" in report.problems[0]


def test_in_a_language_that_is_not_read_the_check_is_incomplete() -> None:
    report = mtcheck.check_pair(POLISH, ENGLISH, ALONE)
    assert report.pair is not None
    assert report.pair.language == "pl"
    assert not report.complete
    assert "Polish" in report.problems[0]
