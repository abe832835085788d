"""What a house rule looks for, as a compiled expression.

Expressions are those of the `regex` package: as in `re`, but a search can be told to give up.

Phrases are literal whole words: no letter, digit or underscore stands next to them, but a hyphen or an
apostrophe may ("Kiev" is found in "Kiev-based" and in "Kiev's"). A phrase with a capital letter is found as
written, one without in any case, unless `match-case` says otherwise. A space stands for any run of white
space, a straight mark or hyphen for the typographic ones as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import regex

#: What a mark in a phrase stands for.
VARIANTS = {"'": "['’]", '"': '["“”]', "-": "[-‐‑]"}


@lru_cache(maxsize=4096)
def compiled(pattern: str, match_case: bool | None) -> regex.Pattern[str]:
    """The expression for a pattern. Raises ValueError for one that is no regular expression."""
    try:
        return regex.compile(pattern, regex.IGNORECASE if match_case is False else 0)
    except regex.error as error:
        raise ValueError(str(error)) from None


def of_phrases(phrases: Sequence[str], match_case: bool | None) -> regex.Pattern[str]:
    """The expression for phrases, one group each, of which the first that matches is found."""
    groups = (f"({literal(phrase)})" for phrase in phrases)
    flags = ("" if is_exact(phrase, match_case) else "i" for phrase in phrases)
    return regex.compile("|".join(f"(?{flag}:{group})" for flag, group in zip(flags, groups, strict=True)))


def ordered(phrases: Iterable[str]) -> list[str]:
    """The phrases as they are tried: the longer of two that begin alike comes first."""
    return sorted(phrases, key=len, reverse=True)


def is_exact(phrase: str, match_case: bool | None) -> bool:
    """Whether a phrase is found only as written."""
    return phrase != phrase.lower() if match_case is None else match_case


def check_replacement(expression: regex.Pattern[str], replacement: str) -> None:
    """Raise ValueError for a replacement that names a group the expression lacks, or has a broken escape."""
    names = {number: name for name, number in expression.groupindex.items()}
    groups = (
        f"(?P<{names[number]}>)" if number in names else "()" for number in range(1, expression.groups + 1)
    )
    try:
        # regex reads a replacement only when something matches: an expression of the same, empty groups does.
        regex.sub("".join(groups), replacement, "", count=1)
    except (regex.error, IndexError) as error:
        raise ValueError(str(error)) from None


def literal(phrase: str) -> str:
    """The expression for one phrase."""
    words = phrase.split()
    body = r"\s+".join(
        "".join(VARIANTS.get(character) or regex.escape(character) for character in word) for word in words
    )
    before = r"(?<!\w)" if _is_word(words[0][0]) else ""
    after = r"(?!\w)" if _is_word(words[-1][-1]) else ""
    return before + body + after


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
