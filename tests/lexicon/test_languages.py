"""The files of the languages."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields

import pytest

from mtcheck.lexicon import languages
from mtcheck.lexicon.languages import _FOLDER, READ, WITH_FUNCTION_WORDS, codes, language


@pytest.mark.parametrize("code", codes())
def test_a_file_says_whose_it_is(code: str) -> None:
    assert language(code).name[0].isupper()
    first, *_ = (_FOLDER / f"{code}.toml").read_text("utf-8").splitlines()
    assert first.startswith(f"# {language(code).name} ({code}), for mtcheck/lexicon/languages.py")


def test_what_the_code_lists_is_what_the_files_have() -> None:
    assert set(WITH_FUNCTION_WORDS) | {"en"} == {code for code in codes() if language(code).function_words}
    assert len(set(WITH_FUNCTION_WORDS)) == len(WITH_FUNCTION_WORDS)
    with_tables = {code for code in codes() if "numbers" in languages._tables(code)}
    assert with_tables == READ | {"en"}
    for code in READ - {"ja", "zh"}:
        assert len(languages.calendar(code).months) == 12
        assert len(languages.calendar(code).weekdays) == 7
        assert languages.currencies(code)


@pytest.mark.parametrize("code", codes())
def test_every_string_is_a_pattern(code: str) -> None:
    for text in patterns(languages._tables(code)):
        re.compile(text)


def test_patterns_of_the_shared_characters_compile() -> None:
    for field in fields(languages.Han):
        value = getattr(languages.han(), field.name)
        for text in [value] if isinstance(value, str) else map(str, value):
            re.compile(text)


def patterns(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("function_words", "shared_words"):
                yield key
                yield from patterns(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from patterns(inner)
    elif isinstance(value, str):
        yield value


def test_an_unknown_language_is_named_by_its_code() -> None:
    assert language("xx").name == "“xx”"
    assert not language("xx").function_words
    assert not languages.negation("xx").negates
    assert not languages.currencies("xx")
    with pytest.raises(KeyError):
        languages.numerals("xx")


def test_english_text_opens_no_tables() -> None:
    code = (
        "from mtcheck.lexicon import languages; from mtcheck.text.document import Document;"
        "from mtcheck.text.language import judge;"
        "judge(Document('The minister said on Monday that the committee would meet again.'));"
        "print(languages._tables.cache_info().misses, languages.language.cache_info().misses)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]
