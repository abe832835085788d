"""Units translate one another, however many sentences they have."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtcheck.bilingual.align.units import have_as_many, unit_links
from mtcheck.readers.bitext import Bitext, Row, bitext
from mtcheck.settings.model import Settings

from ..pairs import analyse_pair


def of(*rows: tuple[str, str]) -> Bitext:
    return bitext([Row(target, source) for source, target in rows], "a.tsv", "table")


def links(found: Bitext) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    assert found.source is not None
    return [(link.source, link.target) for link in unit_links(found.source, found.target)]


def test_sentences_of_a_unit_stay_in_it() -> None:
    found = of(
        ("Eins. Zwei.", "One. Two."),
        ("Drei. Vier.", "Three and four."),
        ("Fünf.", ""),
        ("", "Six."),
        ("Sieben.", "Seven."),
    )
    assert links(found) == [
        ((0, 1), (0, 1)),
        ((1, 2), (1, 2)),
        ((2, 4), (2, 3)),
        ((5, 5), (3, 4)),
        ((5, 6), (4, 5)),
    ]


def test_they_are_compared_unit_by_unit() -> None:
    found = of(
        (
            "Die Stadt zahlt 12 Millionen Euro. Das sagte der Rat.",
            "The city pays 12 million euros, the council said.",
        ),
        ("Es sind 300 Plätze.", "There are 400 places."),
    )
    assert found.source is not None
    analysis = analyse_pair(found.source, found.target, Settings(), aligned=True)
    assert analysis.problems == ()
    assert [(finding.rule, finding.text) for finding in analysis.findings] == [("MT603", "400")]


SIDES = st.lists(st.sampled_from(["", "One.", "One. Two.", "One. Two. Three."]), min_size=1, max_size=6)


@given(SIDES, st.randoms(use_true_random=False))
def test_every_sentence_of_the_translation_has_one_link(targets: list[str], rng: object) -> None:
    sources = list(targets)
    rng.shuffle(sources)  # type: ignore[attr-defined]
    found = of(*zip(sources, targets, strict=True))
    assert found.source is not None
    assert have_as_many(found.source, found.target)
    covered = [index for _, (start, end) in links(found) for index in range(start, end)]
    assert covered == list(range(len(found.target.sentences)))
