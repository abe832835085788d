"""Two documents to an aligned pair, or to the reason why they cannot be compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mtcheck.bilingual.align.sentences import Alignment, align, one_to_one
from mtcheck.bilingual.align.translations import available
from mtcheck.bilingual.align.units import have_as_many, unit_links
from mtcheck.bilingual.pair import Pair, Terms
from mtcheck.bilingual.segmentation import source_document
from mtcheck.bilingual.source_language import detect
from mtcheck.findings.pair import Link
from mtcheck.lexicon.languages import UNDETERMINED
from mtcheck.text.document import Document

# Evidence for an alignment (nats for each thing compared) below which the two are not a text and its
# translation, and how many things it takes to say so: with a table of words, and without. Of 250 news
# articles beside their human translation none of the languages with a table had less than .04, beside the
# translation of another article none more than .03.
_LEAST_EVIDENCE, _LEAST_THINGS = 0.025, 12
_LEAST_EVIDENCE_WITHOUT, _LEAST_THINGS_WITHOUT = 0.0, 40


@dataclass(frozen=True)
class PairComparison:
    """What aligning a translation with its source came to."""

    language: str
    """ISO 639-1 code of the source, `und` where it cannot be told."""
    pair: Pair | None = None
    """None where the two could not be compared."""
    links: tuple[Link, ...] = ()
    """The alignment; it may be known where no pair was made of it."""
    source: Document | None = None
    """The source with the sentences that the links count."""
    problems: tuple[str, ...] = ()
    """What was not compared, a sentence each."""


def compare(
    source: Document,
    target: Document,
    *,
    language: str | None = None,
    terms: Callable[[str], Terms] = lambda language: Terms(),
    aligned: bool = False,
) -> PairComparison:
    """Align a translation with its source.

    language: the source's, ISO 639-1; None detects it. terms: gives the terms for a language. aligned: unit i
    of one is unit i of the other (XLIFF, TMX, columns); sentence i of texts without units.
    """
    if not source.prose.strip():
        problem = f"the source {source.name} is empty: nothing was compared with it"
        return PairComparison(UNDETERMINED, problems=(problem,))
    if not target.prose.strip():
        return PairComparison(
            UNDETERMINED, problems=("the translation is empty: nothing was compared with the source",)
        )
    language = language or detect(source.decoded.prose)
    problems: list[str] = []
    if language == UNDETERMINED:
        problems.append(f"the language of {source.name} could not be told; name it with --source-language")
    if language == "en" and not _are_equal(source, target):
        problems.append(
            f"{source.name} is in English, as its translation: nothing was compared; "
            "give the text it was made from"
        )
        return PairComparison(language, problems=tuple(problems))
    source = source_document(source, language)
    alignment, numbering = _alignment(source, target, language, aligned)
    problems += numbering
    if _belongs_to_another(alignment, language) and not _are_equal(source, target):
        problems.append(
            f"{source.name} does not look like the source of this text (hardly a word of it is found again): "
            "nothing was compared; check that the two belong together"
        )
        return PairComparison(language, links=alignment.links, source=source, problems=tuple(problems))
    pair = Pair(source, target, language, alignment.links, terms(language))
    return PairComparison(language, pair, alignment.links, source, tuple(problems))


def _alignment(
    source: Document, target: Document, language: str, aligned: bool
) -> tuple[Alignment, list[str]]:
    """How the sentences correspond, and why not by number where that was promised."""
    if aligned and have_as_many(source, target):
        return Alignment(unit_links(source, target)), []
    if not aligned:
        return align(source.decoded, target.decoded, language), []
    if len(source.sentences) == len(target.sentences):
        return Alignment(one_to_one(len(source.sentences), len(target.sentences))), []
    problem = (
        f"{source.name} has {len(source.sentences)} segments, its translation {len(target.sentences)}: "
        "they were aligned by what they say, not by number"
    )
    return align(source.decoded, target.decoded, language), [problem]


def _are_equal(source: Document, target: Document) -> bool:
    """Whether the translation is the source itself, which MT601 reports."""
    return source.decoded.prose.split() == target.decoded.prose.split()


def _belongs_to_another(alignment: Alignment, language: str) -> bool:
    """Whether so little corresponds that this is the source of another text."""
    if language in available():
        return alignment.things >= _LEAST_THINGS and alignment.evidence < _LEAST_EVIDENCE
    return alignment.things >= _LEAST_THINGS_WITHOUT and alignment.evidence < _LEAST_EVIDENCE_WITHOUT
