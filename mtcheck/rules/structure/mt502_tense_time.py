"""A verb's tense contradicts the time that is given with it.

What it finds
-------------
"will meet yesterday", "will hold talks, starting last Friday", "Yesterday, the minister will speak",
"Tomorrow, they met": the verb and the time stand in one clause, with nothing between that the time could
belong to. Reported speech ("said last week it will …"), quotations and times that belong to a noun ("will
discuss last week's attack") pass.

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
English time adverbs; the constructions that pass were collected from eleven million words of edited English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.lexicon.months import MONTHS
from mtcheck.lexicon.morphology import tags
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document
from mtcheck.text.late_pattern import late_pattern

_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PERIOD = f"(?:week|month|year|night|spring|summer|autumn|fall|winter|weekend|{_DAY}|{MONTHS})"
_PAST = rf"(?:yesterday|last\s+{_PERIOD})\b(?!['’]s?|\s+(?:night['’]|and\s+the))"
_FUTURE = rf"(?:tomorrow|next\s+{_PERIOD})\b(?!['’])"

# Between the verb and the time stands one word at most.
_WILL_THEN_PAST = late_pattern(
    r"\b(?:will|shall)\s+(?:not\s+|also\s+)?(?P<verb>[a-z]+)\s+"
    rf"(?:here\s+|there\s+|again\s+|together\s+|on\s+)?(?P<time>{_PAST})(?=\s*[.,;!?]|$)"
)
_WILL_THEN_START = late_pattern(
    r"\b(?:will|shall)\s+(?P<verb>[a-z]+)\b[^.;:!?\"“”\n]{0,70}?[\s,]"
    r"(?P<time>(?:starting|beginning|as\s+of|from)\s+(?:from\s+|on\s+)?"
    rf"last\s+{_PERIOD})\b(?!['’])"
)
_PAST_THEN_WILL = late_pattern(
    rf"(?P<time>(?:Yesterday|Last\s+{_PERIOD})),?\s+(?P<subject>(?:[\w.’'-]+\s+){{1,5}}?)"
    r"(?P<verb>(?:will|shall)\s+(?:not\s+|be\s+)?[a-z]+)\b"
)
_FUTURE_THEN_VERB = late_pattern(
    rf"(?P<time>(?:Tomorrow|Next\s+{_PERIOD})),?\s+"
    r"(?P<subject>(?:he|she|they|we|it|I|[Tt]he\s+[\w-]+|[A-Z][\w-]+)\s+)(?P<verb>[a-z]+)\b(?!['’])"
)
_VERB_THEN_FUTURE = late_pattern(
    rf"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I)\s+(?P<verb>[a-z]+)\s+(?P<time>{_FUTURE})(?=\s*[.,;!?]|$)"
)
# Past forms that may speak of the future: “he said tomorrow would be better”.
_REPORTING = frozenset("said was were had did thought knew began".split())
_OPENS_CLAUSE = frozenset(
    "that which who whom whose since after than as when where while because if what how".split()
)
_CONDITIONAL = frozenset("if wish wished that said".split())
_LONGEST = 80  # characters; of a longer range the time alone is marked


@rule(Category.MISTRANSLATION, Severity.MAJOR, confidence=0.85)
def check(document: Document) -> Iterator[Match]:
    prose = document.prose
    for sentence in document.sentences:
        text = prose[sentence.start : sentence.end]
        for clash in _clashes(text):
            start, end = _range_of(text, clash)
            verb, time = " ".join(clash["verb"].split()), " ".join(clash["time"].split())
            yield Match(
                sentence.start + start,
                sentence.start + end,
                f"“{verb}” and “{time}” contradict each other: either the tense or the time is wrong.",
            )


def _clashes(text: str) -> Iterator[re.Match[str]]:
    lower = text.lower()
    if ("yesterday" in lower or "last " in lower) and ("will" in text or "shall" in text):
        yield from _will_and_past(text)
    if "tomorrow" in lower or "next " in lower:
        yield from _past_and_future(text)


def _will_and_past(text: str) -> Iterator[re.Match[str]]:
    for clash in _WILL_THEN_PAST.finditer(text):
        if "VB" in tags(clash["verb"]):
            yield clash
    for clash in _WILL_THEN_START.finditer(text):
        between = text[clash.end("verb") : clash.start("time")]
        if "VB" in tags(clash["verb"]) and not _has_other_clause(between):
            yield clash
    opening = _PAST_THEN_WILL.match(text)
    if opening and not _has_other_clause(opening["subject"]):
        yield opening


def _past_and_future(text: str) -> Iterator[re.Match[str]]:
    opening = _FUTURE_THEN_VERB.match(text)
    if opening and _is_past(opening["verb"]):
        yield opening
    for clash in _VERB_THEN_FUTURE.finditer(text):
        before = text[: clash.start()].lower().split()[-2:]
        if _is_past(clash["verb"]) and not _CONDITIONAL & set(before):
            yield clash


def _is_past(verb: str) -> bool:
    possible = tags(verb)
    return bool(possible) and possible <= {"VBD", "VBN"} and verb not in _REPORTING


def _has_other_clause(text: str) -> bool:
    """Whether the time may belong to another verb: “the deal signed last week”."""
    words = text.lower().split()
    possible_tags = (tags(word.strip(",.;")) for word in words)
    return bool(_OPENS_CLAUSE & set(words)) or any(
        possible and possible <= {"VBD", "VBN", "VBZ", "MD"} for possible in possible_tags
    )


def _range_of(text: str, clash: re.Match[str]) -> tuple[int, int]:
    """From verb to time or from time to verb; start and end in the sentence's text."""
    if clash.start("time") < clash.start("verb"):
        start, end = clash.start("time"), clash.end("verb")
    else:
        start, end = clash.start("verb"), clash.end("time")
        word_before = text.rfind(" ", 0, start - 1) + 1
        if word_before > clash.start():
            start = word_before  # not meet yesterday
    return (start, end) if end - start <= _LONGEST else clash.span("time")
