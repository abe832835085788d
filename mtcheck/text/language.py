"""Is this text English, and which stretches of it are not?

Function words decide nearly always: a third to a half of the words of running English, hardly any of another
language. Only where they leave doubt (headlines, lists, unknown languages) are spelling, vocabulary and the
language identifier py3langid asked, which is the only one that needs numpy. Foreign stretches inside English
text are found word by word, by the lists and the spelling classifier of `mtcheck.lexicon.foreign`, and by the
function words of some thirty languages.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from mtcheck.lexicon import foreign
from mtcheck.text.document import Document, Sentence, Word

#: English function words (closed classes), the contracted and tokenised forms included.
ENGLISH = frozenset(
    """
    the a an of to in and or but for on at by with from as that this these those it its is are was were be been being
    has have had do does did not no he she they we you i his her their our your my me him them us who which what when
    where how why will would can could may might must should shall if than then there here so such about after before
    between into over under against during through because while although though also only more most some any all both
    each other another one out up down off again very too just even still yet now never ever nor neither either own
    same since until upon without within it's don't didn't isn't wasn't can't won't i'm he's she's we're they're
    that's there's doesn't couldn't wouldn't s t n't re ve ll
    """.split()
)

# Those that are words of other languages, too: they prove nothing where nothing else is English.
_SHARED = frozenset(
    "a i at is in no me so as an on do has her over of was we he had more for by all his men s t".split()
)

#: Function words of other languages by ISO 639-1 code, from grammars; those that are English words too are
#: left out.
_FUNCTION_WORDS = {
    "de": """
        der das und von den dem des ein eine einen einem einer ist sind nicht mit auf für im zu zum zur sich auch bei
        nach aus wie dass daß wird werden wurde haben wir ich sie ihr sein seine durch über noch nur oder aber kann
        vor ob es hatte die hat am war man vom bis hier mehr alle diese dieser dieses keine muss soll wenn dann sehr
        schon gegen unter waren worden
        """,
    "fr": """
        le la les des du un une et est sont dans que qui pour pas par sur au aux avec ce cette ces il elle nous vous
        ils elles mais ou où plus être été avoir ont ne se sa ses leur leurs comme à c'est n'est d'un d'une qu'il
        selon très aussi entre
        """,
    "es": """
        el la los las de del un una y es son en que por para con no se su sus al lo como más pero este esta estos ha
        han fue está están entre cuando muy sobre también hasta desde sin porque le les nos ser era había según donde
        """,
    "it": """
        il lo gli di del della dei delle degli un una e è sono che per con non si nel nella su da dal dalla al alla
        come più ma anche questo questa ha hanno essere stato loro tra fra sul sulla ai alle perché quando ci
        """,
    "pt": """
        o os as de do da dos das um uma e é são em no na nos nas que por para com não se seu sua ao à mais mas como
        foi está também pelo pela entre quando muito sobre até já ser tem têm eles isso
        """,
    "nl": """
        de het een van en dat die zijn niet met op voor aan er ook als bij maar naar om uit nog wel dan wordt worden
        heeft hebben ze hij zij ik je door tot werd deze dit over geen kan te
        """,
    "cs": """
        se na je že v s z o do pro za od po ve ke i jako jsou byl byla bylo byli by který která které ale nebo podle
        aby jeho jejich také však už není jen ze před při když tak co to jsme
        """,
    "sk": """
        sa na je že v s z o do pre za od po vo ako sú bol bola bolo boli by ktorý ktorá ktoré ale alebo podľa aby jeho
        ich tiež však už nie len zo pred pri keď tak čo to sme
        """,
    "pl": """
        się na jest że w z o do dla za od po jak są był była było byli przez który która które ale lub oraz aby jego
        ich także już nie tylko przed przy gdy tak co to nad ma został
        """,
    "ro": """
        de la și în cu pe din nu este sunt un o că să se care pentru mai ale al au fost prin după sau dar lui ei acest
        această ca a fi între
        """,
    "hu": """
        az és hogy nem is egy volt van de meg csak már ez azt mint vagy még ki mert lesz el azonban szerint után pedig
        lehet voltak minden
        """,
    "et": """ja on ei et see oli ka kui aga mis kes selle oma ning või seda nii kuid ole tema nad pole siis juba kas""",
    "fi": """
        ja on ei että se oli myös kun mutta joka hän ovat ole tai kuin sen niin jos mitä jotka hänen mukaan olla vain
        sekä
        """,
    "sv": """
        och att det som en är på av för med den till inte har de om ett var jag han men sig från vi så kan nu eller
        när vid skulle efter mycket hon
        """,
    "da": """
        og at det som en er på af for med den til ikke har de om et var jeg han men sig fra vi så kan nu eller når ved
        skulle efter meget hun blev
        """,
    "no": """
        og å det som en er på av for med den til ikke har de om et var jeg han men seg fra vi så kan nå eller når ved
        skulle etter mye hun ble
        """,
    "is": """og að í á sem er til við það um með var ekki en af fyrir hann hún þeir þau frá eru hefur verið þess""",
    "tr": """ve bir bu için ile da de ne olarak olan daha çok gibi kadar sonra ama ancak değil var en o her ki mi""",
    "hr": """je i u na se da za su od s o sa kao koji koja koje bio bila ali ili što ne će iz nije biti po te""",
    "sl": """je in na se da za so od pri kot ki bil bila ali tudi pa ne bo iz ni po ter v z s""",
    "lt": """ir yra kad į su iš tai bet kaip buvo ar dėl ne apie po nuo už jo jų taip pat""",
    "lv": """un ir ka ar no uz par tas bet kā bija vai arī ne lai pēc tā to viņš""",
    "sq": """të e në dhe një për me që është nga u si nuk ka më se kanë ishte por""",
    "ca": """el la els les de del i un una en que per amb no es al com més però són aquest aquesta ha seva dels""",
    "id": """yang dan di ini itu dengan untuk tidak dari dalam akan pada juga ke karena ada oleh saya mereka telah bisa""",
    "vi": """và của là có trong không cho được với các một những người này đã để từ khi""",
    "sw": """ya wa na kwa ni za katika la kuwa hiyo cha hii huo yake lakini kama""",
    "ha": """da ya ta na cikin wannan ga kuma su ba ne ce an sun yi wani daga domin don shi""",
    "tl": """ang ng sa na mga ay at ito para hindi ni si kay siya may""",
    "la": """et in est non ad cum sed quod qui ut ex de ab quae sunt esse enim nec atque""",
    "eo": """la kaj de en estas al por ne kun mi li ĝi kiu sed pri tio ke""",
    "cy": """y yr a i o yn ar mae ei yw wedi am gan oedd fel hefyd""",
    "ga": """an agus na ar le is do bhí atá ag go tá mar sé sí""",
}  # fmt: skip

#: The English names of languages, for messages.
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish",
    "de": "German", "el": "Greek", "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa":
    "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician", "ha": "Hausa", "he": "Hebrew", "hi":
    "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja":
    "Japanese", "ko": "Korean", "la": "Latin", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nb": "Norwegian",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk":
    "Slovak", "sl": "Slovene", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "th": "Thai",
    "tl": "Filipino", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip

# Scripts whose name says the language; the others are named as scripts.
_LANGUAGE_OF_SCRIPT = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "HEBREW": "he", "THAI": "th", "GREEK": "el", "CJK": "zh", "BENGALI": "bn",
}  # fmt: skip

#: Words that join a foreign stretch but make none: in English text they are parts of names and fixed phrases.
_PARTICLES = frozenset(
    """de la le les des du der van von den das dos da do di del della dello degli delle el los las lo y e et en zu zum zur ter ten
    al bin ibn san sur sous l d au aux ad il un una une o os as em na per pro sans con sine der die ein eine mi tu se si je
    """.split()
)

#: Words of a stretch from which on it is a passage and no longer a word or two.
LONG_PASSAGE = 5

_CODE = frozenset("{}[]<>=_;\\|#()`$~^+")
# Stems of international nonproprietary names (WHO), whose spelling is nobody's.
_DRUGS = (
    "avir",
    "civir",
    "sivir",
    "ovir",
    "mab",
    "tinib",
    "statin",
    "cillin",
    "mycin",
    "azole",
    "gliptin",
    "sartan",
)
_QUOTES = "\"'“”‘’«»„‟‹›‚`"
_OPENING = "“‘«„‹‚"
_TAG_BEFORE = re.compile(r"<(?:i|em|cite|q)\b[^>]*>\s*$", re.IGNORECASE)


class Verdict(NamedTuple):
    """What a text is. `language`: ISO 639-1 code of the (main) other language, None where unknown. `what`:
    for messages.
    """

    english: bool
    what: str = "English"
    language: str | None = None


class Passage(NamedTuple):
    """A stretch of Latin-script words of another language. `words` of it, `strong` of these by themselves;
    code or None.
    """

    start: int
    end: int
    words: int
    strong: int
    language: str | None
    quoted: bool
    confidence: float


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    languages: dict[str, list[str]] = {}
    for language, words in _FUNCTION_WORDS.items():
        for word in set(words.split()):
            if word not in ENGLISH:
                languages.setdefault(word, []).append(language)
    return {word: tuple(found) for word, found in languages.items()}


@cache
def _common_english() -> frozenset[str]:
    return ENGLISH | foreign.known_english()


def script_of(character: str) -> str:
    """The first word of a letter's Unicode name, which is its script for all scripts that matter here
    (CJK, CYRILLIC …).
    """
    return unicodedata.name(character, "UNKNOWN").split(" ")[0].split("-")[0]


def function_word_hits(words: Iterable[str]) -> Counter[str]:
    """How many of the words (lower case) are function words of which language, English (`en`) too; what
    several share counts for each.
    """
    hits: Counter[str] = Counter()
    functions = _function_words()
    for word in words:
        hits.update(functions.get(word, ()))
        if word in ENGLISH and word not in _SHARED:
            hits["en"] += 1
    return hits


def english_share(words: Sequence[Word]) -> float:
    """Share of English function words, 0..1."""
    return sum([word.lower in ENGLISH for word in words]) / len(words) if words else 0.0


def sentence_language(words: Sequence[Word]) -> str | None:
    """`en`, or the code of the language whose function words prevail; None where nothing shows."""
    words = [word for word in words if not word.is_number]
    english = sum([word.lower in ENGLISH for word in words])
    alone = english - sum([word.lower in _SHARED for word in words])
    if words and english >= 0.3 * len(words) and alone:
        return "en"
    hits: Counter[str] = Counter()
    marked = 0
    functions = _function_words()
    for word in words:
        found = functions.get(word.lower)
        if found:
            marked += 1
            hits.update(found)
    if hits:
        (language, most), *_ = hits.most_common(1)
        if most >= 2 and most >= 0.15 * len(words) and most > 1.5 * alone:
            plain = [word.lower for word in words if word.text.islower() and word.lower not in functions]
            common = _common_english()
            strange = sum([word not in common for word in plain])
            if len(plain) + marked >= 4 and strange >= 0.5 * len(plain):
                return language
    return "en" if english else None


def judge(document: Document) -> Verdict:
    """Is the text, as a whole, English prose? Empty text is (there is nothing to say about it)."""
    prose = document.prose
    verdict = _judge_script(prose)
    if verdict is not None:
        return verdict
    words = [word for word in document.words if not word.is_number]
    if not words:
        return Verdict(True)
    if _looks_like_code(prose, words):
        return Verdict(False, "program code or data")
    share = english_share(words)
    parts: Counter[str] = Counter()
    # With two fifths of another language the share of English function words is 0.27 at most.
    for sentence in document.sentences if share < 0.33 else ():
        language = sentence_language(sentence.words)
        if language is not None and language != "en":
            parts[language] += len(sentence.words)
    if parts and sum(parts.values()) >= 0.4 * len(words):
        language = parts.most_common(1)[0][0]
        return Verdict(False, NAMES[language], language)
    proof = sum([word.lower in ENGLISH and word.lower not in _SHARED for word in words])
    if (share >= 0.12 and proof >= 0.04 * len(words)) or len(words) < 4:
        if _is_shuffled(document.words):
            return Verdict(False, "words in random order")
        return Verdict(True)
    return _judge_doubtful(prose, words)


def _judge_script(prose: str) -> Verdict | None:
    if prose.isascii():
        return None
    latin, others = 0, Counter[str]()
    for character, count in Counter(prose).items():
        if character.isalpha():
            if character < "\u0250" or script_of(character) in (
                "LATIN",
                "FULLWIDTH",
                "MODIFIER",
                "MATHEMATICAL",
            ):
                latin += count
            else:
                others[script_of(character)] += count
    total = sum(others.values())
    # A Chinese character stands for some two and a half Latin letters.
    dense = sum(others[script] for script in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))
    if total == 0 or (total + 1.5 * dense) < 0.4 * (latin + total + 1.5 * dense):
        return None
    if others["HIRAGANA"] + others["KATAKANA"] > 0.1 * total:
        return Verdict(False, "Japanese", "ja")
    script = others.most_common(1)[0][0]
    language = _LANGUAGE_OF_SCRIPT.get(script)
    return Verdict(False, NAMES[language] if language else f"text in {script.capitalize()} script", language)


def _looks_like_code(prose: str, words: Sequence[Word]) -> bool:
    marks = sum([prose.count(mark) for mark in _CODE])
    return marks > 12 and marks > 0.08 * (sum([word.end - word.start for word in words]) + marks)


def _judge_doubtful(prose: str, words: Sequence[Word]) -> Verdict:
    """Hardly any English function words: a headline, a list, another language, or no language at all."""
    all_upper = all(word.text.isupper() for word in words)
    plain = [word.lower for word in words if all_upper or word.text.islower()]
    if len(plain) < 3:
        return Verdict(True)  # names: nothing to tell
    known = sum([_is_known(word) for word in plain]) / len(plain)
    functions = _function_words()
    hits = Counter(language for word in words for language in functions.get(word.lower, ()))
    if known >= 0.5:
        return Verdict(True)
    if hits:
        language, most = hits.most_common(1)[0]
        if most >= 2 and most >= 0.1 * len(words):
            return Verdict(False, NAMES[language], language)
    strange = sum([foreign.foreignness(word) > 0 for word in plain]) / len(plain)
    if known < 0.34 and strange >= 0.5:
        guess = _identify(prose)
        if guess == "en":
            return Verdict(len(plain) < 8 or known > 0.2, "no language known to mtcheck")
        return Verdict(False, NAMES.get(guess, "another language"), guess)
    if known < 0.2 and len(plain) >= 8:
        return Verdict(False, "no language known to mtcheck")
    return Verdict(True)


def _is_known(word: str) -> bool:
    from mtcheck.lexicon import morphology  # large data, needed only in doubt

    return word in ENGLISH or word in foreign.known_english() or bool(morphology.tags(word))


def _identify(prose: str) -> str:
    from py3langid import langid  # imports numpy: only in doubt

    return str(langid.classify(prose[:5000])[0])


# After these a function word of the second set cannot come in grammatical English.
_FIRST = frozenset("the an of with from by into at their its his my your our".split())
_SECOND = frozenset("of and or but is are was were has have had would could will for with from by to".split())


def _is_shuffled(words: Sequence[Word]) -> bool:
    """The words of a text in random order: function words meet that cannot meet.

    Pairs such as “the of”, “his was”, “of and”: at most 1 in 23 of such openings in a clean news article, 1
    in 12 in the worst machine translation of docs_pairs, 1 in 4 to 1 in 6 in shuffled text.
    """
    if len(words) < 60:
        return False
    opened = met = 0
    for first, second in itertools.pairwise(words):
        if first.lower in _FIRST:
            opened += 1
            met += second.lower in _SECOND
    return met >= 5 and met > 0.125 * opened


@lru_cache(maxsize=4)
def passages(document: Document) -> tuple[Passage, ...]:
    """The stretches of other languages in Latin script, in order; quotations are marked as such."""
    names_are_lower = _is_lower_case(document)
    return tuple(
        passage
        for sentence in document.sentences
        for passage in _passages_of(document, sentence, names_are_lower)
    )


def _is_lower_case(document: Document) -> bool:
    """True for text without capitals, in which names cannot be told from words."""
    sentences = [sentence for sentence in document.sentences if sentence.words]
    return sum([sentence.words[0].is_capitalised for sentence in sentences]) < 0.3 * len(sentences)


def _passages_of(document: Document, sentence: Sentence, names_are_lower: bool) -> Iterator[Passage]:
    english = foreign.known_english()
    words = sentence.words
    suspects = [
        index
        for index, word in enumerate(words)
        if word.lower not in english and word.lower not in ENGLISH and word.text.islower()
    ]
    if not suspects:
        return
    levels = {index: _level(words[index].lower, names_are_lower) for index in suspects}
    if not any(level >= 2 for level in levels.values()):
        return
    if len(words) >= 5 and (language := sentence_language(words)) not in ("en", None):
        strong = [index for index, level in levels.items() if level >= 2]
        first, last = _without_english_ends(words, language)
        quoted = _is_quoted(document, sentence, first)
        yield Passage(
            words[first].start, words[last].end, last - first + 1, max(len(strong), 3), language, quoted, 0.95
        )
        return
    index = 0
    while index < len(words):
        if levels.get(index, 0) == 0 and words[index].lower not in _PARTICLES:
            index += 1
            continue
        first = last = index
        while True:
            step = _next_foreign(document, words, levels, last)
            if step is None:
                break
            last = step
        index = last + 1
        # Particles at the edges belong to names as often as not.
        while first < last and levels.get(first, 0) == 0:
            first += 1
        while last > first and levels.get(last, 0) == 0:
            last -= 1
        strong_levels = [levels.get(i, 0) for i in range(first, last + 1) if levels.get(i, 0) >= 2]
        if strong_levels and not _is_name_or_quotation(document, words, first, last):
            languages = Counter(
                found
                for i in range(first, last + 1)
                if (found := foreign.language_of(words[i].lower)) is not None
            )
            yield Passage(
                words[first].start,
                words[last].end,
                last - first + 1,
                len(strong_levels),
                languages.most_common(1)[0][0] if languages else None,
                last - first >= 3 and _is_quoted(document, sentence, first),
                0.95 if max(strong_levels) > 2 or len(strong_levels) > 1 else 0.85,
            )


def _without_english_ends(words: Sequence[Word], language: str | None) -> tuple[int, int]:
    """First and last word of a foreign sentence that is framed by English (“He said: …”)."""
    functions, common = _function_words(), _common_english()
    first, last = 0, len(words) - 1
    while (
        first < last
        and words[first].lower in common
        and language not in functions.get(words[first].lower, ())
    ):
        first += 1
    while (
        last > first and words[last].lower in common and language not in functions.get(words[last].lower, ())
    ):
        last -= 1
    return first, last


def _level(word: str, names_are_lower: bool) -> int:
    """0 English, 1 foreign beside a foreign word, 2 foreign, 3 surely foreign."""
    listed = foreign.language_of(word)
    if foreign.is_loan(word) or word in _PARTICLES:
        return 1 if listed or word in _PARTICLES else 0
    if listed:
        return 2 if len(word) > 2 else 1
    if word.endswith(_DRUGS):
        return 0
    score = foreign.foreignness(word)
    if score > foreign.THRESHOLD and not names_are_lower:
        return 3 if score > 2 * foreign.THRESHOLD else 2
    return 1 if score > foreign.BESIDE else 0


def _next_foreign(document: Document, words: Sequence[Word], levels: dict[int, int], last: int) -> int | None:
    """The index of the word that goes on with a foreign stretch, over one capitalised word or number at
    most.
    """
    for step in (1, 2):
        index = last + step
        if index >= len(words) or not _is_gap(document.prose[words[index - 1].end : words[index].start]):
            return None
        word = words[index]
        if levels.get(index, 0) or (word.lower in _PARTICLES and word.text.islower()):
            return index
        if not (word.is_capitalised and word.lower not in ENGLISH) and not word.is_number:
            return None
    return None


def _is_gap(between: str) -> bool:
    return between in (" ", "-", "'", "’", ", ") or between.isspace()


def _is_name_or_quotation(document: Document, words: Sequence[Word], first: int, last: int) -> bool:
    """Part of a name (capitalised neighbour), a handle, a file name, or set off by quotes, brackets or
    italics.
    """
    text, start, end = document.text, words[first].start, words[last].end
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before and before in "@#/_*=+~.") or (after and after in "@/_*=+~"):
        return True
    if after == "." and text[end + 1 : end + 2].isalnum():
        return True
    if before and before in _QUOTES and text[end : end + 2].lstrip(".,")[:1] in tuple(_QUOTES):
        return True
    if before and before in "([" and after and after in ")]":
        return True
    if before == ">" and _TAG_BEFORE.search(text, max(0, start - 60), start):
        return True
    if last - first >= 3:
        return False
    return _is_name(words, first - 1) or _is_name(words, last + 1)


def _is_name(words: Sequence[Word], index: int) -> bool:
    if not 0 <= index < len(words) or not words[index].is_capitalised:
        return False
    return words[index].lower not in ENGLISH and (
        index > 0 or words[index].lower not in foreign.known_english()
    )


def _is_quoted(document: Document, sentence: Sentence, first: int) -> bool:
    """True if the words from `first` on stand inside a quotation."""
    text = document.text
    paragraph = document.paragraphs[sentence.paragraph]
    before = text[paragraph.start : sentence.words[first].start]
    if before.count('"') % 2 or (before.rstrip()[-1:] and before.rstrip()[-1:] in _OPENING):
        return True
    return (
        before.count("“") > before.count("”")
        or before.count("«") > before.count("»")
        or before.count("„") > before.count("“")
    )
