"""What each of Harper's lints is to MQM, and which are on by default.

Of Harper's 900 lints, those are on by default that fire clearly more often on machine-translated text than on
text by people. The two counts of each row are its findings on 264,000 words of news by people (94,000 of them
the bench's clean news, where all default lints together have 3 findings) and on 735,000 words of held-out
rule-based and online output and of WMT news translations. `python -m benchmarks.harper_rules --shared
../shared --default-on --outputs 21000 --least 1` prints them. Lints with two zeros fired on other outputs
only. All other lints can be asked for with `--extend-select`.

Most words that Harper does not know are names, so the findings of `SpellCheck` have four ids:

- `GR-HARPER-SpellCheck-FOREIGN`: spelt like a word of another language (see `mtcheck/lexicon/foreign.py`);
- `GR-HARPER-SpellCheck-CASE`: known with a capital only (*syrians*, *interpol*);
- `GR-HARPER-SpellCheck-NAME`: with capitals or digits;
- `GR-HARPER-SpellCheck`: all others. Off by default: half of them are correct, but too rare for a dictionary
  of this size.

`GR-HARPER-MassNouns-PLURAL` is about plurals of nouns that have none (*equipments*), without Harper's doubts
about articles (*a ruling*). `GR-HARPER-RegularIrregulars-NAME` is about names that look like wrong forms
(*Billy Childs*).
"""

from __future__ import annotations

from mtcheck.engines.table import DEFAULT_OFF_CONFIDENCE, DefaultRule, ErrorKind
from mtcheck.findings.finding import ENGINE_PREFIXES, Category, Severity

PREFIX = ENGINE_PREFIXES["harper"]

#: Harper's lint kinds.
KINDS: dict[str, ErrorKind] = {
    "Agreement": ErrorKind(Category.GRAMMAR, Severity.MAJOR),
    "BoundaryError": ErrorKind(Category.SPELLING, Severity.MINOR),
    "Capitalization": ErrorKind(Category.SPELLING, Severity.MINOR),
    "Eggcorn": ErrorKind(Category.MISTRANSLATION, Severity.MAJOR),
    "Enhancement": ErrorKind(Category.AWKWARD, Severity.NEUTRAL),
    "Formatting": ErrorKind(Category.PUNCTUATION, Severity.MINOR),
    "Grammar": ErrorKind(Category.GRAMMAR, Severity.MAJOR),
    "Malapropism": ErrorKind(Category.MISTRANSLATION, Severity.MAJOR),
    "Miscellaneous": ErrorKind(Category.GRAMMAR, Severity.MINOR),
    "Nonstandard": ErrorKind(Category.UNIDIOMATIC, Severity.MINOR),
    "Punctuation": ErrorKind(Category.PUNCTUATION, Severity.MINOR),
    "Readability": ErrorKind(Category.AWKWARD, Severity.NEUTRAL),
    "Redundancy": ErrorKind(Category.AWKWARD, Severity.MINOR),
    "Regionalism": ErrorKind(Category.INCONSISTENCY, Severity.NEUTRAL),
    "Repetition": ErrorKind(Category.GRAMMAR, Severity.MAJOR),
    "Spelling": ErrorKind(Category.SPELLING, Severity.MINOR),
    "Style": ErrorKind(Category.AWKWARD, Severity.MINOR),
    "Typo": ErrorKind(Category.SPELLING, Severity.MINOR),
    "Usage": ErrorKind(Category.UNIDIOMATIC, Severity.MINOR),
    "WordChoice": ErrorKind(Category.MISTRANSLATION, Severity.MINOR),
}
#: For kinds that a later version of Harper adds.
OTHER = ErrorKind(Category.GRAMMAR, Severity.MINOR)

_SPELLING = ErrorKind(Category.SPELLING, Severity.MINOR)
_IDIOM = ErrorKind(Category.UNIDIOMATIC, Severity.MINOR)
_GRAMMAR = ErrorKind(Category.GRAMMAR, Severity.MAJOR)

