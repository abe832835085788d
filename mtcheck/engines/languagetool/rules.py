"""What each of LanguageTool's rules is to MQM, and which are on by default.

Of LanguageTool's 6,000 English rules, those are on by default that fire clearly more often on
machine-translated text than on text by people. They were picked on 416,000 words of rule-based and online
output (the lines that the benchmark takes with `--mined`), on the annotated translations, on clean news and
on 400,000 words of other news. The two counts of each row are its findings on text by people (94,000 words of
clean news, 170,000 of other news) and on machine output (466,000 words of WMT news translations and of
outputs that no rule was picked on). `python -m benchmarks.languagetool_rules --shared ../shared` prints them.
Two zeros stand for fewer than two findings in all. All other rules can be asked for with `--extend-select`.

Together the default rules raise 13 alarms on the clean news (0.14 per 1,000 words) and touch 400 of 15,717
damaged words in 10,000 outputs, most of them untranslated words. Of their 25 findings on the annotated
translations, 20 touch a marked span.

Three rules are off although they find damage: `ENGLISH_WORD_REPEAT_RULE` (9 alarms on the clean news; MT505
finds doubled words), `EN_UNPAIRED_QUOTES` (123 alarms), `CURRENCY_SPACE` (4 alarms, on dollar amounts only).
So are rules about the spelling of single names.

Most words that LanguageTool does not know are names, so the speller's findings have several ids: see
`speller_ending`.
"""

from __future__ import annotations

import re

from mtcheck.engines.table import DEFAULT_OFF_CONFIDENCE, DefaultRule, ErrorKind
from mtcheck.findings.finding import ENGINE_PREFIXES, Category, Severity
from mtcheck.lexicon import foreign

PREFIX = ENGINE_PREFIXES["languagetool"]

_GRAMMAR = ErrorKind(Category.GRAMMAR, Severity.MAJOR)
_WORD = ErrorKind(Category.MISTRANSLATION, Severity.MAJOR)
_IDIOM = ErrorKind(Category.UNIDIOMATIC, Severity.MINOR)
_SPELLING = ErrorKind(Category.SPELLING, Severity.MINOR)
_PUNCTUATION = ErrorKind(Category.PUNCTUATION, Severity.MINOR)
_STYLE = ErrorKind(Category.AWKWARD, Severity.NEUTRAL)
_VARIETY = ErrorKind(Category.INCONSISTENCY, Severity.NEUTRAL)
_UNTRANSLATED = ErrorKind(Category.UNTRANSLATED, Severity.MAJOR)
_NUMBER = ErrorKind(Category.NUMBER_FORMAT, Severity.MINOR)
_CURRENCY = ErrorKind(Category.CURRENCY_FORMAT, Severity.MINOR)
_DATE = ErrorKind(Category.DATE_FORMAT, Severity.MINOR)

#: LanguageTool's categories.
CATEGORIES: dict[str, ErrorKind] = {
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
    "SEMANTICS": ErrorKind(Category.INCONSISTENCY, Severity.MAJOR),
    "STYLE": _STYLE,
    "TYPOGRAPHY": _PUNCTUATION,
    "TYPOS": _SPELLING,
}
#: LanguageTool's issue types (ITS 2.0), for categories that a later version adds.
ISSUE_TYPES: dict[str, ErrorKind] = {
    "duplication": _GRAMMAR,
    "grammar": _GRAMMAR,
    "inconsistency": _VARIETY,
    "locale-violation": _VARIETY,
    "misspelling": _SPELLING,
    "style": _STYLE,
    "typographical": _PUNCTUATION,
    "whitespace": _PUNCTUATION,
}
#: For everything else.
OTHER = ErrorKind(Category.GRAMMAR, Severity.MINOR)

