"""What a house rule looks for, as one compiled expression of the `regex` package: of `re`, but it can be told
to give up.

Phrases are literal and stand between what is no letter, digit or underscore, so that a hyphen or an
apostrophe ends a word ("Kiev" is found in "Kiev-based" and in "Kiev's"). One with a capital letter is looked
for as written, one without in any case, unless `match-case` says otherwise. A space stands for any run of
space, a straight mark or hyphen for the typographic ones as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import regex

_ALSO = {"'": "['’]", '"': '["“”]', "-": "[-‐‑]"}


@lru_cache(maxsize=4096)
def compiled(phrases: tuple[str, ...], pattern: str | None, match_case: bool | None) -> regex.Pattern[str]:
    """The expression for the phrases, one group each, or for the pattern where one is given. Raises
    regex.error.
    """
    if pattern is not None:
        return regex.compile(pattern, regex.IGNORECASE if match_case is False else 0)
    flags = ("" if is_exact(phrase, match_case) else "i" for phrase in ordered(phrases))
    return regex.compile(
        "|".join(f"(?{flag}:({_literal(one)}))" for flag, one in zip(flags, ordered(phrases), strict=True))
    )


def ordered(phrases: Iterable[str]) -> list[str]:
    """The phrases in the order of their groups: of two that begin alike the longer comes first."""
    return sorted(phrases, key=len, reverse=True)


def is_exact(phrase: str, match_case: bool | None) -> bool:
    """Whether a phrase is looked for as written."""
    return phrase != phrase.lower() if match_case is None else match_case


def _literal(phrase: str) -> str:
    words = phrase.split()
    body = r"\s+".join("".join(_ALSO.get(one) or regex.escape(one) for one in word) for word in words)
    before = r"(?<!\w)" if _is_word(words[0][0]) else ""
    after = r"(?!\w)" if _is_word(words[-1][-1]) else ""
    return before + body + after


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def check_replacement(expression: regex.Pattern[str], replacement: str) -> None:
    """Raise ValueError where a replacement names a group that the expression lacks, or has a broken
    escape.
    """
    names = {number: name for name, number in expression.groupindex.items()}
    groups = (
        f"(?P<{names[number]}>)" if number in names else "()" for number in range(1, expression.groups + 1)
    )
    try:
        regex.sub("".join(groups), replacement, "", count=1)  # the template is read when something matches
    except (regex.error, IndexError) as error:
        raise ValueError(str(error)) from None