#: The lints that are on by default, by rule id without the prefix.
DEFAULT_ON: dict[str, DefaultRule] = {
    "SpellCheck-FOREIGN": DefaultRule(9, 1498, 0.9, ErrorKind(Category.UNTRANSLATED, Severity.MAJOR)),
    "SpellCheck-CASE": DefaultRule(7, 39, 0.9, _SPELLING),
    # Capitals of names
    "Countries": DefaultRule(0, 10, 0.9),
    "Months": DefaultRule(0, 18, 0.9, _SPELLING),
    "ProperNouns": DefaultRule(0, 0, 0.9),
    "UnitedOrganizations": DefaultRule(1, 6, 0.9),
    # Grammar
    "AllowTo": DefaultRule(1, 28, 0.8),
    "AnAnother": DefaultRule(0, 0, 0.9, _GRAMMAR),
    "IsBeenAuxSequence": DefaultRule(0, 3, 0.9),
    "LetsConfusion": DefaultRule(0, 16, 0.8, _GRAMMAR),
    "ModalOf": DefaultRule(0, 16, 0.8, _GRAMMAR),
    "MoreBetter": DefaultRule(0, 5, 0.9, _GRAMMAR),
    "MultipleSequentialPronouns": DefaultRule(0, 35, 0.8),
    "PronounVerbAgreement": DefaultRule(4, 32, 0.8),
    "SinceDuration": DefaultRule(0, 7, 0.9, _GRAMMAR),
    "SomeOfThe": DefaultRule(0, 0, 0.9, _GRAMMAR),
    "TheMy": DefaultRule(0, 4, 0.9),
    "ThereToTheir": DefaultRule(0, 4, 0.7, _GRAMMAR),
    "ToTo": DefaultRule(0, 6, 0.9, _GRAMMAR),
    "MassNouns-PLURAL": DefaultRule(1, 137, 0.8),
    "RegularIrregulars": DefaultRule(1, 7, 0.9, _GRAMMAR),
    # Prepositions and idiom, as other languages have them
    "AccuseOf": DefaultRule(0, 0, 0.9, _IDIOM),
    "ArriveTo": DefaultRule(0, 13, 0.8, _IDIOM),
    "AskNoPreposition": DefaultRule(0, 9, 0.9, _IDIOM),
    "BestOfAllTime": DefaultRule(0, 0, 0.9, _IDIOM),
    "InDetail": DefaultRule(0, 0, 0.9, _IDIOM),
    "OnFloor": DefaultRule(0, 0, 0.9, _IDIOM),
    "TheLastDays": DefaultRule(1, 15, 0.7, _IDIOM),
    "Touristic": DefaultRule(0, 2, 0.8, _IDIOM),
    "WinPrize": DefaultRule(0, 4, 0.9),
    # Typography
    "QuoteSpacing": DefaultRule(1, 46, 0.9),
}

#: Names that edited English also writes in lower case, as the corpora named in the model card show. They
#: never get `SpellCheck-CASE`.
SMALL_TOO = frozenset(
    "bedouin calvary chinook docker electron eurozone gastroenterology gothic jacuzzi labrador latex "
    "manchurian markdown midwestern nordic parmesan reddit savannah subversion "
    # Names of things that began as names of places and people (Chicago Manual of Style, 8.61), and of food.
    "amish angora arabica asiago bologna bordeaux brussels burgundy cajun camembert cheddar chianti cornish "
    "creole dijon dutch edam emmental emmentaler epsom french geiger gorgonzola gouda gruyere havarti "
    "jerusalem kobe labneh lyonnaise madeira manchego manila maraschino marsala merino monterey morocco "
    "muenster neapolitan obsidian osaka paris persian pilsner ricotta roma roman romano roquefort scotch "
    "serrano sriracha stilton swiss tabasco tuscan utopian utopians valencia venetian vidalia virginia "
    "worcester worcestershire yukon".split()
)

#: Lints whose findings have several rule ids, with the endings of the ids.
_ENDINGS = {
    "SpellCheck": ("", "-NAME", "-FOREIGN", "-CASE"),
    "MassNouns": ("", "-PLURAL"),
    "RegularIrregulars": ("", "-NAME"),
}
#: Correct plurals that `MassNouns` reports.
_PLURALS = frozenset(
    "behaviors cooperations economics infrastructures innings learnings progresses publics researches "
    "savings staffs trainings".split()
)
#: Endings of nouns of kinds, which have plurals: localisms, epistemologies.
_PLURAL_ENDINGS = ("isms", "logies", "nomies", "graphies")


def default_on(rule_id: str) -> bool:
    """Whether findings with this id (`GR-HARPER-…`) are shown unless asked otherwise."""
    return rule_id.removeprefix(PREFIX) in DEFAULT_ON


def kind_of(rule_id: str, harper_kind: str) -> ErrorKind:
    """The classification of a finding: by its own row, else by its Harper kind."""
    rule = DEFAULT_ON.get(rule_id.removeprefix(PREFIX))
    return (rule.kind if rule else None) or KINDS.get(harper_kind, OTHER)


def confidence_of(rule_id: str) -> float:
    """The share of findings with this id that an editor would accept, 0 to 1."""
    rule = DEFAULT_ON.get(rule_id.removeprefix(PREFIX))
    return rule.confidence if rule else DEFAULT_OFF_CONFIDENCE


def rule_ids_of(lint_name: str) -> tuple[str, ...]:
    """All rule ids that findings of one of Harper's lints can have."""
    return tuple(f"{PREFIX}{lint_name}{ending}" for ending in _ENDINGS.get(lint_name, ("",)))


def id_ending(lint_name: str, text: str) -> str:
    """The ending of the rule id of a finding on `text`. `SpellCheck` is up to `harper/spelling.py`."""
    if lint_name == "MassNouns" and text.islower() and text.isalpha():
        return "" if text in _PLURALS or text.endswith(_PLURAL_ENDINGS) else "-PLURAL"
    return "-NAME" if lint_name == "RegularIrregulars" and not text.islower() else ""
