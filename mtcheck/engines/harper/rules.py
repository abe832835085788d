"""What we make of Harper's lints: MQM category, severity, and which are on by default. The one table of it.

Harper has some 900 lints. One is on by default only if it pays: on machine-translated text it must fire
clearly more often than on text by people. The numbers beside each are findings on 264,000 words of news by
people (94,000 of them the clean news of the bench: 6 findings of all default-on lints together) and on
735,000 words of held-out rule-based and online output and of WMT news translations, as `python -m
benchmarks.harper_rules --shared ../shared --default-on --outputs 21000 --least 1` prints them; lints with two
zeros fired on other outputs only. All other lints can be asked for with `--extend-select`.

`SpellCheck` is told apart by what the unknown word looks like, because most of what Harper does not know are
names:

- `GR-HARPER-SpellCheck-FOREIGN`: spelt like a word of another language (see mtcheck/lexicon/foreign.py);
- `GR-HARPER-SpellCheck-CASE`: known with a capital only (*syrians*, *interpol*);
- `GR-HARPER-SpellCheck-NAME`: capitalised, mixed case or with digits;
- `GR-HARPER-SpellCheck`: all others. Off by default: half of them are words that a dictionary of this size
lacks.

`GR-HARPER-MassNouns-PLURAL` are plurals of nouns that have none (*equipments*), without Harper's doubts about
articles (*a ruling*); `GR-HARPER-RegularIrregulars-NAME` are names that look like wrong forms (*Billy
Childs*).
"""

from __future__ import annotations

from typing import NamedTuple

from mtcheck.findings.finding import ENGINE_PREFIXES, Category, Severity

PREFIX = ENGINE_PREFIXES["harper"]


class Kind(NamedTuple):
    """What a lint of one of Harper's kinds is to MQM."""

    category: Category
    severity: Severity


#: Harper's lint kinds.
KINDS: dict[str, Kind] = {
    "Agreement": Kind(Category.GRAMMAR, Severity.MAJOR),
    "BoundaryError": Kind(Category.SPELLING, Severity.MINOR),
    "Capitalization": Kind(Category.SPELLING, Severity.MINOR),
    "Eggcorn": Kind(Category.MISTRANSLATION, Severity.MAJOR),
    "Enhancement": Kind(Category.AWKWARD, Severity.NEUTRAL),
    "Formatting": Kind(Category.PUNCTUATION, Severity.MINOR),
    "Grammar": Kind(Category.GRAMMAR, Severity.MAJOR),
    "Malapropism": Kind(Category.MISTRANSLATION, Severity.MAJOR),
    "Miscellaneous": Kind(Category.GRAMMAR, Severity.MINOR),
    "Nonstandard": Kind(Category.UNIDIOMATIC, Severity.MINOR),
    "Punctuation": Kind(Category.PUNCTUATION, Severity.MINOR),
    "Readability": Kind(Category.AWKWARD, Severity.NEUTRAL),
    "Redundancy": Kind(Category.AWKWARD, Severity.MINOR),
    "Regionalism": Kind(Category.INCONSISTENCY, Severity.NEUTRAL),
    "Repetition": Kind(Category.GRAMMAR, Severity.MAJOR),
    "Spelling": Kind(Category.SPELLING, Severity.MINOR),
    "Style": Kind(Category.AWKWARD, Severity.MINOR),
    "Typo": Kind(Category.SPELLING, Severity.MINOR),
    "Usage": Kind(Category.UNIDIOMATIC, Severity.MINOR),
    "WordChoice": Kind(Category.MISTRANSLATION, Severity.MINOR),
}
#: For kinds that a later Harper adds.
OTHER = Kind(Category.GRAMMAR, Severity.MINOR)


class Lint(NamedTuple):
    """A lint that is on by default. human, machine: findings, as above. confidence: share that an editor
    would accept.
    """

    human: int
    machine: int
    confidence: float
    kind: Kind | None = None  # None: as its Harper kind says


_SMALL = Kind(Category.SPELLING, Severity.MINOR)
_IDIOM = Kind(Category.UNIDIOMATIC, Severity.MINOR)
_GRAMMAR = Kind(Category.GRAMMAR, Severity.MAJOR)

