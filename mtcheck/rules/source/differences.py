"""What a translation names where its source names something else: numbers, dates, currencies."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mtcheck.bilingual.numbers.mention import Mention
from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.passages import LinkedPassage, source_around
from mtcheck.rules.base import Match


def difference(pair: Pair, start: int, end: int, original: str, noun: str) -> Match:
    """The match for a range of the translation that differs from the source. noun: what to check."""
    text = pair.target.text[start:end]
    return Match(start, end, f"The source has “{original}” here, the translation “{text}”: check the {noun}.")


def contradictions(
    pair: Pair,
    passage: LinkedPassage,
    mentions: Callable[[str, str], list[Mention]],
    noun: str,
    *,
    counts: Callable[[str, Mention], bool] = lambda text, mention: True,
    others: Callable[[str], set[int]] = lambda text: set(),
) -> Iterator[Match]:
    """What only the translation mentions, where the source mentions something that only it does.

    mentions: reads a text of a language. counts: whether a mention of a text is to be compared. others: what
    else a text may mention. noun: what to check.
    """
    target = mentions(passage.target_text, "en")
    source = mentions(passage.source_text, pair.language) if target else []
    translated = {mention.key for mention in target} | others(passage.target_text)
    lost = [
        mention
        for mention in source
        if mention.key not in translated and counts(passage.source_text, mention)
    ]
    if not lost:
        return
    original = passage.source_text[lost[0].start : lost[0].end]
    around = source_around(pair, passage.link)
    known = {mention.key for mention in mentions(around, pair.language)} | others(around)
    for mention in target:
        if mention.key not in known and counts(passage.target_text, mention):
            offset = passage.target.start
            yield difference(pair, offset + mention.start, offset + mention.end, original, noun)
