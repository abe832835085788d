"""Settings: one frozen value, validated once. Each setting is declared here, and nowhere else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any

from mtcheck.findings.finding import Severity
from mtcheck.rules.registry import UnknownRuleError, check_selectors
from mtcheck.settings.article_names import relative
from mtcheck.settings.declaration import Setting, setting
from mtcheck.settings.overrides import Override, overrides
from mtcheck.settings.selection import Selection
from mtcheck.settings.suppression import Suppression, suppressions
from mtcheck.toml_values import (
    BOOL,
    NUMBER,
    STRING,
    STRINGS,
    SettingsError,
    ValueType,
    key_name,
    keys_of,
    tables,
)

if TYPE_CHECKING:
    from mtcheck.rules.house.declaration import HouseRule

__all__ = ["Settings", "SettingsError"]

ENGINES = ("harper", "languagetool")
SENSITIVITIES = ("low", "default", "high")
FAIL_ON = ("minor", "major", "critical", "never")
#: The value of `baseline` that leaves out the default baseline.
NO_BASELINE = "none"


def _house_rules(tables: Iterable[Mapping[str, Any]]) -> tuple[HouseRule, ...]:
    from mtcheck.rules.house.declaration import house_rules  # with the `regex` package, which few runs need

    return house_rules(tables)


def _overrides(tables: Iterable[Mapping[str, Any]]) -> tuple[Override, ...]:
    return overrides(tables, declarations())


def _array_of_tables(header: str, read: Callable[[list[dict[str, Any]]], tuple[Any, ...]]) -> ValueType:
    schema = {"type": "array", "items": {"$ref": f"#/definitions/{header}"}}
    return ValueType(lambda value: read(tables(value)), f"tables, each headed [[{header}]]", schema)


@dataclass(frozen=True)
class Settings:
    """How to check. Each field is documented by the help in its declaration (see `declarations`)."""

    select: tuple[str, ...] = setting(
        (),
        STRINGS,
        "Run these rules only; an id or a prefix.",
        metavar="ID",
        holds_selectors=True,
        per_article=True,
        in_fingerprint=True,
    )
    extend_select: tuple[str, ...] = setting(
        (),
        STRINGS,
        "Run these rules too.",
        metavar="ID",
        holds_selectors=True,
        per_article=True,
        in_fingerprint=True,
        accumulates=True,
    )
    ignore: tuple[str, ...] = setting(
        (),
        STRINGS,
        "Leave these rules out; wins over all.",
        metavar="ID",
        holds_selectors=True,
        per_article=True,
        in_fingerprint=True,
    )
    extend_ignore: tuple[str, ...] = setting(
        (),
        STRINGS,
        "Leave these rules out too.",
        metavar="ID",
        holds_selectors=True,
        per_article=True,
        in_fingerprint=True,
        accumulates=True,
    )
    fail_on: str = setting(
        "critical",
        STRING,
        "Least severity of a finding that fails.",
        default_note="critical",
        detail="With “never”, neither findings nor the default threshold fail an article.",
        choices=FAIL_ON,
        per_article=True,
        decides=True,
    )
    min_score: float | None = setting(
        None,
        NUMBER,
        "Fail below this score (0-100), not the default threshold.",
        metavar="N",
        limits=(0, 100),
        per_article=True,
        decides=True,
    )
    min_bleu: float | None = setting(
        None,
        NUMBER,
        "Fail below this BLEU (0-100) against the references.",
        metavar="N",
        limits=(0, 100),
        per_article=True,
        decides=True,
    )
    min_chrf: float | None = setting(
        None,
        NUMBER,
        "Fail below this chrF2++ (0-100). "
        "On a single article BLEU and chrF tell good from bad hardly at all.",
        metavar="N",
        limits=(0, 100),
        per_article=True,
        decides=True,
    )
    source_language: str | None = setting(
        None,
        STRING,
        "Language of the sources, such as de.",
        default_note="detected",
        detail="An ISO 639-1 code.",
        metavar="CODE",
        pattern="[a-z]{2}",
        complaint="“{value}” is no ISO 639-1 code; write two small letters, such as de.",
        per_article=True,
    )
    glossary: tuple[str, ...] = setting(
        (),
        STRINGS,
        "Terms to keep to, TBX or CSV.",
        detail="Files, relative to the folder of the settings file.",
        metavar="FILE",
        holds_paths=True,
        accumulates=True,
    )
    do_not_translate: tuple[str, ...] = setting(
        (), STRINGS, "A term that stays as it is in the source.", metavar="TERM", accumulates=True
    )
    text_field: tuple[str, ...] = setting(
        (),
        STRINGS,
        "A field that holds an article's text, in JSON or CSV.",
        detail="A path, such as body, article.body or blocks[].text, or a column. The items of the list in a "
        ".json are an article each, and so are the lines of a .jsonl and the rows of a .csv. Without a "
        "field, these files are left out of a folder.",
        metavar="FIELD",
        option="check",
    )
    require_engine: tuple[str, ...] = setting(
        (), STRINGS, "Exit 2 if this engine did not run.", choices=ENGINES
    )
    no_engine: tuple[str, ...] = setting(
        (), STRINGS, "Leave this engine out.", choices=ENGINES, in_fingerprint=True
    )
    languagetool_url: str | None = setting(
        None,
        STRING,
        "Ask the LanguageTool server at this address.",
        metavar="URL",
        pattern="https?://.*",
        complaint="“{value}” is no address; write it as http://host:8081.",
    )
    model: bool = setting(
        True,
        BOOL,
        "Whether the garble model runs.",
        option_help="Leave the garble model out.",
        per_article=True,
        in_fingerprint=True,
    )
    sensitivity: str = setting(
        "default",
        STRING,
        "How many alarms the model may raise.",
        choices=SENSITIVITIES,
        per_article=True,
        in_fingerprint=True,
    )
    timeout: float | None = setting(
        None,
        NUMBER,
        "Seconds that an article may take; 0: as long as it does.",
        default_note="60 for each 10,000 words that it has begun",
        detail="What loads once a run, engines and the model, does not count.",
        metavar="SECONDS",
        limits=(0, 86_400),
        option="check",
        per_article=True,
    )
    rule: tuple[HouseRule, ...] = setting(
        (),
        _array_of_tables("rule", _house_rules),
        "A house rule: what to look for, what to say, what to write instead.",
        option=None,
        in_fingerprint=True,
        accumulates=True,
    )
    override: tuple[Override, ...] = setting(
        (),
        _array_of_tables("override", _overrides),
        "Settings for some of the articles; later ones win.",
        option=None,
        accumulates=True,
    )
    suppress: tuple[Suppression, ...] = setting(
        (),
        _array_of_tables("suppress", suppressions),
        "A decision not to report findings, for articles without comments.",
        option=None,
        decides=True,
        in_fingerprint=True,
        accumulates=True,
    )
    vocabulary: tuple[str, ...] = setting(
        (),
        STRINGS,
        "Files of names and words that are right as they stand.",
        default_note="mtcheck-vocabulary.txt beside the settings file, where it exists",
        detail="Paths are relative to the folder of the settings file.",
        option=None,
        decides=True,
        holds_paths=True,
        accumulates=True,
    )
    baseline: str | None = setting(
        None,
        STRING,
        "File of findings that were there before.",
        detail="Without it, .mtcheck-baseline.json beside the settings file counts where it exists; "
        f"“{NO_BASELINE}” leaves that out.",
        option="check",
        decides=True,
        holds_paths=True,
    )
    root: str | None = setting(
        None,
        STRING,
        "The folder that patterns and paths are relative to: that of the settings file, as an absolute path.",
        option=None,
        in_file=False,
        decides=True,
    )

    def __post_init__(self) -> None:
        _check(self)

    @property
    def selection(self) -> Selection:
        """The choice of rules."""
        return Selection(self.select, self.extend_select, (*self.ignore, *self.extend_ignore))

    @property
    def fail_severity(self) -> Severity | None:
        """The least severity that fails an article; None: no finding does."""
        return None if self.fail_on == "never" else Severity(self.fail_on)

    def for_path(self, name: str) -> Settings:
        """The settings for the article of that name (its path), with the overrides that apply to it."""
        if not self.override:
            return self
        path = relative(name, self.root)
        return _with_overrides(self, (override for override in self.override if override.applies_to(path)))

    def fingerprint(self) -> str:
        """Eight hex digits over everything that changes findings or scores, not over the gate."""
        values = {
            name: getattr(self, name)
            for name, declaration in declarations().items()
            if declaration.in_fingerprint
        }
        values["ignore"] += values.pop("extend_ignore")
        for name in ("rule", "suppress"):  # left out where empty, so that older fingerprints stay valid
            if entries := values.pop(name):
                values[name] = [entry.significant for entry in entries]
        return hashlib.sha256(repr(list(values.values())).encode()).hexdigest()[:8]


@cache
def declarations() -> Mapping[str, Setting]:
    """The declaration of every setting by the name of its field, in order; `root` is no key of the file."""
    return {name: key for name, key in keys_of(Settings).items() if isinstance(key, Setting)}


#: Settings that matter only once everything is found. A cached analysis does not depend on them.
DECIDING = frozenset(name for name, declaration in declarations().items() if declaration.decides)
#: Settings on which no finding depends, so that a cached analysis does not either.
WITHOUT_FINDINGS = DECIDING | {"timeout"}


def combine(farther: Mapping[str, Any], nearer: Mapping[str, Any]) -> dict[str, Any]:
    """Values by field name; the nearer ones replace the farther ones, or add to them what is new."""
    values = dict(farther)
    for name, value in nearer.items():
        if declarations()[name].accumulates:
            known = values.get(name, ())
            value = (*known, *(item for item in value if item not in known))
        values[name] = value
    return values


def values_of(settings: Settings) -> dict[str, Any]:
    """The values of the settings, by field name."""
    return {field.name: getattr(settings, field.name) for field in fields(settings)}


def _with_overrides(settings: Settings, chosen: Iterable[Override]) -> Settings:
    """The settings with these overrides applied in order, and none left to apply."""
    values = {**values_of(settings), "override": ()}
    for override in chosen:
        values = combine(values, dict(override.values))
    return Settings(**values)


def _check(settings: Settings) -> None:
    """Raise SettingsError for a value that is not allowed."""
    house = [rule.id for rule in settings.rule]
    values = values_of(settings)
    selectors = [
        selector
        for name, declaration in declarations().items()
        if declaration.holds_selectors
        for selector in values[name]
    ]
    try:
        check_selectors(selectors, house=house)
    except UnknownRuleError as error:
        raise SettingsError(str(error)) from None
    for name, declaration in declarations().items():
        declaration.check(key_name(name, declaration), values[name])
    if clash := sorted(set(settings.require_engine) & set(settings.no_engine)):
        raise SettingsError(f"{', '.join(clash)}: required and left out at once; drop one of the two.")
    if settings.rule:
        from mtcheck.rules.house.declaration import check_ids

        check_ids(settings.rule)
    for override in settings.override:
        try:
            override.check_patterns()
            _with_overrides(settings, [override])
        except ValueError as error:
            raise SettingsError(f"[[override]] of {', '.join(override.files)}: {error}") from None
    for entry in settings.suppress:
        entry.check(house=house)
