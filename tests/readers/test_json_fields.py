"""JSON and JSON Lines of a CMS: fields, their positions in the file, and files that are none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.readers import ReadError, json_values, read_bytes, records
from mtcheck.readers.excerpt import read_excerpt
from mtcheck.readers.json_values import MAX_DEPTH, JsonError, read_json
from mtcheck.readers.records import FieldArticle, read_records
from mtcheck.text.document import Document

CHARACTERS = st.sampled_from('aZéœŁ😀 \t\n"\\/.,;—“')
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    SCALARS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


def articles(value: Any, *paths: str, name: str = "a.json", **options: Any) -> list[FieldArticle]:
    """The articles in a value (or in a file that is given as it is)."""
    data = value if isinstance(value, bytes) else json.dumps(value, **options).encode()
    return read_records(data, name, name[name.rindex(".") :], paths or ("body",))


def documents(value: Any, *paths: str, **options: Any) -> list[Document]:
    found = articles(value, *paths, **options)
    return [read_excerpt(article.excerpt, article.id) for article in found if article.excerpt is not None]


def paragraphs(document: Document) -> list[str]:
    """What a reader sees of each paragraph."""
    return [document.on_one_line(paragraph.start, paragraph.end) for paragraph in document.paragraphs]


def refused(data: bytes, *paths: str, name: str = "a.json") -> str:
    with pytest.raises(ReadError) as caught:
        articles(data, *paths, name=name)
    return str(caught.value)


def assert_places_are_true(file: str, document: Document) -> None:
    """Line, column and offset of every word, in the file."""
    lines = file.split("\n")
    for word in document.words:
        location = document.locate(word.start, word.end)
        written = document.text[word.start : word.end]
        assert file[location.start : location.end] == written
        assert lines[location.line - 1][location.column - 1 : location.end_column - 1] == written


def test_escapes_read_as_their_characters_and_positions_are_those_of_the_file() -> None:
    file = json.dumps(
        [
            {"id": 1, "title": 'A "big" day', "body": "Café\tis open.\n\nNobody said “no” to it."},
            {"id": 2, "title": "Smaller", "body": "Emoji 😀 and Zoë."},
        ],
        indent=2,
    )
    first, second = documents(file.encode(), "title", "body")
    assert paragraphs(first) == ['A "big" day', "Café is open.", "Nobody said “no” to it."]
    assert paragraphs(second) == ["Smaller", "Emoji 😀 and Zoë."]
    assert [word.text for word in second.words][-1] == "Zoë"
    for document in (first, second):
        assert_places_are_true(file, document)
    start = second.text.index("Zo")
    assert second.locate(start, start + 2)[:2] == (10, 37)


def test_positions_in_a_file_of_one_line_are_true_as_well() -> None:
    file = json.dumps([{"body": f"Café {number} is open."} for number in range(50)], separators=(",", ":"))
    found = documents(file.encode())
    assert len(found) == 50
    for document in found:
        assert_places_are_true(file, document)
        before, more = document.line_before(document.words[0].start)
        assert more + len(before.encode()) == document.locate(document.words[0].start, 0).start


@given(
    st.lists(st.text(CHARACTERS, max_size=30)),
    st.booleans(),
    st.sampled_from([None, 1]),
)
def test_any_text_comes_back_word_for_word(texts: list[str], ascii_only: bool, indent: int | None) -> None:
    file = json.dumps([{"n": 1.5, "body": text} for text in texts], ensure_ascii=ascii_only, indent=indent)
    if not texts:
        return
    for text, document in zip(texts, documents(file.encode()), strict=True):
        assert_places_are_true(file, document)
        alone = read_bytes(text.encode(), "a.txt", ".txt")
        assert [word.text for word in document.words] == [word.text for word in alone.words]


def test_html_in_a_field_is_read_as_html() -> None:
    body = '<h2>Big day</h2><p class="a">No<b>body</b> came&nbsp;&mdash; <a href="/x">why</a>?</p><!-- x -->'
    [document] = documents({"body": body, "title": "R&D at <Company>"}, "title", "body")
    assert paragraphs(document) == ["Big day", "Nobody came — why?", "R&D at <Company>"]
    assert [document.slice(comment) for comment in document.comments] == ["<!-- x -->"]


def test_html_without_paragraphs_is_parted_by_blank_lines_as_in_an_editor() -> None:
    [document] = documents({"body": "One <em>day</em> came.\n\nTwo &amp; three\ncame."})
    assert paragraphs(document) == ["One day came.", "Two & three came."]


def test_quotations_end_with_their_field() -> None:
    from mtcheck.text.quotations import quotations

    value = {"a": "<blockquote>never closed", "body": "<p>One</p><blockquote>Two</blockquote>", "c": "x"}
    [document] = documents(value)
    assert ["Two" in document.slice(span) for span in quotations(document)] == [True]


def test_paths_lead_through_objects_and_lists() -> None:
    value = {
        "article": {"head": {"title": "One"}, "blocks": [{"text": "Two"}, {"image": 1}, {"text": "Three"}]},
        "tags": ["four", "five"],
        "text": "not this",
    }
    [document] = documents(value, "article.head.title", "article.blocks[].text", "tags[]")
    assert paragraphs(document) == ["One", "Two", "Three", "four", "five"]


def test_a_key_that_is_written_with_escapes_and_one_that_comes_twice_are_read() -> None:
    [document] = documents(rb'{"b\u006fdy": "One", "x": 1, "body": "Two"}')
    assert paragraphs(document) == ["One", "Two"]


def test_each_line_of_json_lines_is_an_article_and_is_named_by_its_number() -> None:
    data = b'{"body": "One."}\r\n\n{"body": "Two two."}\n{"x": 1}\nnot json\n["body"]\n{"body": null}'
    found = articles(data, name="a.jsonl")
    assert [(article.id, article.problems) for article in found] == [
        ("1", ()),
        ("3", ()),
        ("4", ("it has no field “body”",)),
        ("5", ("is no JSON (line 5, column 1: expecting value)",)),
        ("6", ("is no JSON (line 6, column 1: it is a list, not an object)",)),
        ("7", ()),
    ]
    assert found[1].excerpt is not None
    document = read_excerpt(found[1].excerpt, "")
    assert document.locate(document.words[0].start, document.words[0].end)[:2] == (3, 11)
    assert_places_are_true(data.decode(), document)


def test_what_lacks_one_of_several_fields_is_checked_and_that_is_said() -> None:
    [first, second] = articles([{"title": "One", "body": "Two"}, {"body": "Three"}], "title", "body")
    assert (first.problems, second.problems) == ((), ("it has no field “title”",))
    assert second.excerpt is not None


@pytest.mark.parametrize(
    ("value", "path", "problem"),
    [
        ({"body": 5}, "body", "its field “body” is a number, not text"),
        ({"body": True}, "body", "its field “body” is a truth value, not text"),
        ({"body": {"raw": "a"}}, "body", "its field “body” is an object, not text (in it “body.raw”)"),
        ({"body": [{"t": "a"}]}, "body", "its field “body” is a list, not text (in it “body[]”, “body[].t”)"),
        ({"body": [{"t": "a"}]}, "body[].text", "it has no field “body[].text”"),
        ({"a": [{"t": "a"}]}, "body[].text", "it has no field “body[].text”"),
    ],
)
def test_a_field_that_is_no_text_is_said(value: Any, path: str, problem: str) -> None:
    _, second = articles([{"title": "x"}, value], path, "title")
    assert problem in second.problems


@pytest.mark.parametrize("value", [{"blocks": []}, {"blocks": None}])
def test_an_empty_list_and_null_are_articles_without_text(value: Any) -> None:
    [article] = articles(value, "blocks[].text")
    assert article.problems == ()
    assert article.excerpt is not None


def test_without_a_field_the_message_names_those_that_are_there() -> None:
    value = json.dumps([{"id": 1, "title": "a", "content": {"rendered": "b"}}]).encode()
    with pytest.raises(ReadError, match=r"\(it has “title”, “content\.rendered”\); name the field"):
        read_records(value, "a.json", ".json", ())
    assert "has no field “body” (it has “title”, “content.rendered”)" in refused(value)
    assert "did you mean “content.rendered”?" in refused(value, "content.renderd")


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "is an empty file"),
        (b"\xef\xbb\xbf \n", "is an empty file"),
        (b"[]", "holds no article"),
        (b'{"a": 1}', "it has no text at all"),
        (b'{"body": NaN}', "line 1, column 10: NaN is no JSON"),
        (b'{"body": "a",\n "b": -Infinity}', "line 2, column 7: -Infinity is no JSON"),
        (b'{"body": "a"} {"body": "b"}', "line 1, column 15: more follows after the value"),
        (b'{"body": "a"', "a ',' is missing"),
        (b'{"body": "a}', "unterminated string"),
        (b'{"body": "a\nb"}', "invalid control character"),
        (b'{"body": "\\x"}', "invalid \\escape"),
        (b"{'body': 1}", "a key in quotation marks is missing"),
        (b"[" * 100_000, f"more than {MAX_DEPTH} deep"),
        (b'{"a":' * 100_000, f"more than {MAX_DEPTH} deep"),
        (b"\x00\x01{}", "binary"),
    ],
)
def test_what_is_no_json_is_said_with_its_place(data: bytes, cause: str) -> None:
    message = refused(data)
    assert cause in message
    assert "\n" not in message


def test_huge_numbers_and_long_keys_are_no_bomb() -> None:
    number, key = "9" * 100_000, "k" * 10_000
    nested = "".join(f'{{"{key}":' for _ in range(50)) + "1" + "}" * 50
    [document] = documents(f'{{"n": {number}, "m": -1e999999, "x": {nested}, "body": "One."}}'.encode())
    assert paragraphs(document) == ["One."]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_byte_order_marks_and_utf_16(encoding: str) -> None:
    file = '{"body": "Café is open."}\n{"body": "Zoë came."}'
    first, second = documents(file.encode(encoding), name="a.jsonl")
    assert paragraphs(first) == ["Café is open."]
    assert first.locate(first.words[0].start, first.words[0].end)[:2] == (1, 11)
    assert second.locate(second.words[0].start, second.words[0].end)[:2] == (2, 11)


def test_characters_that_no_text_has_are_replaced_and_unseen_ones_read_as_nothing() -> None:
    [document] = documents(rb'{"body": "A\u0000b \ud800 won\u00adder \ufdd0 end."}')
    assert paragraphs(document) == ["A\ufffdb \ufffd wonder end."]


@settings(max_examples=300)
@given(VALUES, st.floats(0, 1), st.sampled_from(["", ",", "]", "}", '"', ":", "1", " ", "[", "\\"]))
def test_json_is_what_the_standard_library_says_it_is(value: Any, place: float, damage: str) -> None:
    text = json.dumps(value, indent=1)
    at = int(place * len(text))
    text = text[:at] + damage + text[at + bool(damage) :]

    def refuse(name: str) -> None:
        raise ValueError(name)

    try:
        json.loads(text, parse_constant=refuse)
        is_json = True
    except ValueError:
        is_json = False
    try:
        read_json(text, ["a"], most=1000)
    except JsonError:
        assert not is_json
    else:
        assert is_json


@pytest.mark.parametrize(
    ("data", "name", "cause"),
    [
        (b"[" + b"[]," * 50 + b"1]", "a.json", "holds more than 50 articles"),
        (b"{}\n" * 51, "a.jsonl", "holds more than 50 articles"),
        (b'{"body": [' + b'"",' * 60 + b'""]}', "a.json", "more than 60 fields"),
    ],
)
def test_more_than_any_file_of_articles_has_is_refused(
    data: bytes, name: str, cause: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MAX_ARTICLES", 50)
    monkeypatch.setattr(json_values, "_MAX_STRINGS", 60)
    assert cause in refused(data, "body[]", name=name)


def test_many_bad_lines_take_no_long_time() -> None:
    found = articles(b'{"body": "One."}\n' + b"x\n" * 5_000, name="a.jsonl")
    assert found[-1].problems == ("is no JSON (line 5001, column 1: expecting value)",)


def test_a_reader_of_one_article_does_not_guess() -> None:
    with pytest.raises(ReadError, match="--text-field"):
        read_bytes(b'{"body": "One."}', "a.json", ".json")
