"""Quotation marks: what each of them does, by its shape and by the space around it."""

from __future__ import annotations

import pytest

from mtcheck.text.quotation_marks import Role, all_marks, english_marks, is_open_at_end

OPENS, CLOSES, UNCLEAR = Role.OPENS, Role.CLOSES, Role.UNCLEAR


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ('He said "we go" twice', [OPENS, CLOSES]),
        ("He said „we go“ twice", [OPENS, CLOSES]),
        ("He said »we go« and «no»", [OPENS, CLOSES, OPENS, CLOSES]),
        ("He said ``we go'' twice", [OPENS, CLOSES]),
        ("He said &ldquo;we go&rdquo; twice", [OPENS, CLOSES]),
        ("He said “ we go” twice", [OPENS, CLOSES]),
        ("He said ”we go” twice", [UNCLEAR, CLOSES]),
        ('A 5" disk', [UNCLEAR]),
        ('wo"rd', [UNCLEAR]),
    ],
)
def test_what_is_in_doubt_is_unclear(text: str, roles: list[Role]) -> None:
    assert [mark.role for mark in all_marks(text)] == roles


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ('He said "we go" twice', [OPENS, CLOSES]),
        ("He said ”we go“ twice", [CLOSES, OPENS]),
        ("He said „we go“ and «no»", [OPENS]),
        ('A 5" disk', [UNCLEAR]),
    ],
)
def test_a_typographic_mark_of_english_does_what_its_shape_says(text: str, roles: list[Role]) -> None:
    assert [mark.role for mark in english_marks(text)] == roles


def test_a_mark_has_its_place_and_its_spelling() -> None:
    text = "He said &quot;no“"
    entity, mark = all_marks(text)
    assert (text[entity.start : entity.end], entity.character) == ("&quot;", "&quot;")
    assert (mark.start, mark.end, mark.character, mark.is_straight) == (16, 17, "“", False)


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("He said", False),
        ('He said "', True),
        ('He said "we go" and', False),
        ("He said “we", True),
        ("He said “we” and ‘", True),
        ("He said «we", True),
        ("He said „we", True),
    ],
)
def test_a_text_that_opens_more_than_it_closes_is_open(text: str, is_open: bool) -> None:
    assert is_open_at_end(text) is is_open
