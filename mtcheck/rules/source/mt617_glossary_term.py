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
from mtcheck.bilingual.passages import LinkedPassage, linked_passages, nearest_word
from mtcheck.bilingual.tokens import UNSPACED, Token, tokens
from mtcheck.findings.finding import Category, Severity
from mtcheck.readers.glossary import GlossaryEntry
from mtcheck.rules.base import Match, UnfinishedRuleError, pair_rule
from mtcheck.text.span import Span


@pair_rule(Category.WRONG_TERM, Severity.MAJOR, confidence=0.9)
def check(pair: Pair) -> Iterator[Match]:
    if pair.terms.problem is not None:
        raise UnfinishedRuleError(f"MT617 did not run: {pair.terms.problem}")
    if not pair.terms.glossary:
        return
    # The longer term first: “Bundestag” within “Bundestagswahl” of the glossary is no term of its own.
    entries = sorted(pair.terms.glossary, key=lambda entry: -max(map(len, entry.source)))
    for passage in linked_passages(pair):
        source = tokens(passage.source_text, pair.language)
        target = tokens(passage.target_text, "en")
        taken: list[Span] = []
        for entry in entries:
            term = _find_any(entry.source, passage.source_text, source, pair.language)
            if term is not None and not any(term.overlaps(other) for other in taken):
                taken.append(term)
                yield from _wrong_terms(pair, passage, entry, term, target)


def _wrong_terms(
    pair: Pair, passage: LinkedPassage, entry: GlossaryEntry, term: Span, target: Sequence[Token]
) -> Iterator[Match]:
    """Forbidden terms of the translation; else that the wanted one is missing."""
    original = passage.source_text[term.start : term.end]
    has_forbidden = False
    for forbidden in entry.forbidden:
        found = _find(forbidden, passage.target_text, target, "en")
        if found is not None:
            has_forbidden = True
            text = passage.target_text[found.start : found.end]
            wanted = f"; it says {_listed(entry.wanted)}" if entry.wanted else ""
            message = f"The glossary forbids “{text}” for “{original}”{wanted}."
            start = passage.target.start
            yield Match(start + found.start, start + found.end, message, replace_with=entry.wanted[:3])
    if has_forbidden or not entry.wanted:
        return
    if _find_any(entry.wanted, passage.target_text, target, "en") is None:
        span = nearest_word(pair, passage, passage.source.start + term.start)
        message = (
            f"“{original}” of the source is {_listed(entry.wanted)} in the glossary, "
            "which this sentence does not have."
        )
        yield Match(span.start, span.end, message)


def _listed(terms: Sequence[str]) -> str:
    return " or ".join(f"“{term}”" for term in terms[:3])


def _find_any(terms: Sequence[str], text: str, words: Sequence[Token], language: str) -> Span | None:
    """Where the first of the terms that the text has stands."""
    spans = (_find(term, text, words, language) for term in terms)
    return next((span for span in spans if span is not None), None)


def _find(term: str, text: str, words: Sequence[Token], language: str) -> Span | None:
    """Where the term stands in the text, in any form of its words. words: the text's."""
    keys = [] if language in UNSPACED else [token.key for token in tokens(term, language)]
    if not keys:
        start = text.find(term)
        return Span(start, start + len(term)) if start >= 0 else None
    for first in range(len(words) - len(keys) + 1):
        found = words[first : first + len(keys)]
        if [token.key for token in found] == keys:
            return Span(found[0].start, found[-1].end)
    return None
