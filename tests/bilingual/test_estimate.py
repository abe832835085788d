"""Words without a counterpart, and what is expected of them."""

from __future__ import annotations

from mtcheck.bilingual.align.translations import available, translations
from mtcheck.bilingual.coverage import coverage
from mtcheck.bilingual.estimate import combined, points
from mtcheck.settings.model import Settings
from mtcheck.text.document import Document

from .pairs import analyse_pair

SOURCE = "中国经济去年增长5%，美国总统周三访问北京。"
RIGHT = "China's economy grew by 5 percent last year, and the US president visited Beijing on Wednesday."
WRONG = (
    "Tigers and elephants quarrelled about breakfast in a distant forest, "
    "the gardener told his uncle over dinner."
)


def test_a_translation_leaves_fewer_words_open_than_another_text() -> None:
    right, wrong = coverage(SOURCE, RIGHT, "zh"), coverage(SOURCE, WRONG, "zh")
    assert right is not None
    assert wrong is not None
    assert right.target_open < 0.4 * right.target_words
    assert right.source_open < 0.5 * right.source_words
    assert wrong.target_open > 0.8 * wrong.target_words
    assert wrong.source_open > right.source_open
    better, worse = points(SOURCE, RIGHT, 16, "zh"), points(SOURCE, WRONG, 16, "zh")
    assert better is not None
    assert worse is not None
    assert better < worse


def test_each_sentence_has_its_estimate_where_there_are_any() -> None:
    source = Document("中国经济增长。美国总统访问北京。")
    analysis = analyse_pair(
        source, Document("China’s economy grew. The US president visited Beijing."), Settings()
    )
    assert len(analysis.estimates) == 2
    assert all(estimate is not None and estimate > 0 for estimate in analysis.estimates)
    german = analyse_pair(
        Document("Die Wirtschaft wuchs im letzten Jahr."), Document("The economy grew last year."), Settings()
    )
    assert german.estimates == ()


def test_tables_have_what_was_learnt() -> None:
    assert {"cs", "de", "es", "fr", "he", "ru", "zh"} <= set(available())
    table = translations("de")
    assert table is not None
    assert table.strength("regier", "govern") > 0.5
    assert translations("ja") is None
    assert coverage("a", "b", "ja") is None


def test_it_is_averaged_with_the_models_where_there_is_one() -> None:
    assert combined((100.0, None, 50.0), (200.0, 10.0, None)) == (150.0, None, 50.0)
    assert combined((100.0,), ()) == (100.0,)
    assert combined((), (1.0,)) == ()
