"""Passages of other languages in English text: where they begin and end, and what is none."""

from __future__ import annotations

import pytest

from mtcheck.text.document import Document
from mtcheck.text.passages import passages

FRAME = "The mayor spoke for an hour about the bridge and the money that it cost. "


def found(text: str) -> list[str]:
    return [text[passage.start : passage.end] for passage in passages(Document(text))]


def test_a_foreign_sentence_is_a_passage_and_a_quoted_one_is_marked() -> None:
    (passage,) = passages(Document(f"{FRAME}Es war ein langer Tag für uns alle, sagte er. {FRAME}"))
    assert (passage.language, passage.quoted, passage.words) == ("de", False, 10)
    (quoted,) = passages(
        Document("He said: “Es war ein langer Tag für uns alle.” Then he went home with his wife.")
    )
    assert quoted.quoted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The company said that los resultados fueron mejores que el año pasado and paid its owners.",
            ["los resultados fueron mejores que el año pasado"],
        ),
        ("He met his wife in the ciudad on Monday.", ["ciudad"]),
        ("The raison d’être of the café is the garden.", []),
        ("She took ritonavir and a statin on Monday.", []),
        ("She calls it “ciudad” at home.", []),
        ("She calls it (ciudad) at home.", []),
        ("Read #ciudad or write to ciudad@example.org now.", []),
        ("They met at Universidad ciudad on Monday.", []),
    ],
)
def test_a_stretch_is_foreign_unless_it_is_a_loan_a_name_or_set_off(text: str, expected: list[str]) -> None:
    assert found(FRAME + text) == expected
