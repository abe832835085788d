"""Leftovers of the web page stand in the article.

What it finds
-------------
Lines that belong to the page and not to the text: pointers to other articles (“Read also: …”, “Other reports
on …”), buttons and appeals (“Click here to …”, “Share this article”, “Subscribe to our newsletter”),
advertisement labels, cookie notices, player errors, and the site's name after a headline (“… - CNET”, “… -
China News Network”). Photo credits and bylines pass, and so do sentences that begin the same way (“All rights
reserved for the heirs were sold”, “Click on the button and wait”).

Why it matters
--------------
The page was translated with the article. Readers of the translation get buttons that cannot be pressed and
links to nowhere.

Example
-------
Other reports on politics in Washington

Instead
-------
(nothing)

Measured
--------
`python -m benchmarks.rules --select MT009`: 1 finding in 93,737 words of clean news (“Also on rt.com”, which
is boilerplate); of 146 site names after headlines in WMT news annotators had marked 66 %.

Source
------
WMT22 and WMT23 news (Ukrainian, Russian, Japanese, Chinese-English), where such lines are common; boilerplate
classes of jusText and trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.base import Match, rule
from mtcheck.text.document import Document, Sentence

_SUBJECT = "(?:article|story|post|page|video|news|link|site|website)"
# What follows is no longer an appeal: “and wait”, “said the man”.
_NO_CLAUSE = r"(?!.*(?:,|\b(?:and|then|said|says|was|were|is|are|he|she|they)\b))"
_STORIES = "(?:reports?|articles?|stories|news|reading|content|coverage|posts|materials)"

# How a line of the page begins. A colon, the end of the line or a plural tells it from a sentence that begins
# the same way.
_LINE = re.compile(
    "|".join(
        (
            r"(?:Read|See|Watch|Listen) (?:also|more|next|too|it too)\s?[:|>»]",
            r"(?:Also|Further|Also to) (?:read|reading|see|watch|on)\s?[:|>»]",
            r"(?:Also|Read) (?:on|in) (?:the topic|this topic|our website|"
            r"[a-z0-9-]+\.(?:com|net|org|ru|ua|co\.uk)\b)",
            rf"(?:More|Other|Further|Latest|All|Related) {_STORIES} (?:on|about|from|by|in)\b(?!.*[.!?]$)",
            rf"(?:Related|Recommended|Similar) (?:{_STORIES}|topics)\b(?=\s?[:|]|\s*$)",
            r"You (?:may|might) (?:also )?(?:like|be interested in)\b(?=\s?[:|]|\s*$)",
            rf"(?:Read|See|View|Show|Load) (?:the )?(?:full|more|rest|original|whole|all) "
            rf"(?:{_SUBJECT}s?|comments|details|here|below)\b(?!.* (?:is|are|was|were|has|have|had|said)\b)",
            r"(?:Read|Show|Load|See|Continue) (?:more|reading|less)\s*[.…»>→]*$",
            rf"(?:Please )?[Cc]lick (?:here|below)\b{_NO_CLAUSE}",
            r"(?:Please )?[Cc]lick (?:on )?the (?:link|button|image|picture)\b"
            r"(?=\s*[.!»>→]?$| (?:below|above|to)\b)",
            rf"(?:Share|Print|Save|Email|Bookmark|Rate|Tweet) (?:this|the) {_SUBJECT}\b(?=\s*[.!:|»>→]?$"
            r"| (?:on|via|by|to) (?:Facebook|Twitter|WhatsApp|social|Telegram|LinkedIn|X\b|e-?mail)"
            r"| with (?:your )?friends\b)",
            r"Share (?:on|via|with|to) (?:Facebook|Twitter|WhatsApp|social|Telegram|LinkedIn)",
            r"(?:Subscribe|Sign up|Join|Register) (?:now )?(?:to|for|our) (?:our|the|us|my)?\s?"
            r"(?:[\w\"“”']+ ){0,3}(?:newsletter|channel|Telegram|feed|mailing list|updates|page)",
            r"Follow (?:us|our channel|him|her|me)?\s?(?:on|in|at) (?:our )?"
            r"(?:Facebook|Twitter|Instagram|Telegram|YouTube|Google News|social|X\b|Viber)",
            r"(?:Advertisement|ADVERTISEMENT|Advertising|Sponsored(?: content)?"
            r"|Article continues below)\.?(?=\s*$)",
            r"Story continues(?: below)?(?: advertisement)?\.?(?=\s*$)",
            rf"(?:This|Our|The) (?:{_SUBJECT}|web site) uses cookies"
            rf"|We use cookies(?=\.?$|.{{0,120}}\b(?:{_SUBJECT}|browser|experience|analy\w+|consent))",
            r"By (?:continuing|using|clicking)\b.{0,60}\b(?:you agree|cookies|consent)",
            r"Please (?:enable|turn on) (?:JavaScript|cookies)|Enable (?:JavaScript|cookies)(?=\.?$| to\b)",
            r"Your browser does not support|(?:The )?[Vv]ideo (?:could not|cannot) be (?:played|loaded)",
            r"All [Rr]ights [Rr]eserved(?=\s*(?:$|[.,;|©•·–—(-]|\d{4}|(?:by|to) [A-Z]|worldwide\b))"
            r"|Copyright ©|© ?(?:\d{4}|Copyright)",
            r"Back to (?:[Tt]op|the top|home|main page)\b(?!.*[.!?]$)",
            r"Skip to (?:main )?content(?=\s*[|>»]?$)",
            r"(?:Most|Popular) (?:read|viewed|popular|shared)(?: (?:articles|news|stories))?(?=\s*:|\s*$)",
            rf"(?:Log|Sign) in to (?:comment|leave|read|continue|your)\b{_NO_CLAUSE}(?!(?: \S+){{7}})",
            r"Leave a (?:comment|reply)\b(?=\s*[.!:|»>→]?$| (?:below|here|on this|to this))",
            r"\d*\s?Comments?(?: \(\d+\))?(?=\s*$)|Tags?\s?:\s\w",
            r"If you (?:find|notice|found|see) an? (?:error|mistake|typo)\b.{0,60}"
            r"\b(?:press|select|highlight|Ctrl)",
        )
    )
)
# A site's name after a headline.
_SITE = re.compile(
    r"\s[-–—|_]\s(?:"
    r"(?:[A-Z][\w.&'’]+ ){0,3}(?:News(?: Network| Agency|paper)?|Times|Post|Herald|Tribune|Telegraph|Gazette"
    r"|Online|Network|Net|Daily|Broadcasting|Television|Shimbun(?: \w+)?)"
    r"|CNET|CNN(?:\.com)?|BBC(?: News| Sport)?|Xinhuanet|Xinhua|Reuters|Bloomberg|Teller Report"
    r"|RT(?: [A-Z]\w+)* News|CBS [A-Z]\w+(?: [A-Z]\w+)?|Yahoo(?:! News)?|YouTube|Wikipedia|Forbes"
    r"|The Guardian|[\w-]+\.(?:com|net|org|co\.uk|ru|ua|cn)"
    r")\.?$"
)


@rule(Category.ADDITION, Severity.MAJOR, confidence=0.9)
def check(document: Document) -> Iterator[Match]:
    for sentence in document.sentences:
        prose = document.prose
        match = _LINE.match(prose, sentence.start, sentence.end)
        if match:
            end = sentence.end if sentence.end - sentence.start <= 80 else match.end()
            message = "This belongs to the web page, not to the article: delete it."
            yield Match(sentence.start, end, message, replace_with="" if end == sentence.end else ())
        elif len(sentence.words) > 4 and (site := _site(document, sentence)):
            message = "The site's name after the headline belongs to the web page: delete it."
            yield Match(site.start() + 1, sentence.end, message, severity=Severity.MINOR, confidence=0.66)


def _site(document: Document, sentence: Sentence) -> re.Match[str] | None:
    """The site's name after a headline, which ends its paragraph where it has a full stop."""
    site = _SITE.search(document.prose, sentence.start, sentence.end)
    if site is None or not site.group().endswith("."):
        return site
    paragraph = document.paragraphs[sentence.paragraph]
    return site if sentence.end == paragraph.end else None
