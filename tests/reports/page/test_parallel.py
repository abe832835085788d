"""Texts beside the article: each paragraph has beside it what it was made from, and a way there."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

import mtcheck
from mtcheck.findings.pair import Link, PairAnalysis
from mtcheck.findings.report import Report
from mtcheck.findings.score import scorecard
from mtcheck.readers.plain import plain_document
from mtcheck.reports.formats import RunResult
from mtcheck.reports.page.parallel import ParallelSegment, parallel_texts
from mtcheck.reports.page.render import render
from mtcheck.reports.wording import describe_fidelity, describe_source
from mtcheck.settings.model import Settings

PAIR = Path(__file__).parents[3] / "fixtures" / "pair"
ALONE = Settings(no_engine=("harper", "languagetool"), model=False)


@pytest.fixture(scope="module")
def real() -> Report:
    return mtcheck.check_file(
        PAIR / "tram-line.txt",
        ALONE,
        source=PAIR / "tram-line.de.txt",
        references=[PAIR / "tram-line.reference.txt"],
    )


def linked(target: str, source: str, *links: Link, language: str = "de") -> Report:
    document, original = plain_document(target, "a.txt"), plain_document(source, "a.de.txt")
    card = scorecard(document, ())
    return Report(document, (), card, "s", source=original, pair=PairAnalysis(language, links))


def test_a_paragraph_has_the_sentences_beside_it_that_it_was_made_from(real: Report) -> None:
    source, reference = parallel_texts(real)
    paragraphs = [real.document.text[one.start : one.end] for one in real.document.paragraphs]
    (at,) = (index for index, text in enumerate(paragraphs) if "electric buses" in text)
    for other, said in ((source, "zwölf Elektrobusse"), (reference, "twelve electric buses")):
        assert other.matches_paragraphs
        assert len(other.paragraphs) == len(paragraphs)
        (piece,) = (piece for piece in other.paragraphs[at] if said in piece.text)
        assert piece.sentence is not None
        sentence = real.document.sentences[piece.sentence]
        assert sentence.paragraph == at
    assert (source.label, source.language) == ("Source", "de")
    assert (reference.label, reference.language) == ("Reference", "en")
    assert "BLEU" in reference.paragraphs[at][0].remark


def test_nothing_of_a_source_is_left_out(real: Report) -> None:
    assert real.source is not None
    shown = " ".join(piece.text for paragraph in next(parallel_texts(real)).paragraphs for piece in paragraph)
    assert sorted(shown.split()) == sorted(real.source.text.split())


def test_what_has_no_counterpart_stands_where_it_is_missing() -> None:
    links = (Link((0, 1), (0, 1), 0.9), Link((1, 2), (1, 1), 0.5), Link((2, 3), (1, 2), 0.8))
    report = linked("One.\n\nThree.", "Eins. Zwei. Drei.", *links)
    assert (
        "2 of 2 sentences have a counterpart, 1 sentence of the source none, confidence 0.85"
        in describe_source(report)
    )
    (source,) = parallel_texts(report)
    assert source.paragraphs == (
        (
            ParallelSegment("Eins.", 0, "confidence of the alignment 0.90"),
            ParallelSegment("Zwei.", None, "no sentence of the article corresponds", True),
        ),
        (ParallelSegment("Drei.", 1, "confidence of the alignment 0.80"),),
    )


def test_the_page_links_each_sentence_with_its_counterpart(real: Report) -> None:
    page = lxml.html.document_fromstring(render(RunResult((real,))))
    twins = page.cssselect(".beside .twin")
    assert len(twins) > 15
    for twin in twins:
        assert page.get_element_by_id(twin.get("href")[1:]).text_content().strip()
    assert {one.get("lang") for one in page.cssselect(".beside p")} == {"de", "en"}
    assert [row.text_content() for row in page.cssselect(".likeness tbody th")] == ["BLEU", "chrF2++", "TER"]
    assert "no source was given" not in page.text_content()
    assert "Source " in page.cssselect(".compared")[0].text_content()


def test_without_links_paragraphs_stand_side_by_side_or_apart() -> None:
    report = linked("One.\n\nTwo.", "Eins.\n\nZwei.")
    assert next(parallel_texts(report)).matches_paragraphs
    assert not next(parallel_texts(linked("One.\n\nTwo.", "Eins. Zwei."))).matches_paragraphs


def test_what_was_not_checked_is_said_truthfully(real: Report) -> None:
    alone = Report(real.document, (), real.card, "s")
    assert (
        describe_fidelity([alone])
        == "Not checked here: whether the translation is true to its source (no source was given)."
    )
    assert "MT6" in describe_fidelity([real])
    assert (
        describe_fidelity([real, alone]) == f"{describe_fidelity([real])} 1 article had no source beside it."
    )
    failed = Report(real.document, (), real.card, "s", source=real.source)
    assert describe_fidelity([failed]) == "Not checked here: whether the translation is true to its source."
    assert describe_source(alone) == ""
    assert "(de)" in describe_source(real)
