"""House rules as settings declare them: what is read, and what a mistake is called."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from mtcheck.findings.finding import Category, Severity
from mtcheck.rules.house.declaration import HouseRule
from mtcheck.settings import Settings, SettingsError, load

RULE = '[[rule]]\nid = "HR-A"\nphrase = "kids"\nmessage = "No {text}."\n'


def read(tmp_path: Path, text: str, name: str = "mtcheck.toml") -> Settings:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return load(path)


def test_every_key_is_read(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        '[[rule]]\nid = "HR-KIDS"\nname = "no-kids"\nphrase = ["kids", "kiddies"]\nmatch-case = true\n'
        'message = "Not “{text}” but “{replacement}”."\nseverity = "major"\ncategory = "style/register"\n'
        'replacement = "children"\n'
        'safe-fix = true\ndefault = false\nflag = ["The kids left."]\npass = ["The children left."]\n',
    )
    assert settings.rule == (
        HouseRule(
            id="HR-KIDS",
            name="no-kids",
            phrases=("kids", "kiddies"),
            match_case=True,
            message="Not “{text}” but “{replacement}”.",
            severity=Severity.MAJOR,
            category=Category.REGISTER,
            replacement="children",
            safe_fix=True,
            default=False,
            flag=("The kids left.",),
            passes=("The children left.",),
        ),
    )
    assert settings.rule[0].source == str(tmp_path / "mtcheck.toml")


def test_little_is_needed_and_pyproject_has_them_too(tmp_path: Path) -> None:
    text = RULE.replace("[[rule]]", "[[tool.mtcheck.rule]]")
    (rule,) = read(tmp_path, text, "pyproject.toml").rule
    assert (rule.name, rule.severity, rule.category, rule.default) == (
        "a",
        Severity.MINOR,
        Category.HOUSE_STYLE,
        True,
    )
    assert (rule.phrases, rule.replacement, rule.safe_fix) == (("kids",), None, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('rule = "x"', "“rule” must be tables, each headed [[rule]]"),
        ('[[rule]]\nphrase = "a"\nmessage = "x"', "[[rule]] number 1: “id” is missing"),
        ('[[rule]]\nid = "HR-A"\nphrase = "a"', "[[rule]] HR-A: “message” is missing"),
        ('[[rule]]\nid = 3\nphrase = "a"', "“id” must be a string"),
        ('[[rule]]\nid = "MT1"\nphrase = "a"\nmessage = "x"', "HR-NAME"),
        ('[[rule]]\nid = "HR-A B"\nphrase = "a"\nmessage = "x"', "HR-NAME"),
        (RULE + 'name = "No Kids"', "parted by hyphens"),
        (RULE + 'pattern = "a"', "a phrase or a pattern, and not both"),
        ('[[rule]]\nid = "HR-A"\nmessage = "x"', "a phrase or a pattern"),
        (RULE.replace('"kids"', '["kids", " "]'), "stands everywhere"),
        (RULE + 'patern = "a"', "[[rule]] HR-A: unknown key “patern”: did you mean “pattern”"),
        (RULE + "match_case = true", "did you mean “match-case”"),
        (RULE + 'severity = "mayor"', "severity: “mayor” is not known: did you mean “major”"),
        (RULE + 'category = "style"', "category: “style” is not known"),
        (RULE + 'flag = "The kids left."', "“flag” must be a list of strings"),
        (RULE + "safe-fix = true", "there is nothing to put in"),
        (RULE.replace("{text}", "{txt}"), "“txt” is not known: did you mean “text”"),
        (RULE.replace("{text}", "{replacement}"), "there is none"),
        ('[[rule]]\nid = "HR-A"\nmessage = "x"\npattern = "a("', "“a(” is no regular expression: missing )"),
        ('[[rule]]\nid = "HR-A"\nmessage = "x"\npattern = "a*"', "matches where nothing stands"),
        (
            '[[rule]]\nid = "HR-A"\nmessage = "x"\npattern = "(a)"\nreplacement = \'\\2\'',
            "invalid group reference",
        ),
        ('[[rule]]\nid = "HR-A"\nmessage = "x"\npattern = "(a)"\nreplacement = \'\\g<b>\'', "unknown group"),
        (RULE + RULE.replace("kids", "others"), "[[rule]] HR-A: the id is declared twice"),
        (RULE + RULE, "[[rule]] HR-A: the id is declared twice"),
        ('ignore = ["HR-B"]\n' + RULE, "unknown rule “HR-B”: did you mean HR-A"),
    ],
)
def test_a_mistake_is_an_error_that_names_file_rule_key_and_cause(
    tmp_path: Path, text: str, expected: str
) -> None:
    with pytest.raises(SettingsError) as error:
        read(tmp_path, text)
    assert expected in str(error.value)
    assert str(error.value).startswith(f"{tmp_path / 'mtcheck.toml'}: ")


def test_house_ids_can_be_selected_and_ignored(tmp_path: Path) -> None:
    settings = read(tmp_path, 'select = ["HR"]\nextend-select = ["HR-A"]\nignore = ["HR-A"]\n' + RULE)
    assert settings.ignore == ("HR-A",)


def test_rules_are_plain_values_and_the_fingerprint_follows_all_but_their_examples() -> None:
    rule = HouseRule(id="HR-A", message="x", phrases=("kids",))
    assert pickle.loads(pickle.dumps(Settings(rule=(rule,)))) == Settings(rule=(rule,))
    assert hash(Settings(rule=(rule,))) == hash(
        Settings(rule=(HouseRule(id="HR-A", message="x", phrases=("kids",)),))
    )
    with_examples = HouseRule(id="HR-A", message="x", phrases=("kids",), flag=("kids",), source="a.toml")
    assert Settings(rule=(rule,)).fingerprint() == Settings(rule=(with_examples,)).fingerprint()
    other = HouseRule(id="HR-A", message="x", phrases=("kids",), severity=Severity.MAJOR)
    assert len({Settings(rule=rules).fingerprint() for rules in ((), (rule,), (other,))}) == 3