#: The lints that are on by default, by rule id without the prefix.
DEFAULT_ON: dict[str, Lint] = {
    "SpellCheck-FOREIGN": Lint(9, 1498, 0.9, Kind(Category.UNTRANSLATED, Severity.MAJOR)),
    "SpellCheck-CASE": Lint(7, 39, 0.9, _SMALL),
    # Capitals of names
    "Countries": Lint(0, 10, 0.9),
    "Months": Lint(0, 18, 0.9, _SMALL),
    "ProperNouns": Lint(0, 0, 0.9),
    "UnitedOrganizations": Lint(1, 6, 0.9),
    # Grammar
    "AllowTo": Lint(1, 28, 0.8),
    "AnAnother": Lint(0, 0, 0.9, _GRAMMAR),
    "IsBeenAuxSequence": Lint(0, 3, 0.9),
    "LetsConfusion": Lint(0, 16, 0.8, _GRAMMAR),
    "ModalOf": Lint(0, 16, 0.8, _GRAMMAR),
    "MoreBetter": Lint(0, 5, 0.9, _GRAMMAR),
    "MultipleSequentialPronouns": Lint(0, 35, 0.8),
    "PronounVerbAgreement": Lint(4, 32, 0.8),
    "SinceDuration": Lint(0, 7, 0.9, _GRAMMAR),
    "SomeOfThe": Lint(0, 0, 0.9, _GRAMMAR),
    "TheMy": Lint(0, 4, 0.9),
    "ThereToTheir": Lint(0, 4, 0.7, _GRAMMAR),
    "ToTo": Lint(0, 6, 0.9, _GRAMMAR),
    "MassNouns-PLURAL": Lint(1, 137, 0.8),
    "RegularIrregulars": Lint(1, 7, 0.9, _GRAMMAR),
    # Prepositions and idiom, as other languages have them
    "AccuseOf": Lint(0, 0, 0.9, _IDIOM),
    "ArriveTo": Lint(0, 13, 0.8, _IDIOM),
    "AskNoPreposition": Lint(0, 9, 0.9, _IDIOM),
    "BestOfAllTime": Lint(0, 0, 0.9, _IDIOM),
    "InDetail": Lint(0, 0, 0.9, _IDIOM),
    "OnFloor": Lint(0, 0, 0.9, _IDIOM),
    "TheLastDays": Lint(1, 15, 0.7, _IDIOM),
    "Touristic": Lint(0, 2, 0.8, _IDIOM),
    "WinPrize": Lint(0, 4, 0.9),
    # Typography
    "QuoteSpacing": Lint(1, 46, 0.9),
}

#: Names that edited English also writes small, counted in the corpora the model card names: no
#: `SpellCheck-CASE`.
SMALL_TOO = frozenset(
    "bedouin calvary chinook docker electron eurozone gastroenterology gothic jacuzzi labrador latex manchurian markdown "
    "midwestern nordic parmesan reddit savannah subversion".split()
)


def default_on(rule_id: str) -> bool:
    """Whether findings of this id (`GR-HARPER-…`) are reported unless asked otherwise."""
    return rule_id.removeprefix(PREFIX) in DEFAULT_ON


def kind_of(rule_id: str, harper_kind: str) -> Kind:
    """Category and severity of a finding: the table's word on its lint, else on its Harper kind."""
    lint = DEFAULT_ON.get(rule_id.removeprefix(PREFIX))
    return (lint.kind if lint else None) or KINDS.get(harper_kind, OTHER)


def confidence_of(rule_id: str) -> float:
    """Of lints that are off by default half are right, at best."""
    lint = DEFAULT_ON.get(rule_id.removeprefix(PREFIX))
    return lint.confidence if lint else 0.5


def lint_of(rule_id: str) -> str:
    """Harper's own name of the lint: the id without prefix and variant."""
    return rule_id.removeprefix(PREFIX).partition("-")[0]


#: Lints whose findings have several rule ids, with the endings.
_VARIANTS = {
    "SpellCheck": ("", "-NAME", "-FOREIGN", "-CASE"),
    "MassNouns": ("", "-PLURAL"),
    "RegularIrregulars": ("", "-NAME"),
}


def variants_of(lint: str) -> tuple[str, ...]:
    """The rule ids that findings of one of Harper's lints can have."""
    return tuple(f"{PREFIX}{lint}{ending}" for ending in _VARIANTS.get(lint, ("",)))


def variant(lint: str, text: str) -> str:
    """The ending of the rule id of a finding on `text`; of SpellCheck the engine decides, which sees the
    article.
    """
    if lint == "MassNouns" and text.islower() and text.isalpha() and text not in _PLURALS:
        return "-PLURAL"
    return "-NAME" if lint == "RegularIrregulars" and not text.islower() else ""


#: Plurals that Harper takes for wrong ones.
_PLURALS = frozenset("innings learnings savings".split())
