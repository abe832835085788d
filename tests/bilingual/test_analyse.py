"""A pair, from two documents to findings and to what could not be compared."""

from __future__ import annotations

from mtcheck.findings.pair import Link, PairAnalysis
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

from .pairs import analyse_pair

SOURCE = (
    "Die Regierung hat am Mittwoch 12 Gesetze beschlossen. Der Präsident lehnte sie ab. "
    "Die Wirtschaft wächst um 3,5 Prozent. "
    "In München kamen 4.000 Menschen zusammen, um gegen die neuen Steuern zu demonstrieren."
)
TARGET = (
    "The government passed 12 laws on Wednesday. The president rejected them. "
    "The economy is growing by 3.5 percent. "
    "In Munich 4,000 people came together to demonstrate against the new taxes."
)


def analysed(source: str, target: str, *, aligned: bool = False, **settings: tuple[str, ...]) -> PairAnalysis:
    return analyse_pair(
        Document(source, "quelle.txt"), Document(target), Settings(**settings), aligned=aligned
    )  # type: ignore[arg-type]


def rules(analysis: PairAnalysis) -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in analysis.findings]


def test_a_sound_pair_is_silent() -> None:
    analysis = analysed(SOURCE, TARGET)
    assert analysis.language == "de"
    assert len(analysis.links) == 4
    assert not analysis.findings
    assert not analysis.problems


def test_what_differs_is_found_where_it_stands() -> None:
    target = TARGET.replace("Wednesday", "Thursday").replace("4,000", "400")
    assert rules(analysed(SOURCE, target)) == [("MT605", "Thursday"), ("MT603", "400")]


def test_rules_are_selected_as_elsewhere() -> None:
    target = TARGET.replace("Wednesday", "Thursday").replace("4,000", "400")
    assert rules(analysed(SOURCE, target, ignore=("MT605",)))[0][0] == "MT603"


def test_an_empty_side_is_a_problem() -> None:
    assert "quelle.txt is empty" in analysed("  \n", TARGET).problems[0]
    assert "the translation is empty" in analysed(SOURCE, " ").problems[0]


def test_a_source_in_english_is_a_problem() -> None:
    assert "is in English" in analysed("The council met on Monday and decided nothing.", TARGET).problems[0]


def test_the_source_of_another_article_is_a_problem_and_no_flood_of_findings() -> None:
    other = (
        "A comet will pass the Earth on 3 May 2031. Astronomers have watched it since the spring. "
        "Amateurs need binoculars. "
        "It comes back in 76 years, experts at the observatory say."
    )
    analysis = analysed(SOURCE, other)
    assert not analysis.findings
    assert "does not look like the source" in analysis.problems[0]


def test_what_cannot_be_read_in_a_language_is_said() -> None:
    analysis = analysed(
        "Ríkisstjórnin samþykkti 12 lög á miðvikudag og forsetinn hafnaði þeim öllum.",
        "The government passed 13 laws.",
    )
    assert analysis.language == "is"
    (problem,) = analysis.problems
    assert "Icelandic" in problem
    assert "numbers (MT603)" in problem


def test_segments_that_belong_together_by_number() -> None:
    one = Document("Ja.\nNein.", segments=((0, 3, 0), (4, 9, 1)))
    two = Document("No.\nYes.", segments=((0, 3, 0), (4, 8, 1)))
    analysis = analyse_pair(one, two, Settings(), aligned=True)
    assert analysis.links == (Link((0, 1), (0, 1), 1.0), Link((1, 2), (1, 2), 1.0))


def test_numbers_of_segments_that_do_not_agree_are_said() -> None:
    analysis = analysed(SOURCE, TARGET.rpartition(". ")[0] + ".", aligned=True)
    assert "4 segments, its translation 3" in analysis.problems[0]


def test_nothing_is_so_odd_that_it_raises() -> None:
    for text in ("\ud800", "\x00\x01", "۔", "1" * 500, "a" * 3000, "。" * 200, "<p>", "ー", "،؟"):
        analysed(text, TARGET)
        analysed(SOURCE, text)
