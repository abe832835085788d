"""One pair, from two documents to findings."""

from __future__ import annotations

from mtcheck.bilingual.align.sentences import Alignment, align, one_to_one
from mtcheck.bilingual.align.translations import available
from mtcheck.bilingual.align.units import have_as_many, unit_links
from mtcheck.bilingual.estimate import estimates
from mtcheck.bilingual.pair import Pair, PairAnalysis, PairRule
from mtcheck.bilingual.segmentation import source_document
from mtcheck.bilingual.source_language import UNDETERMINED, detect, name_of
from mtcheck.findings.finding import Finding
from mtcheck.rules.base import UnfinishedRuleError
from mtcheck.rules.source.catalogue import PAIR_RULES
from mtcheck.rules.source.reach import is_read
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

# Evidence for an alignment (nats for each thing compared), below which the two are not a text and its
# translation, and how many things it takes to say so: with a table of words, and without. Of 250 news
# articles beside their human translation none of the languages with a table had less than .04, beside the
# translation of another article none more than .03.
_LEAST_EVIDENCE, _LEAST_THINGS = 0.025, 12
_LEAST_EVIDENCE_WITHOUT, _LEAST_THINGS_WITHOUT = 0.0, 40


def analyse_pair(
    source: Document, target: Document, settings: Settings, *, aligned: bool = False
) -> PairAnalysis:
    """Compare a translation with its source.

    aligned: unit i of one is unit i of the other (XLIFF, TMX, columns); sentence i of texts without units.
    """
    if not source.prose.strip():
        return PairAnalysis(
            UNDETERMINED, (), problems=(f"the source {source.name} is empty: nothing was compared with it",)
        )
    if not target.prose.strip():
        return PairAnalysis(
            UNDETERMINED, (), problems=("the translation is empty: nothing was compared with the source",)
        )
    language = settings.source_language or detect(source.prose)
    problems: list[str] = []
    if language == UNDETERMINED:
        problems.append(f"the language of {source.name} could not be told; name it with --source-language")
    if language == "en" and not _same(source, target):
        problems.append(
            f"{source.name} is in English, as its translation: nothing was compared; give the text it was made from"
        )
        return PairAnalysis(language, (), problems=tuple(problems))
    source = source_document(source, language)
    by_unit = aligned and have_as_many(source, target)
    if aligned and not by_unit and len(source.sentences) != len(target.sentences):
        problems.append(
            f"{source.name} has {len(source.sentences)} segments, its translation {len(target.sentences)}: "
            "they were aligned by what they say, not by number"
        )
        aligned = False
    if by_unit:
        alignment = Alignment(unit_links(source, target))
    elif aligned:
        alignment = Alignment(one_to_one(len(source.sentences), len(target.sentences)))
    else:
        alignment = align(source, target, language)
        if _is_another(alignment, language) and not _same(source, target):
            problems.append(
                f"{source.name} does not look like the source of this text (hardly a word of it is found again): "
                "nothing was compared; check that the two belong together"
            )
            return PairAnalysis(language, alignment.links, problems=tuple(problems), source=source)
    pair = Pair(source, target, language, alignment.links, settings)
    findings: list[Finding] = []
    unread: list[PairRule] = []
    for rule in PAIR_RULES:
        if not settings.selection.takes(rule.id, rule.default):
            continue
        if rule.languages is not None and language not in rule.languages:
            unread.append(rule)
            continue
        try:
            findings.extend(rule.check(pair))
        except UnfinishedRuleError as error:
            problems.append(str(error))
    if unread and not is_read(language):
        what = ", ".join(f"{rule.what or rule.name} ({rule.id})" for rule in unread)
        problems.append(f"not compared, because mtcheck cannot read them in {name_of(language)}: {what}")
    findings.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
    return PairAnalysis(
        language, alignment.links, tuple(findings), estimates(pair), problems=tuple(problems), source=source
    )


def _same(source: Document, target: Document) -> bool:
    """The translation is the source itself, or nearly: what was forgotten to be translated has a finding
    of its own.
    """
    return source.prose.split() == target.prose.split()


def _is_another(alignment: Alignment, language: str) -> bool:
    if language in available():
        return alignment.things >= _LEAST_THINGS and alignment.evidence < _LEAST_EVIDENCE
    return alignment.things >= _LEAST_THINGS_WITHOUT and alignment.evidence < _LEAST_EVIDENCE_WITHOUT
