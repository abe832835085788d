"""A term is not called what the glossary calls it.

What it finds
-------------
Terms of the glossaries (setting `glossary`, TBX or CSV) that the source sentence has, in whatever form of the
word, and whose translation is not among the glossary's; a rendering that the glossary forbids is marked
itself. Singular and plural, tense and capitals do not matter.

Why it matters
--------------
One thing should have one name in a paper, and the right one. Terminology is a tenth of what professionals
mark in translated news.

Example
-------
Glossary: Bundestag → Bundestag. Source: Der Bundestag stimmte zu. Translation: The Federal Diet agreed.

Instead
-------
The Bundestag agreed.

Measured
--------
Nothing is found without a glossary, and only what it names with one.

Source
------
“required term missing”, “forbidden term used” (B14, B15 in docs/quality-checks.md; Weblate, Okapi, Xbench,
memoQ); TBX: ISO 30042.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import Passage, linked, near
from mtcheck.bilingual.tokens import UNSPACED, Token, words
from mtcheck.findings.finding import Category, Severity
from mtcheck.readers.glossary import GlossaryEntry
from mtcheck.rules.base import Match, UnfinishedRuleError, pair_rule


@pair_rule(Category.WRONG_TERM, Severity.MAJOR, confidence=0.9)
def check(pair: Pair) -> Iterator[Match]:
    if pair.terms.problem is not None:
        raise UnfinishedRuleError(f"MT617 did not run: {pair.terms.problem}")
    entries = pair.terms.glossary
    if not entries:
        return
    for passage in linked(pair):
        source = words(passage.source_text, pair.language)
        target = words(passage.target_text, "en")
        taken: list[tuple[int, int]] = []
        # The longer term first: “Bundestag” within “Bundestagswahl” of the glossary is no term of its own.
        for entry in sorted(entries, key=lambda entry: -max(map(len, entry.source))):
            at = next(
                (
                    span
                    for term in entry.source
                    if (span := _find(term, passage.source_text, source, pair.language))
                ),
                None,
            )
            if at is None or any(start < at[1] and at[0] < end for start, end in taken):
                continue
            taken.append(at)
            yield from _judged(pair, passage, entry, at, target)


def _judged(
    pair: Pair, passage: Passage, entry: GlossaryEntry, at: tuple[int, int], target: Sequence[Token]
) -> Iterator[Match]:
    named = passage.source_text[at[0] : at[1]]
    banned = False
    for term in entry.forbidden:
        found = _find(term, passage.target_text, target, "en")
        if found is not None:
            start, end = passage.target.start + found[0], passage.target.start + found[1]
            wanted = f"; it says {_listed(entry.wanted)}" if entry.wanted else ""
            message = f"The glossary forbids “{pair.target.text[start:end]}” for “{named}”{wanted}."
            yield Match(start, end, message, replace_with=entry.wanted[:3])
            banned = True
    if (
        banned
        or not entry.wanted
        or any(_find(term, passage.target_text, target, "en") for term in entry.wanted)
    ):
        return
    span = near(pair, passage, passage.source.start + at[0])
    message = f"“{named}” of the source is {_listed(entry.wanted)} in the glossary, which this sentence does not have."
    yield Match(span.start, span.end, message)


def _listed(terms: Sequence[str]) -> str:
    return " or ".join(f"“{term}”" for term in terms[:3])


def _find(term: str, text: str, tokens: Sequence[Token], language: str) -> tuple[int, int] | None:
    """Where the term stands in the text, in any form of its words."""
    if language in UNSPACED:
        at = text.find(term)
        return (at, at + len(term)) if at >= 0 else None
    keys = [token.key for token in words(term, language)]
    if not keys:
        at = text.find(term)
        return (at, at + len(term)) if at >= 0 else None
    for first in range(len(tokens) - len(keys) + 1):
        if all(tokens[first + i].key == key for i, key in enumerate(keys)):
            return tokens[first].start, tokens[first + len(keys) - 1].end
    return None
