"""What we make of LanguageTool's rules: MQM category, severity, and which are on by default. The one table of
it.

LanguageTool has some 6,000 English rules. One is on by default only if it pays: on machine-translated text it
must fire clearly more often than on text by people. They were picked on 416,000 words of outputs of
rule-based and online systems (the lines that the benchmark takes with `--mined`), on the annotated
translations, on clean news and on 400,000 words of other news. The numbers beside each are findings on 94,000
words of clean news and 170,000 of other news (`human`), and on 466,000 words of WMT news translations and of
outputs that no rule was picked on (`machine`), as `python -m benchmarks.languagetool_rules --shared
../shared` prints them; 0, 0 is fewer than two findings in all of it. Together the rules raise 13 alarms on
the clean news (0.14 per 1,000 words), touch 400 of 15,717 damaged words in 10,000 outputs, most of them
untranslated words, and 20 of their 25 findings on the annotated translations touch a marked span. All other
rules can be asked for with `--extend-select`.

Left off although they hit: `ENGLISH_WORD_REPEAT_RULE` (9 alarms on the clean news; MT505 is there for doubled
words), `EN_UNPAIRED_QUOTES` (123 alarms), `CURRENCY_SPACE` (4 alarms, dollar amounts only), spellings of
single names.

Spelling (`MORFOLOGIK_RULE_EN_US`) is told apart by what the unknown word looks like, because most of what
LanguageTool does not know are names; see `variant`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mtcheck.findings.finding import ENGINE_PREFIXES, Category, Severity
from mtcheck.lexicon import foreign

PREFIX = ENGINE_PREFIXES["languagetool"]


class Kind(NamedTuple):
    """What a rule is to MQM."""

    category: Category
    severity: Severity


class Rule(NamedTuple):
    """A rule that is on by default. human, machine: findings, as above.

    confidence: share that an editor would accept, estimated from the examples that were read.
    """

    human: int
    machine: int
    confidence: float
    kind: Kind | None = None  # None: as its LanguageTool category says


class Classified(NamedTuple):
    """What becomes of a match."""

    rule: str
    category: Category
    severity: Severity
    default: bool
    confidence: float


_GRAMMAR = Kind(Category.GRAMMAR, Severity.MAJOR)
_WORD = Kind(Category.MISTRANSLATION, Severity.MAJOR)
_IDIOM = Kind(Category.UNIDIOMATIC, Severity.MINOR)
_SPELLING = Kind(Category.SPELLING, Severity.MINOR)
_PUNCTUATION = Kind(Category.PUNCTUATION, Severity.MINOR)
_STYLE = Kind(Category.AWKWARD, Severity.NEUTRAL)
_VARIETY = Kind(Category.INCONSISTENCY, Severity.NEUTRAL)
_UNTRANSLATED = Kind(Category.UNTRANSLATED, Severity.MAJOR)
_NUMBER = Kind(Category.NUMBER_FORMAT, Severity.MINOR)
_CURRENCY = Kind(Category.CURRENCY_FORMAT, Severity.MINOR)
_DATE = Kind(Category.DATE_FORMAT, Severity.MINOR)

#: LanguageTool's categories.
CATEGORIES: dict[str, Kind] = {
    "AMERICAN_ENGLISH_STYLE": _VARIETY,
    "BRITISH_ENGLISH": _VARIETY,
    "CASING": _SPELLING,
    "COLLOCATIONS": _IDIOM,
    "COMPOUNDING": _SPELLING,
    "CONFUSED_WORDS": _WORD,
    "FALSE_FRIENDS": _WORD,
    "GRAMMAR": _GRAMMAR,
    "MISC": _SPELLING,
    "MULTITOKEN_SPELLING": _SPELLING,
    "NONSTANDARD_PHRASES": _IDIOM,
    "PLAIN_ENGLISH": _STYLE,
    "PROPER_NOUNS": _SPELLING,
    "PUNCTUATION": _PUNCTUATION,
    "REDUNDANCY": _STYLE,
    "REPETITIONS": _STYLE,
    "REPETITIONS_STYLE": _STYLE,
    "SEMANTICS": Kind(Category.INCONSISTENCY, Severity.MAJOR),
    "STYLE": _STYLE,
    "TYPOGRAPHY": _PUNCTUATION,
    "TYPOS": _SPELLING,
}
#: LanguageTool's issue types (ITS 2.0), for categories that a later version adds.
ISSUE_TYPES: dict[str, Kind] = {
    "duplication": _GRAMMAR,
    "grammar": _GRAMMAR,
    "inconsistency": _VARIETY,
    "locale-violation": _VARIETY,
    "misspelling": _SPELLING,
    "style": _STYLE,
    "typographical": _PUNCTUATION,
    "whitespace": _PUNCTUATION,
}
#: For all else.
OTHER = Kind(Category.GRAMMAR, Severity.MINOR)

#: The rules that are on by default, by rule id without the prefix.
DEFAULT_ON: dict[str, Rule] = {
    # Spelling, see `variant`
    "MORFOLOGIK_RULE_EN_US-FOREIGN": Rule(17, 928, 0.9, _UNTRANSLATED),
    "MORFOLOGIK_RULE_EN_US-CASE": Rule(7, 29, 0.9),
    # Grammar
    "ABLE_VBP": Rule(0, 0, 0.9),
    "ADMIT_ENJOY_VB": Rule(1, 4, 0.8),
    "ALLOW_TO": Rule(0, 8, 0.8),
    "AN_ANOTHER": Rule(0, 0, 0.9),
    "A_CD_NNS": Rule(0, 0, 0.9),
    "A_NNS": Rule(6, 14, 0.8),
    "A_NUMBER_NNS": Rule(0, 0, 0.9),
    "A_UNCOUNTABLE": Rule(0, 4, 0.8),
    "A_RB_A_JJ_NN": Rule(0, 2, 0.9),
    "CAN_WHAT": Rule(0, 2, 0.9),
    "CAUSE_BECAUSE": Rule(0, 0, 0.9),
    "CD_DOZENS_OF": Rule(0, 8, 0.8),
    "DEPEND_ON": Rule(0, 0, 0.9),
    "DOUBLE_NEGATIVE": Rule(0, 4, 0.9),
    "HELP_NP_VBZ": Rule(0, 0, 0.9),
    "IF_VB": Rule(0, 0, 0.9),
    "IF_YOU_ANY": Rule(0, 0, 0.9),
    "IN_TERM_OF_PHRASE": Rule(0, 0, 0.9),
    "IS_VBZ": Rule(0, 2, 0.9),
    "ITS_TO_IT_S": Rule(0, 2, 0.9),
    "IT_IT": Rule(0, 5, 0.9),
    "IT_VBZ": Rule(0, 8, 0.8),
    "LOWERCASE_MONTHS": Rule(0, 7, 0.9),
    "MANY_NN": Rule(1, 3, 0.8),
    "MASS_AGREEMENT": Rule(0, 0, 0.9),
    "MISSING_TO_BEFORE_A_VERB": Rule(0, 2, 0.9),
    "MUCH_COUNTABLE": Rule(0, 0, 0.9),
    "NNS_OF_SINGULAR_AGREEMENT": Rule(0, 0, 0.9),
    "NODT_DOZEN": Rule(0, 14, 0.8),
    "NON3PRS_VERB": Rule(1, 8, 0.9),
    "PCT_SINGULAR_NOUN_PLURAL_VERB_AGREEMENT": Rule(0, 8, 0.9),
    "PEOPLE_VBZ": Rule(0, 0, 0.9),
    "PHRASE_REPETITION": Rule(1, 7, 0.8),
    "PLURAL_VERB_AFTER_THIS": Rule(0, 2, 0.8),
    "PREPOSITION_VERB": Rule(0, 0, 0.9),
    "PROGRESSIVE_VERBS": Rule(0, 0, 0.9),
    "PRP_HAVE_VB": Rule(0, 3, 0.9),
    "PRP_JJ": Rule(0, 5, 0.8),
    "PRP_PAST_PART": Rule(0, 2, 0.9),
    "PRP_REPITION": Rule(0, 0, 0.9),
    "PRP_THE": Rule(1, 8, 0.8),
    "PRP_VB": Rule(0, 7, 0.9),
    "PRP_VBG": Rule(1, 2, 0.9),
    "QUALITY_PARTITIVE": Rule(0, 0, 0.9),
    "SHOULD_BE_DO": Rule(0, 0, 0.9),
    "SINGULAR_NOUN_ADV_AGREEMENT": Rule(0, 0, 0.9),
    "SUPERLATIVE_THAN": Rule(0, 0, 0.9),
    "THERE_IS_A_LOT_OF": Rule(0, 0, 0.9),
    "THESE_ONES": Rule(1, 4, 0.9),
    "THE_ARE": Rule(0, 0, 0.9),
    "THE_CC": Rule(0, 0, 0.9),
    "THE_IT": Rule(0, 0, 0.9),
    "THE_SAME_AS": Rule(0, 0, 0.9),
    "THE_SUPERLATIVE": Rule(3, 7, 0.8),
    "THE_US": Rule(1, 6, 0.9),
    "THIS_TWO_MEN": Rule(0, 0, 0.9),
    "TO_NON_BASE": Rule(0, 4, 0.9),
    "TO_RB_TO_VB": Rule(0, 3, 0.9),
    "UNKNOWN_HAVE_ITS": Rule(0, 0, 0.9),
    "US_ONE_ENTITY": Rule(0, 2, 0.8),
    "WANT_THAT_I": Rule(0, 0, 0.9),
    "WANT_TO_NN": Rule(0, 0, 0.9),
    # Prepositions and idiom, as other languages have them
    "ADVERTISEMENT_OF_FOR": Rule(0, 0, 0.9),
    "ASK_TO": Rule(0, 4, 0.9),
    "A_MY": Rule(0, 0, 0.9),
    "COMPOSE_FROM_OF": Rule(0, 0, 0.9),
    "COVER_BY_IN": Rule(0, 0, 0.9),
    "FILL_OF_WITH": Rule(0, 0, 0.9),
    "FULL_WITH_OF": Rule(0, 0, 0.9),
    "INSIST_ON_GERUND": Rule(0, 0, 0.9),
    "IN_FACEBOOK": Rule(0, 0, 0.9),
    "IN_THIS_MOMENT": Rule(1, 2, 0.8),
    "LIES_THEY_SAY": Rule(0, 0, 0.9),
    "MISSING_PREPOSITION": Rule(0, 0, 0.9),
    "NON_ANTI_JJ": Rule(0, 0, 0.9),
    "ON_THE_NOVEL": Rule(0, 0, 0.9),
    "RESPONSIBLE_OF_FOR": Rule(0, 0, 0.9),
    "RETURN_IN_THE": Rule(0, 0, 0.9),
    "WORRY_FOR": Rule(0, 5, 0.9),
    # One word for another
    "AND_THAN": Rule(0, 0, 0.9),
    "COMMA_THAN": Rule(0, 0, 0.9),
    "CONFUSION_IT_IS": Rule(0, 0, 0.9),
    "IS_US": Rule(0, 0, 0.9),
    "IT_IF": Rule(0, 0, 0.9),
    "NO_NOT": Rule(0, 2, 0.8),
    "SAY_TELL": Rule(0, 0, 0.9),
    # Other
    "ADVERB_WORD_ORDER": Rule(0, 12, 0.9, _GRAMMAR),
    "COMMA_PERIOD_CONFUSION": Rule(5, 82, 0.8, _NUMBER),
    "CURRENCY": Rule(0, 28, 0.8, _CURRENCY),
    "EN_A_VS_AN": Rule(3, 40, 0.8, _GRAMMAR),
    "EN_CONTRACTION_SPELLING": Rule(0, 0, 0.8),
    "FROM_FORM": Rule(0, 2, 0.9, _WORD),
    "HE_THE": Rule(0, 2, 0.9, _WORD),
    "IM_I_M": Rule(0, 0, 0.9),
    "IT_SOMETHING": Rule(0, 0, 0.9, _GRAMMAR),
    "I_LOWERCASE": Rule(0, 0, 0.8),
    "MONTH_OF_XXXX": Rule(4, 8, 0.8, _DATE),
    "NUMBERS_IN_WORDS": Rule(0, 0, 0.9),
    "SCENT_SENT": Rule(0, 0, 0.9, _WORD),
    "WHOM_WHO": Rule(0, 0, 0.9, _GRAMMAR),
}

_SPELLER = re.compile(r"MORFOLOGIK_RULE_EN_[A-Z]{2}")
#: Log-odds (`lexicon.foreign`) above which a word that LanguageTool does not know is taken for a foreign one.
_FOREIGN = foreign.BESIDE


def default_on(rule_id: str) -> bool:
    """Whether findings of this id (`GR-LT-…`) are reported unless asked otherwise."""
    return _SPELLER.sub("MORFOLOGIK_RULE_EN_US", rule_id.removeprefix(PREFIX)) in DEFAULT_ON


def classify(
    rule: str, category: str, issue_type: str, text: str, message: str = "", suggestions: tuple[str, ...] = ()
) -> Classified:
    """What a match is to us. rule, category, issue_type, message, suggestions: LanguageTool's; text: what
    it marks.
    """
    kind = CATEGORIES.get(category) or ISSUE_TYPES.get(issue_type) or OTHER
    name = rule
    if _SPELLER.fullmatch(rule):
        name = rule + variant(text, message, suggestions)
        if name.endswith("-REGIONAL"):
            kind = _VARIETY
    known = DEFAULT_ON.get(_SPELLER.sub("MORFOLOGIK_RULE_EN_US", name))
    kind = (known.kind if known else None) or kind
    # Of rules that are off by default half are right, at best.
    return Classified(
        PREFIX + name, kind.category, kind.severity, known is not None, known.confidence if known else 0.5
    )


def variant(word: str, message: str, suggestions: tuple[str, ...]) -> str:
    """What is added to the speller's id.

    `-REGIONAL`: spelt as in another variety of English (*colour*). `-NAME`: capitals or digits in it, so a
    name, mostly. `-CASE`: known with a capital only (*cambodians*). `-FOREIGN`: spelt as in another language,
    or with letters that English has not (see mtcheck/lexicon/foreign.py). Empty: all others, half of which
    are words that a dictionary of this size lacks.
    """
    if " English" in message:
        return "-REGIONAL"
    if any(letter.isupper() or letter.isdigit() for letter in word):
        return "-NAME"
    # Abbreviations and short words are known as something else with a capital (*govt*, *que*).
    if len(word) >= 5 and suggestions and suggestions[0] == word.capitalize():
        return "-CASE"
    if foreign.is_loan(word):
        return ""
    return (
        "-FOREIGN" if (not word.isascii() and word.isalpha()) or foreign.foreignness(word) >= _FOREIGN else ""
    )
