"""A known organisation is called by another name.

What it finds
-------------
Names in capitals, of three words or more, that have all the words of a known organisation in another order
(“Court of European Justice”), or all but the word for its kind (“American Civil Liberties Association”).
Organisations that are known by both names pass, and so do ministries, departments, committees and offices
that only changed places with what they are for (“Ministry of Defence”, “Defence Ministry”).

Why it matters
--------------
A name that was translated into another language and back is no longer a name: nobody can find the
organisation by it.

Example
-------
He works for the Carnegie International Peace Foundation.

Instead
-------
He works for the Carnegie Endowment for International Peace.

Measured
--------
`python -m benchmarks.names --select MT203`: no alarm in 93,737 words of clean news, nor in 72,749 words of
the Brown press (the other corpora there had a say in which names are listed). Three findings in 667,116 words
by weak systems, and 26 in 2.1 million words of rule-based and online systems of 2010 to 2012; all were read,
and are right. That one sighting in an original corpus is enough for a name with a word of its own was decided
with the sample article's “Carnegie” in view: no figure for that name is a measure of anything.

Source
------
1,300 names from WordNet and from English corpora, by counts: `mtcheck/lexicon/organisations.py`. They lean to
the United States and to what news agencies wrote about from 2003 to 2020.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document

_WORD = r"[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)*"
_NAME = re.compile(
    rf"(?<![\w-]){_WORD}(?:(?: (?:of|for|on|and|in|to|the|against|with|&)){{0,2}} {_WORD}){{1,7}}(?![\w-])"
)
_KIND = re.compile(
    r"\b(?:Academ|Agenc|Alliance|Assembl|Associat|Authorit|Board|Bureau|Cent[er]{2}|Commission|Committee"
    r"|Confederation|Conference|Corporation|Council|Court|Department|Directorate|Endowment|Federation|Forum"
    r"|Foundation|Front|Fund|Group|Initiative|Institut|League|Ministr|Movement|Office|Organi[sz]ation|Party|Parties|Service"
    r"|Societ|Tribunal|Union|Administration)"
)
_SHOWN = 2  # organisations that are suggested
_LEADING = re.compile(r"^(?:(?:The|In|On|At|But|And|For|A|An|By|As|From|To|With) (?:the )?)+")


@rule(Category.WRONG_TERM, Severity.MAJOR, confidence=0.8)
def check(document: Document) -> Iterator[Match]:
    for sentence in document.sentences:
        if not _KIND.search(document.prose, sentence.start, sentence.end):
            continue
        for match in _NAME.finditer(document.prose, sentence.start, sentence.end):
            name = _LEADING.sub("", match.group())
            if _KIND.search(name) and " and the " not in name:
                yield from _check_name(match.end() - len(name), match.end(), name)


def _check_name(start: int, end: int, name: str) -> Iterator[Match]:
    from mtcheck.lexicon.organisations import meant

    organisations = meant(name)[:_SHOWN]
    if not organisations:
        return
    likeliest = organisations[0]
    difference = (
        "has these words in another order"
        if likeliest.kind is None
        else f"has the same words but for “{likeliest.kind}”"
    )
    message = f"Check this name: “{likeliest.name}” {difference}. Was it meant?"
    yield Match(start, end, message, replace_with=[organisation.name for organisation in organisations])
