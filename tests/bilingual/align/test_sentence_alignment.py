"""Which sentences translate which."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.bilingual.align.sentences import align, one_to_one
from mtcheck.bilingual.segmentation import source_document
from mtcheck.findings.pair import Link
from mtcheck.text.document import Document

SOURCE = (
    "Die Regierung hat am Mittwoch 12 Gesetze beschlossen. Der Präsident lehnte sie ab. "
    "Die Wirtschaft wächst nach Angaben des Ministeriums in diesem Jahr um 3,5 Prozent. "
    "In München kamen 4.000 Menschen zusammen. Die Opposition fordert Neuwahlen."
)
TARGET = (
    "The government passed 12 laws on Wednesday.",
    "The president rejected them.",
    "The economy is growing by 3.5 percent this year, according to the ministry.",
    "In Munich 4,000 people came together.",
    "The opposition calls for new elections.",
)


def spans(source: str, target: str, language: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [(link.source, link.target) for link in aligned(source, target, language)]


def aligned(source: str, target: str, language: str) -> tuple[Link, ...]:
    return align(source_document(Document(source), language), Document(target), language).links


def test_one_sentence_for_each() -> None:
    assert spans(SOURCE, " ".join(TARGET), "de") == [((i, i + 1), (i, i + 1)) for i in range(5)]


def test_two_sentences_became_one_and_one_became_two() -> None:
    joined = f"{TARGET[0][:-1]}, but the president rejected them. {' '.join(TARGET[2:])}"
    assert ((0, 2), (0, 1)) in spans(SOURCE, joined, "de")
    parted = " ".join(
        (
            *TARGET[:2],
            "The economy is growing, the ministry says.",
            "Growth this year is put at 3.5 percent.",
            *TARGET[3:],
        )
    )
    assert ((2, 3), (2, 4)) in spans(SOURCE, parted, "de")


def test_a_sentence_left_out_and_one_made_up() -> None:
    assert ((2, 3), (2, 2)) in spans(SOURCE, " ".join(TARGET[:2] + TARGET[3:]), "de")
    more = " ".join((*TARGET[:3], "Football fans celebrated in the streets all night long.", *TARGET[3:]))
    assert ((3, 3), (3, 4)) in spans(SOURCE, more, "de")


def test_chinese_japanese_and_russian_by_words_numbers_and_names() -> None:
    chinese = "中国经济增长3.5%。美国总统周三访问北京。会议持续了两天。"
    english = (
        "China's economy grew by 3.5 percent. The US president visited Beijing on Wednesday. "
        "The meeting lasted two days."
    )
    assert spans(chinese, english, "zh") == [((i, i + 1), (i, i + 1)) for i in range(3)]
    japanese = "2021年にトランプ氏が来日した。損害は2億円だった。彼は「行こう。」と言った。"
    english = "Trump came to Japan in 2021. The damage was 200 million yen. He said, “Let us go.”"
    assert spans(japanese, english, "ja") == [((i, i + 1), (i, i + 1)) for i in range(3)]


def test_confidence_is_a_probability_and_says_where_it_is_unsure() -> None:
    links = aligned(SOURCE, " ".join(TARGET), "de")
    assert all(0 <= link.confidence <= 1 for link in links)
    assert min(link.confidence for link in links) > 0.8


def test_evidence_tells_a_translation_from_another_article() -> None:
    source = source_document(Document(SOURCE), "de")
    right = align(source, Document(" ".join(TARGET)), "de")
    other = (
        "A comet will pass the Earth next month. Astronomers have watched it since the spring. "
        "Amateurs need good binoculars."
    )
    wrong = align(source, Document(other), "de")
    assert right.evidence > 0.1 > 0.02 > wrong.evidence


def test_by_number() -> None:
    assert one_to_one(2, 3) == (
        Link((0, 1), (0, 1), 1.0),
        Link((1, 2), (1, 2), 1.0),
        Link((2, 2), (2, 3), 1.0),
    )


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Das ist 1 Satz.", "Er kam 2021 nach Berlin.", "Nein!", "Der Präsident sprach."]),
        max_size=9,
    ),
    st.lists(
        st.sampled_from(["This is 1 sentence.", "He came to Berlin in 2021.", "No!", "The president spoke."]),
        max_size=9,
    ),
)
def test_every_sentence_is_in_one_link_and_links_do_not_cross(source: list[str], target: list[str]) -> None:
    one, two = source_document(Document("\n\n".join(source)), "de"), Document("\n\n".join(target))
    links = align(one, two, "de").links
    assert [i for link in links for i in range(*link.source)] == list(range(len(one.sentences)))
    assert [j for link in links for j in range(*link.target)] == list(range(len(two.sentences)))
    assert links == align(one, two, "de").links
