"""Is it English? Thirty languages, and the English that is hard to tell. The sentences are our own or out
of copyright.
"""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from mtcheck.readers.html import html_document
from mtcheck.rules.showstoppers.mt002_not_english import check as not_english
from mtcheck.rules.showstoppers.mt006_broken_entity import check as broken_entity
from mtcheck.text.document import Document
from mtcheck.text.language import judge, script_of

OTHERS = {
    "de": (
        "Die Stadt hat am Montag beschlossen, die alte Brücke nicht abzureißen. Sie wird bis zum "
        "Herbst erneuert."
    ),
    "fr": (
        "La ville a décidé lundi de ne pas démolir le vieux pont. Il sera rénové avant la fin de l'automne."
    ),
    "es": (
        "La ciudad decidió el lunes no derribar el viejo puente. Será renovado antes de que termine el otoño."
    ),
    "it": (
        "La città ha deciso lunedì di non demolire il vecchio ponte. Sarà rinnovato prima della fine "
        "dell'autunno."
    ),
    "pt": (
        "A cidade decidiu na segunda-feira não demolir a ponte velha. Ela será renovada até o fim do outono."
    ),
    "nl": (
        "De stad heeft maandag besloten de oude brug niet af te breken. Ze wordt voor het einde van de "
        "herfst vernieuwd."
    ),
    "cs": (
        "Město se v pondělí rozhodlo, že starý most nezbourá. Do konce podzimu bude opraven, jak řekl "
        "starosta."
    ),
    "sk": (
        "Mesto sa v pondelok rozhodlo, že starý most nezbúra. Do konca jesene bude opravený, ako "
        "povedal primátor."
    ),
    "pl": (
        "Miasto zdecydowało w poniedziałek, że nie zburzy starego mostu. Do końca jesieni zostanie on "
        "odnowiony."
    ),
    "ro": "Orașul a decis luni să nu dărâme podul vechi. Acesta va fi renovat până la sfârșitul toamnei.",
    "hu": "A város hétfőn úgy döntött, hogy nem bontja le a régi hidat. Az ősz végéig fel is újítják.",
    "et": (
        "Linn otsustas esmaspäeval vana silda mitte lammutada. See on kavas sügise lõpuks korda teha "
        "ja avada."
    ),
    "fi": (
        "Kaupunki päätti maanantaina, että vanhaa siltaa ei pureta. Se on tarkoitus korjata, ja se "
        "avataan syksyllä."
    ),
    "sv": (
        "Staden beslutade i måndags att inte riva den gamla bron. Den ska vara renoverad före slutet "
        "av hösten."
    ),
    "da": "Byen besluttede i mandags ikke at rive den gamle bro ned. Den bliver sat i stand, og det er godt.",
    "is": (
        "Borgin ákvað á mánudag að rífa ekki gömlu brúna. Hún verður gerð upp fyrir lok haustsins og "
        "það er gott."
    ),
    "tr": (
        "Şehir pazartesi günü eski köprüyü yıkmama kararı aldı. Köprü sonbaharın sonuna kadar "
        "yenilenecek ve daha sonra açılacak."
    ),
    "hr": (
        "Grad je u ponedjeljak odlučio da neće srušiti stari most. Bit će obnovljen do kraja jeseni, a "
        "to je dobro."
    ),
    "lt": (
        "Miestas pirmadienį nusprendė, kad senojo tilto negriaus. Jis bus atnaujintas iki rudens "
        "pabaigos, ir tai yra gerai."
    ),
    "id": (
        "Kota itu memutuskan pada hari Senin untuk tidak merobohkan jembatan tua. Jembatan itu akan "
        "diperbaiki dengan baik."
    ),
    "vi": (
        "Thành phố đã quyết định không phá cây cầu cũ. Cây cầu sẽ được sửa và mở lại cho người dân "
        "trong mùa thu này."
    ),
    "sw": (
        "Mji uliamua siku ya Jumatatu kutobomoa daraja la zamani. Daraja hilo litakarabatiwa kabla ya "
        "mwisho wa msimu huu na ni habari njema."
    ),
    "la": (
        "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani, tertiam "
        "qui ipsorum lingua Celtae appellantur."
    ),
    "ru": "В понедельник город решил не сносить старый мост.",
    "uk": "У понеділок місто вирішило не зносити старий міст.",
    "el": "Η πόλη αποφάσισε τη Δευτέρα να μην γκρεμίσει την παλιά γέφυρα.",
    "ar": "قررت المدينة يوم الاثنين عدم هدم الجسر القديم.",
    "he": "העיר החליטה ביום שני לא להרוס את הגשר הישן.",
    "hi": "शहर ने सोमवार को पुराने पुल को न गिराने का फैसला किया।",
    "zh": "市政府星期一决定不拆除旧桥。",
    "ja": "市は月曜日、古い橋を取り壊さないことを決めた。",
    "ko": "시는 월요일에 오래된 다리를 철거하지 않기로 결정했다.",
    "th": "เมืองตัดสินใจไม่รื้อสะพานเก่าในวันจันทร์",
}

# Code points decide these without any word; the code of the language follows from the script alone.
NAMED_BY_SCRIPT = {"el", "he", "zh", "ja", "ko", "th"}