#: The rules that are on by default, by rule id without the prefix.
DEFAULT_ON: dict[str, DefaultRule] = {
    # Spelling, see `speller_ending`
    "MORFOLOGIK_RULE_EN_US-FOREIGN": DefaultRule(17, 928, 0.9, _UNTRANSLATED),
    "MORFOLOGIK_RULE_EN_US-CASE": DefaultRule(7, 29, 0.9),
    # Grammar
    "ABLE_VBP": DefaultRule(0, 0, 0.9),
    "ADMIT_ENJOY_VB": DefaultRule(1, 4, 0.8),
    "ALLOW_TO": DefaultRule(0, 8, 0.8),
    "AN_ANOTHER": DefaultRule(0, 0, 0.9),
    "A_CD_NNS": DefaultRule(0, 0, 0.9),
    "A_NNS": DefaultRule(6, 14, 0.8),
    "A_NUMBER_NNS": DefaultRule(0, 0, 0.9),
    "A_UNCOUNTABLE": DefaultRule(0, 4, 0.8),
    "A_RB_A_JJ_NN": DefaultRule(0, 2, 0.9),
    "CAN_WHAT": DefaultRule(0, 2, 0.9),
    "CAUSE_BECAUSE": DefaultRule(0, 0, 0.9),
    "CD_DOZENS_OF": DefaultRule(0, 8, 0.8),
    "DEPEND_ON": DefaultRule(0, 0, 0.9),
    "DOUBLE_NEGATIVE": DefaultRule(0, 4, 0.9),
    "HELP_NP_VBZ": DefaultRule(0, 0, 0.9),
    "IF_VB": DefaultRule(0, 0, 0.9),
    "IF_YOU_ANY": DefaultRule(0, 0, 0.9),
    "IN_TERM_OF_PHRASE": DefaultRule(0, 0, 0.9),
    "IS_VBZ": DefaultRule(0, 2, 0.9),
    "ITS_TO_IT_S": DefaultRule(0, 2, 0.9),
    "IT_IT": DefaultRule(0, 5, 0.9),
    "IT_VBZ": DefaultRule(0, 8, 0.8),
    "LOWERCASE_MONTHS": DefaultRule(0, 7, 0.9),
    "MANY_NN": DefaultRule(1, 3, 0.8),
    "MASS_AGREEMENT": DefaultRule(0, 0, 0.9),
    "MISSING_TO_BEFORE_A_VERB": DefaultRule(0, 2, 0.9),
    "MUCH_COUNTABLE": DefaultRule(0, 0, 0.9),
    "NNS_OF_SINGULAR_AGREEMENT": DefaultRule(0, 0, 0.9),
    "NODT_DOZEN": DefaultRule(0, 14, 0.8),
    "NON3PRS_VERB": DefaultRule(1, 8, 0.9),
    "PCT_SINGULAR_NOUN_PLURAL_VERB_AGREEMENT": DefaultRule(0, 8, 0.9),
    "PEOPLE_VBZ": DefaultRule(0, 0, 0.9),
    "PHRASE_REPETITION": DefaultRule(1, 7, 0.8),
    "PLURAL_VERB_AFTER_THIS": DefaultRule(0, 2, 0.8),
    "PREPOSITION_VERB": DefaultRule(0, 0, 0.9),
    "PROGRESSIVE_VERBS": DefaultRule(0, 0, 0.9),
    "PRP_HAVE_VB": DefaultRule(0, 3, 0.9),
    "PRP_JJ": DefaultRule(0, 5, 0.8),
    "PRP_PAST_PART": DefaultRule(0, 2, 0.9),
    "PRP_REPITION": DefaultRule(0, 0, 0.9),
    "PRP_THE": DefaultRule(1, 8, 0.8),
    "PRP_VB": DefaultRule(0, 7, 0.9),
    "PRP_VBG": DefaultRule(1, 2, 0.9),
    "QUALITY_PARTITIVE": DefaultRule(0, 0, 0.9),
    "SHOULD_BE_DO": DefaultRule(0, 0, 0.9),
    "SINGULAR_NOUN_ADV_AGREEMENT": DefaultRule(0, 0, 0.9),
    "SUPERLATIVE_THAN": DefaultRule(0, 0, 0.9),
    "THERE_IS_A_LOT_OF": DefaultRule(0, 0, 0.9),
    "THESE_ONES": DefaultRule(1, 4, 0.9),
    "THE_ARE": DefaultRule(0, 0, 0.9),
    "THE_CC": DefaultRule(0, 0, 0.9),
    "THE_IT": DefaultRule(0, 0, 0.9),
    "THE_SAME_AS": DefaultRule(0, 0, 0.9),
    "THE_SUPERLATIVE": DefaultRule(3, 7, 0.8),
    "THE_US": DefaultRule(1, 6, 0.9),
    "THIS_TWO_MEN": DefaultRule(0, 0, 0.9),
    "TO_NON_BASE": DefaultRule(0, 4, 0.9),
    "TO_RB_TO_VB": DefaultRule(0, 3, 0.9),
    "UNKNOWN_HAVE_ITS": DefaultRule(0, 0, 0.9),
    "US_ONE_ENTITY": DefaultRule(0, 2, 0.8),
    "WANT_THAT_I": DefaultRule(0, 0, 0.9),
    "WANT_TO_NN": DefaultRule(0, 0, 0.9),
    # Prepositions and idiom, as other languages have them
    "ADVERTISEMENT_OF_FOR": DefaultRule(0, 0, 0.9),
    "ASK_TO": DefaultRule(0, 4, 0.9),
    "A_MY": DefaultRule(0, 0, 0.9),
    "COMPOSE_FROM_OF": DefaultRule(0, 0, 0.9),
    "COVER_BY_IN": DefaultRule(0, 0, 0.9),
    "FILL_OF_WITH": DefaultRule(0, 0, 0.9),
    "FULL_WITH_OF": DefaultRule(0, 0, 0.9),
    "INSIST_ON_GERUND": DefaultRule(0, 0, 0.9),
    "IN_FACEBOOK": DefaultRule(0, 0, 0.9),
    "IN_THIS_MOMENT": DefaultRule(1, 2, 0.8),
    "LIES_THEY_SAY": DefaultRule(0, 0, 0.9),
    "MISSING_PREPOSITION": DefaultRule(0, 0, 0.9),
    "NON_ANTI_JJ": DefaultRule(0, 0, 0.9),
    "ON_THE_NOVEL": DefaultRule(0, 0, 0.9),
    "RESPONSIBLE_OF_FOR": DefaultRule(0, 0, 0.9),
    "RETURN_IN_THE": DefaultRule(0, 0, 0.9),
    "WORRY_FOR": DefaultRule(0, 5, 0.9),
    # One word for another
    "AND_THAN": DefaultRule(0, 0, 0.9),
    "COMMA_THAN": DefaultRule(0, 0, 0.9),
    "CONFUSION_IT_IS": DefaultRule(0, 0, 0.9),
    "IS_US": DefaultRule(0, 0, 0.9),
    "IT_IF": DefaultRule(0, 0, 0.9),
    "NO_NOT": DefaultRule(0, 2, 0.8),
    "SAY_TELL": DefaultRule(0, 0, 0.9),
    # Others
    "ADVERB_WORD_ORDER": DefaultRule(0, 12, 0.9, _GRAMMAR),
    "COMMA_PERIOD_CONFUSION": DefaultRule(5, 82, 0.8, _NUMBER),
    "CURRENCY": DefaultRule(0, 28, 0.8, _CURRENCY),
    "EN_A_VS_AN": DefaultRule(3, 40, 0.8, _GRAMMAR),
    "EN_CONTRACTION_SPELLING": DefaultRule(0, 0, 0.8),
    "FROM_FORM": DefaultRule(0, 2, 0.9, _WORD),
    "HE_THE": DefaultRule(0, 2, 0.9, _WORD),
    "IM_I_M": DefaultRule(0, 0, 0.9),
    "IT_SOMETHING": DefaultRule(0, 0, 0.9, _GRAMMAR),
    "I_LOWERCASE": DefaultRule(0, 0, 0.8),
    "MONTH_OF_XXXX": DefaultRule(4, 8, 0.8, _DATE),
    "NUMBERS_IN_WORDS": DefaultRule(0, 0, 0.9),
    "SCENT_SENT": DefaultRule(0, 0, 0.9, _WORD),
    "WHOM_WHO": DefaultRule(0, 0, 0.9, _GRAMMAR),
}

