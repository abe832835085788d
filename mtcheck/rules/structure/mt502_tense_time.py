"""A verb's tense contradicts the time that is given with it.

What it finds
-------------
"will meet yesterday", "will hold talks, starting last Friday", "Yesterday, the minister will speak",
"Tomorrow, they met": verb and time in one clause, nothing between that could take the time for itself.
Reported speech ("said last week it will …"), quotations and times that belong to a noun ("will discuss last
week's attack") pass.

Why it matters
--------------
One of the two is wrong, and the reader cannot know which: it may be the most important fact of the sentence.

Example
-------
The two sides will hold talks in Vienna, starting last Friday.

Instead
-------
The two sides will hold talks in Vienna, starting next Friday.

Measured
--------
No alarm in 93,737 words of clean news. No findings in 20,000 held-out machine translations. Command: `python
-m benchmarks.rules --shared ../shared --select MT502 --outputs 20000`.

Source
------
English time adverbs; the constructions that pass were read off eleven million words of edited English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.morphology import tags
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_UNIT = "(?:week|month|year|night|spring|summer|autumn|fall|winter|weekend|{days}|{months})"
_DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NAMED = _UNIT.format(days=_DAYS, months=_MONTHS)
_PAST = rf"(?:yesterday|last\s+{_NAMED})\b(?!['’]s?|\s+(?:night['’]|and\s+the))"
_FUTURE = rf"(?:tomorrow|next\s+{_NAMED})\b(?!['’])"

# Nothing between the verb and the time but at most one word; "will … , starting/beginning last Friday".
_WILL_THEN = re.compile(
    rf"\b(?:will|shall)\s+(?:not\s+|also\s+)?(?P<verb>[a-z]+)\s+(?:here\s+|there\s+|again\s+|together\s+|on\s+)?(?P<time>{_PAST})(?=\s*[.,;!?]|$)"
)
_WILL_START = re.compile(
    r"\b(?:will|shall)\s+(?P<verb>[a-z]+)\b[^.;:!?\"“”\n]{0,70}?[\s,](?P<time>(?:starting|beginning|as\s+of|from)\s+(?:from\s+|on\s+)?"
    rf"last\s+{_NAMED})\b(?!['’])"
)
_PAST_FIRST = re.compile(
    rf"(?P<time>(?:Yesterday|Last\s+{_NAMED})),?\s+(?P<subject>(?:[\w.’'-]+\s+){{1,5}}?)(?P<verb>(?:will|shall)\s+(?:not\s+|be\s+)?[a-z]+)\b"
)
_FUTURE_FIRST = re.compile(
    rf"(?P<time>(?:Tomorrow|Next\s+{_NAMED})),?\s+(?P<subject>(?:he|she|they|we|it|I|[Tt]he\s+[\w-]+|[A-Z][\w-]+)\s+)(?P<verb>[a-z]+)\b(?!['’])"
)
_THEN_FUTURE = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I)\s+(?P<verb>[a-z]+)\s+(?P<time>{_FUTURE})(?=\s*[.,;!?]|$)"
)
# Past forms that speak of what is to come all the same.
_REPORTING = frozenset("said was were had did thought knew began".split())
_OPENS_CLAUSE = frozenset(
    "that which who whom whose since after than as when where while because if what how".split()
)


@rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.85)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    for sentence in document.sentences:
        text = prose[sentence.start : sentence.end]
        lower = text.lower()
        past = "yesterday" in lower or "last " in lower
        future = "tomorrow" in lower or "next " in lower
        if not past and not future:
            continue
        for match in _matches(text, past, future):
            start, end = match.start("verb"), match.end("time")
            if match.start("time") < start:
                start, end = match.start("time"), match.end("verb")
            elif (will := text.rfind(" ", 0, match.start("verb") - 1)) >= match.start():
                start = will + 1
            if end - start > 80:
                start, end = match.span("time")
            verb, time = " ".join(match["verb"].split()), " ".join(match["time"].split())
            yield Match(
                sentence.start + start,
                sentence.start + end,
                f"“{verb}” and “{time}” contradict each other: either the tense or the time is wrong.",
            )


def _matches(text: str, past: bool, future: bool) -> Iterator[re.Match[str]]:
    if past and ("will" in text or "shall" in text):
        for match in _WILL_THEN.finditer(text):
            if "VB" in tags(match["verb"]):
                yield match
        for match in _WILL_START.finditer(text):
            between = text[match.end("verb") : match.start("time")].lower().split()
            if "VB" in tags(match["verb"]) and not _OPENS_CLAUSE & set(between) and not _has_verb(between):
                yield match
        first = _PAST_FIRST.match(text)
        subject = first["subject"].lower().split() if first else []
        if first and not _OPENS_CLAUSE & set(subject) and not _has_verb(subject):
            yield first
    if future:
        first = _FUTURE_FIRST.match(text)
        if first and _is_past(first["verb"]):
            yield first
        for match in _THEN_FUTURE.finditer(text):
            if _is_past(match["verb"]):
                before = text[: match.start()].lower().split()[-2:]
                if not {"if", "wish", "wished", "that", "said"} & set(before):
                    yield match


def _is_past(verb: str) -> bool:
    found = tags(verb)
    return bool(found) and found <= {"VBD", "VBN"} and verb not in _REPORTING


def _has_verb(words: list[str]) -> bool:
    """True if a word between can be nothing but a past form: then the time may belong to it (the deal
    signed last week).
    """
    return any(
        found and found <= {"VBD", "VBN", "VBZ", "MD"}
        for found in (tags(word.strip(",.;")) for word in words)
    )