ENGLISH = {
    "article": (
        "The city decided on Monday not to pull down the old bridge. It will be repaired before the "
        "end of autumn."
    ),
    "headline of two words": "The Crab",
    "headline": "Old Bridge Saved, Mayor Says",
    "headline without function words": "City saves bridge, cuts taxes, hires nurses",
    "capitals": "CITY SAVES OLD BRIDGE: MAYOR CUTS TAXES AFTER LONG DEBATE",
    "tokenised": "the city ' s council decided not to pull down the bridge , which isn ' t new .",
    "lower case": "mayor smith told reporters in leeds that the bridge will stay . work starts in may .",
    "damaged": (
        "The Society has put for sale the parts and it admitted that not will be paid of no manner the "
        "workers of this manufacture."
    ),
    "badly damaged": (
        "Of they wash his hands the president bridge conversation it reached, and put it in mercy by "
        "of the invaders themselves not."
    ),
    "names": "Wolfgang Schäfer, Kateřina Nováková, João da Silva, Giulia Rossi, Zoltán Kovács, Søren Ødegård",
    "line-up": "Neuer; Lahm, Hummels, Boateng, Höwedes; Khedira, Schweinsteiger, Kroos; Müller, Klose, Özil",
    "scores": "Bayern 3, Dortmund 1. Juventus 2, Napoli 2. Porto 0, Benfica 1.",
    "foreign names": (
        "The Bundesverfassungsgericht in Karlsruhe ruled against the Süddeutsche Zeitung and Gruner + "
        "Jahr on Friday."
    ),
    "learned words": (
        "Transcription regulates chromatin accessibility, nucleosome occupancy, and polymerase recruitment."
    ),
    "shopping list": "Eggs, milk, flour, butter, sugar, vanilla, salt",
    "verse": (
        "Tyger Tyger, burning bright, In the forests of the night; What immortal hand or eye, Could "
        "frame thy fearful symmetry?"
    ),
    "one foreign sentence": (
        "The mayor spoke for an hour about the bridge and the money that it cost. Es war ein langer "
        "Tag für uns alle, sagte er. Then he went home with his wife and the two children, who had "
        "listened to every word that he said and had liked it."
    ),
    "quotation": (
        "The words “Liberté, égalité, fraternité” stand above the door of every town hall in the country."
    ),
    "no words": "123 456 !!!",
    "empty": "",
}

NEITHER = {
    "letters": "qwrt zxplk mnbv drtgh plokm. jhgf wertz uiopl kjhg mnbvc yxdf, tzui oplk qasd wert zuio.",
    "scrambled letters": (
        "hTe ytic dcdeidde no yadnoM nto ot llpu wdon hte dlo egdirb; ti llwi eb derriape roefeb hte "
        "dne fo mutaun yb erksrow."
    ),
    "code": (
        'for (i = 0; i < n; i++) { if (a[i] == b) { return f(a[i], "x"); } } else { x = y[j] * {k: v}; '
        "} // done"
    ),
}


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_not_english(language: str) -> None:
    verdict = judge(Document(OTHERS[language]))
    assert not verdict.english
    if language in NAMED_BY_SCRIPT or (
        OTHERS[language][0] < "\u0250" and language not in ("da", "sk", "hr", "la")
    ):
        assert verdict.language == language


@pytest.mark.parametrize("kind", ENGLISH)
def test_english_is_english(kind: str) -> None:
    assert judge(Document(ENGLISH[kind])).english


@pytest.mark.parametrize("kind", NEITHER)
def test_what_is_no_language(kind: str) -> None:
    verdict = judge(Document(NEITHER[kind]))
    assert not verdict.english


def test_words_in_random_order_are_not_english() -> None:
    words = (ENGLISH["article"] + " " + ENGLISH["one foreign sentence"]).split() * 4
    random.Random(1).shuffle(words)
    text = " ".join(
        [
            "The report of the council",
            "on the state of the bridge",
            "was read by the members of the house and of the court",
        ]
        * 8
    )
    shuffled = text.split()
    random.Random(2).shuffle(shuffled)
    assert judge(Document(text)).english
    assert judge(Document(" ".join(shuffled))).what == "words in random order"


def test_a_large_foreign_part_is_reported_a_small_one_is_not() -> None:
    english, german = ENGLISH["article"] + " ", OTHERS["de"] + " "
    assert judge(Document(english * 9 + german)).english
    assert judge(Document(english + german)).language == "de"
    finding = next(iter(not_english.check(Document(english + german))))
    assert finding.start == 0
    assert 0 < finding.end <= 80
    assert "German" in finding.message


def test_script_names() -> None:
    assert [script_of(letter) for letter in "aЖ语한βé"] == [
        "LATIN",
        "CYRILLIC",
        "CJK",
        "HANGUL",
        "GREEK",
        "LATIN",
    ]


def test_entities_are_markup_in_html() -> None:
    text = "He said &quot;yes&quot; to Marks &amp; Spencer."
    assert len(list(broken_entity.check(Document(text)))) == 3
    assert not list(broken_entity.check(html_document(text)))
    assert [f.text for f in broken_entity.check(html_document("It &amp;quot;was&amp;quot; so."))] == [
        "&amp;quot;"
    ] * 2
    assert [f.text for f in broken_entity.check(html_document("China & apos ; s trade."))] == [" & apos ; "]


def test_plain_english_needs_neither_numpy_nor_the_language_identifier() -> None:
    code = (
        "import sys; from mtcheck.text.document import Document; from mtcheck.text.language import judge;"
        "from mtcheck.text.passages import passages;"
        f"d = Document({ENGLISH['article']!r}); assert judge(d).english; passages(d);"
        "assert not {'numpy', 'py3langid'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
