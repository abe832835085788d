"""Words that were read in the wrong encoding, once or more often, and clean text that looks so."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.rules.showstoppers.misreadings import misreadings
from mtcheck.rules.showstoppers.mt005_mojibake import check
from mtcheck.text.document import Document

WORDS = "Pokémon café naïve Niño São Müller’s “quoted” it’s £5 €10 30°C Dvořák Kraków Éric Zoë résumé déjà vu"
CLEAN = """
A MÃE disse NÃO À IRMÃ: “AMANHÃ…”, e o LEÃO “VIU A IRMÃ”.
L’ÂME, L’ÎLE ET LE CAFÉ® – « ÇA VA », « DÉJÀ VU »… ÂGE, PÂTES, CAFÉ™.
ROMÂNIA ŢARĂ CĂŞTIGĂ și ÎNCĂ „ROMÂNIA” ÎN ŞCOALĂ’.
Nguyễn Văn Ấn, Đặng Thị Âu, TRẦN HƯNG ĐẠO, ĂN CƠM Ở ĐÂY.
NÓŻ, STÓŁ, ŁÓDŹ, „ŹDŹBŁO”, ŻÓŁĆ; ČŠFR, ŘEDITELŮ, PŘÍŠTĚ.
İSTANBUL’DA GÜNEŞ, ÖĞÜŞ, ÎŞ; GÖTEBORG®, ÅÄÖ, ÆØÅ, Ørsted™, 5 Å.
Η Ελλάδα… η “αυτή”, Γ’ Εθνική, «ΑΘΗΝΑ». И сказал: «РОССИЯ»… “и…” Ёлка.
東京の会議。중국어 العربية עברית हिन्दी 👩‍👩‍👧 🇺🇦
""".strip()


@pytest.mark.parametrize("layers", [1, 2, 3])
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman", "cp1254"])
def test_text_is_repaired_however_often_it_was_misread(encoding: str, layers: int) -> None:
    for word in WORDS.split():
        damaged = _misread(word, encoding, layers)
        assert damaged is not None
        assert _repaired(f"a {damaged} b") == f"a {word} b"


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1250", "Pokémon café naïve Niño Müller’s “quoted” it’s £5 Dvořák Kraków Zoë être"),
        ("cp1251", "Pokémon café naïve Niño São Müller’s “quoted” it’s £5 30°C"),
        ("cp437", "café naïve Niño Müller’s “quoted” it’s £5"),
        ("iso8859-2", "Pokémon café Müller’s “quoted” it’s"),
        ("cp1257", "Pokémon café naïve São Müller’s it’s £5"),
    ],
)
def test_other_encodings_are_known(encoding: str, words: str) -> None:
    for word in words.split():
        assert _repaired(f"the {word.encode().decode(encoding)} here") == f"the {word} here"


def test_what_is_missing_is_read_sloppily() -> None:
    assert _repaired("He said â€œno more talksâ€\x9d and left.") == "He said “no more talks” and left."
    assert _repaired("voilÃ , dÃ©jÃ vu and Ã la carte") == "voilà , déjà vu and à la carte"


def test_clean_text_in_any_language_is_left_alone() -> None:
    assert not list(misreadings(CLEAN))
    for line in CLEAN.split():
        assert not list(misreadings(line)), line


@given(st.text(st.characters(categories=["Lu", "Ll", "Po", "Pf", "Pi", "Zs"], max_codepoint=0x24F)))
def test_ranges_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for misreading in misreadings(text):
        assert end <= misreading.start < misreading.end <= len(text)
        end = misreading.end if misreading.end > end else end


def test_a_finding_marks_the_whole_word_and_offers_it_repaired() -> None:
    for word in ("PokÃƒÂ©mon", "MÃ¼llerâ€™s", "ÃƒÆ’Ã‚â€°ric", "NiÃ±os"):
        (match,) = check.matches(Document(f"It was a {word} then."))
        assert (match.start, match.end) == (9, 9 + len(word))
        assert match.replace_with == {"P": "Pokémon", "M": "Müller’s", "Ã": "Éric", "N": "Niños"}[word[0]]


def test_a_repair_is_loaded_on_suspicion_only() -> None:
    script = f"""if True:
        import sys
        from mtcheck.rules.showstoppers.misreadings import misreadings
        assert not list(misreadings({CLEAN!r} + {WORDS!r}))
        assert "ftfy" not in sys.modules
        assert list(misreadings("cafÃ©"))
        assert "ftfy" in sys.modules"""
    subprocess.run([sys.executable, "-c", script], check=True)


def _misread(text: str, encoding: str, layers: int) -> str | None:
    """The text after its bytes were read wrongly, bytes without a character as browsers read them."""
    for _ in range(layers):
        characters = []
        for byte in text.encode():
            try:
                characters.append(bytes([byte]).decode(encoding))
            except UnicodeDecodeError:
                characters.append(chr(byte))
        text = "".join(characters)
    return text


def _repaired(text: str) -> str:
    for misreading in reversed(list(misreadings(text))):
        text = text[: misreading.start] + misreading.meant + text[misreading.end :]
    return text
