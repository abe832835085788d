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

from mtcheck.lexicon import foreign, languages
from mtcheck.text.document import Document, Sentence, Word
from mtcheck.text.quotation_marks import MARKS, is_open_at_end

#: English function words (closed classes), the contracted and tokenised forms included.
ENGLISH = languages.language("en").function_words
# Those that are words of other languages, too: they prove nothing where nothing else is English.
_SHARED = languages.language("en").shared_words

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
    """Words of other languages, with the codes of the languages that have them."""
    found: dict[str, list[str]] = {}
    for code in languages.WITH_FUNCTION_WORDS:
        for word in languages.language(code).function_words - ENGLISH:
            found.setdefault(word, []).append(code)
    return {word: tuple(found[word]) for word in found}


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
        return Verdict(False, languages.language(language).name, language)
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
    return Verdict(
        False,
        languages.language(language).name if language else f"text in {script.capitalize()} script",
        language,
    )


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
            return Verdict(False, languages.language(language).name, language)
    strange = sum([foreign.foreignness(word) > 0 for word in plain]) / len(plain)
    if known < 0.34 and strange >= 0.5:
        guess = _identify(prose)
        if guess == "en":
            return Verdict(len(plain) < 8 or known > 0.2, "no language known to mtcheck")
        return Verdict(
            False, languages.language(guess).name if guess in languages.codes() else "another language", guess
        )
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
    if before and before in MARKS and text[end : end + 2].lstrip(".,")[:1] in tuple(MARKS):
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
    """Whether the words from `first` on stand inside a quotation."""
    paragraph = document.paragraphs[sentence.paragraph]
    return is_open_at_end(document.text[paragraph.start : sentence.words[first].start])
