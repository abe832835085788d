"""Which language a source is in."""

from __future__ import annotations

import pytest

from mtcheck.bilingual.source_language import detect
from mtcheck.lexicon.languages import name_of

SENTENCES = {
    "de": "Die Regierung hat am Mittwoch beschlossen, den Haushalt für das kommende Jahr zu kürzen.",
    "fr": "Le gouvernement a décidé mercredi de réduire le budget de l'année prochaine.",
    "es": "El Gobierno decidió el miércoles recortar el presupuesto del próximo año.",
    "it": "Il governo ha deciso mercoledì di ridurre il bilancio per il prossimo anno.",
    "pt": "O governo decidiu na quarta-feira cortar o orçamento do próximo ano.",
    "cs": "Vláda ve středu rozhodla, že rozpočet na příští rok bude nižší, než se čekalo.",
    "pl": "Rząd zdecydował w środę, że budżet na przyszły rok będzie niższy, niż oczekiwano.",
    "ru": "Правительство в среду приняло решение сократить бюджет на следующий год.",
    "uk": "Уряд у середу вирішив скоротити бюджет на наступний рік.",
    "zh": "政府周三决定削减明年的预算。",
    "ja": "政府は水曜日、来年の予算を削減することを決めた。",
    "ar": "قررت الحكومة يوم الأربعاء خفض ميزانية العام المقبل.",
    "fa": "دولت روز چهارشنبه تصمیم گرفت بودجه سال آینده را کاهش دهد.",
    "he": "הממשלה החליטה ביום רביעי לקצץ בתקציב השנה הבאה.",
    "ko": "정부는 수요일 내년 예산을 삭감하기로 결정했다.",
    "el": "Η κυβέρνηση αποφάσισε την Τετάρτη να μειώσει τον προϋπολογισμό.",
    "hi": "सरकार ने बुधवार को अगले साल का बजट घटाने का फैसला किया।",
    "en": "The government decided on Wednesday to cut the budget for the coming year.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert detect(SENTENCES[language]) == language


def test_names_in_latin_script_do_not_hide_the_script_of_the_text() -> None:
    assert detect("据The Wall Street Journal和CNN报道，苹果公司(Apple Inc.)周三发布了新产品。") == "zh"
    assert detect("Компания Apple выпустила iPhone 15 Pro Max и MacBook Air.") == "ru"


@pytest.mark.parametrize("text", ["", "   ", "12.05.2021", "???", "XY"])
def test_where_nothing_shows_it_is_undetermined(text: str) -> None:
    assert detect(text) == "und"


def test_languages_have_names_for_messages() -> None:
    assert name_of("de") == "German"
    assert name_of("he") == "Hebrew"
    assert name_of("und") == "an undetermined language"
    assert name_of("xx") == "“xx”"
