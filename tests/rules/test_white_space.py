"""Every must-flag case again as other files have it: the findings are the same.

Its words have other white space between them, soft hyphens in them, references and markup.

Left out are the rules that read the text as it is written, which are about such things, and the length of
MT002's, which marks so many characters of a sentence.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from test_cases import ALL, load

from mtcheck.bilingual.align.sentences import one_to_one
from mtcheck.bilingual.pair import Pair, Terms
from mtcheck.bilingual.segmentation import source_document
from mtcheck.bilingual.source_language import detect
from mtcheck.findings.finding import Finding
from mtcheck.readers.html import html_document
from mtcheck.rules.base import Declaration, PairRule, Rule
from mtcheck.text.document import Document
from mtcheck.text.masking import JOINER, OPAQUE, PADDING
from mtcheck.text.span import Span

SPACES = {
    "non-breaking": "\u00a0",
    "narrow": "\u202f",
    "thin": "\u2009",
    "two": "  ",
    "line-break": "\n",
    "in-between": " \u200b\u00a0",
}
RULES = [rule for rule in ALL if isinstance(rule, Rule | PairRule) and not rule.as_written]
_IN_WORD = re.compile(r"(?<=[^\W_])(?=[^\W_])")
_LETTER = re.compile(r"[^\W\d_]")


def spaced(text: str, space: str) -> Document:
    """The text with `space` for every space, in the same paragraphs."""
    document = Document(text.replace(" ", space))
    if "\n" not in space:
        return document
    return Document(
        document.text, blocks=tuple(Span(block.start, block.end) for block in Document(text).paragraphs)
    )


def written(text: str, kind: str) -> Document:
    """The text as a file has it."""
    if kind == "soft-hyphens":
        return Document(_IN_WORD.sub("\u00ad", text))
    return marked_up(text) if kind == "html" else spaced(text, SPACES[kind])


def marked_up(text: str) -> Document:
    """The text as HTML: a reference for every other letter, markup inside words, no-break spaces."""
    paragraphs = [text[paragraph.start : paragraph.end] for paragraph in Document(text).paragraphs]
    return html_document("".join(f"<p>{_as_html(paragraph)}</p>\n" for paragraph in paragraphs))


def _as_html(text: str) -> str:
    html = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")
    if "&" in html or "//" in html or "@" in html or "www" in html:
        return html.replace(" ", "&nbsp;")
    letters = (f"&#{ord(char)};" if i % 2 and _LETTER.match(char) else char for i, char in enumerate(html))
    return "<b></b>".join("".join(letters).split(" ")).replace("<b></b>", "&#x202f;<b></b>")


def findings(
    rule: Declaration, case: dict[str, Any], target: Document, kind: str | None = None
) -> list[Finding]:
    """What a rule finds; kind: how the source is written, too, if there is one."""
    if isinstance(rule, Rule):
        return list(rule.check(target))
    assert isinstance(rule, PairRule)
    language = case.get("language") or detect(case["source"])
    source = source_document(Document(case["source"]), language)
    sentences = len(source.sentences)
    if kind is not None:
        source = source_document(written(case["source"], kind), language)
    assert len(source.sentences) == sentences
    given = {key: tuple(value) for key, value in case.get("settings", {}).items()}
    terms = Terms.read(given.get("do_not_translate", ()), given.get("glossary", ()), language)
    links = one_to_one(len(source.sentences), len(target.sentences))
    return list(rule.check(Pair(source, target, language, links, terms)))


def marked(rule: Declaration, document: Document, found: list[Finding]) -> list[tuple[str, str]]:
    """What the findings mark, and their messages."""
    seen = []
    for finding in found:
        assert finding.text == document.text[finding.start : finding.end]
        told = finding.message + "".join(suggestion.text for suggestion in finding.suggestions)
        assert not {JOINER, PADDING, OPAQUE, "\u00ad", "\u200b"} & set(told)
        span = document.in_decoded(finding.start, finding.end)
        text = " ".join(document.decoded.slice(span).split())
        seen.append((text[: 30 if rule.id == "MT002" else None], " ".join(finding.message.split())))
    return seen


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("kind", [*SPACES, "soft-hyphens", "html"])
def test_the_same_findings_however_it_is_written(rule: Declaration, kind: str) -> None:
    for case in load(rule.id)["flag"]:
        text = case["case"]
        if case.get("whole"):
            continue  # one sentence, whatever stands in it
        if kind == "html" and ("\n" in text or not text.strip()):
            continue  # the lines of a list, for one, are no paragraphs of a page
        plain = Document(text)
        document = written(text, kind)
        expected = marked(rule, plain, findings(rule, case, plain))
        assert marked(rule, document, findings(rule, case, document)) == expected, case["name"]
        if isinstance(rule, PairRule) and kind != "html":
            assert marked(rule, document, findings(rule, case, document, kind)) == expected, case["name"]