_SPELLER = re.compile(r"MORFOLOGIK_RULE_EN_[A-Z]{2}")
#: The speller's id in the table, which holds for every variety of English.
_ANY_SPELLER = "MORFOLOGIK_RULE_EN_US"


def default_on(rule_id: str) -> bool:
    """Whether findings with this id (`GR-LT-…`) are shown unless asked otherwise."""
    return _row(rule_id) is not None


def rule_id_of(rule: str, text: str, message: str = "", suggestions: tuple[str, ...] = ()) -> str:
    """The id of the finding that a match becomes.

    rule, message, suggestions: LanguageTool's. text: what the match marks.
    """
    return PREFIX + rule + (speller_ending(text, message, suggestions) if _SPELLER.fullmatch(rule) else "")


def kind_of(rule_id: str, category: str, issue_type: str) -> ErrorKind:
    """The classification of a finding: by its own row, else by LanguageTool's category or issue type."""
    row = _row(rule_id)
    if row is not None and row.kind is not None:
        return row.kind
    if rule_id.endswith("-REGIONAL"):
        return _VARIETY
    return CATEGORIES.get(category) or ISSUE_TYPES.get(issue_type) or OTHER


def confidence_of(rule_id: str) -> float:
    """The share of findings with this id that an editor would accept, 0 to 1."""
    row = _row(rule_id)
    return row.confidence if row else DEFAULT_OFF_CONFIDENCE


def speller_ending(word: str, message: str, suggestions: tuple[str, ...]) -> str:
    """The ending of the rule id of the speller's findings.

    - `-REGIONAL`: the spelling of another variety of English (*colour*).
    - `-NAME`: has capitals or digits, so it is a name, mostly.
    - `-CASE`: known with a capital only (*cambodians*).
    - `-FOREIGN`: spelt like a word of another language, or with letters that English does not have (see
      `mtcheck/lexicon/foreign.py`).
    - none: all others. Half of them are correct, but too rare for a dictionary of this size.
    """
    if " English" in message:
        return "-REGIONAL"
    if any(letter.isupper() or letter.isdigit() for letter in word):
        return "-NAME"
    # Shorter words are known as something else with a capital, abbreviations too (*govt*, *que*).
    if len(word) >= 5 and suggestions and suggestions[0] == word.capitalize():
        return "-CASE"
    if foreign.is_loan(word):
        return ""
    has_foreign_letters = not word.isascii() and word.isalpha()
    return "-FOREIGN" if has_foreign_letters or foreign.foreignness(word) >= foreign.BESIDE else ""


def _row(rule_id: str) -> DefaultRule | None:
    """The row of a rule; None where it is off by default."""
    return DEFAULT_ON.get(_SPELLER.sub(_ANY_SPELLER, rule_id.removeprefix(PREFIX)))
