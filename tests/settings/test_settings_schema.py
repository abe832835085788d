"""The JSON schema of the settings file: up to date, and of one mind with the loader."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from mtcheck.settings import SettingsError, declarations, load
from mtcheck.settings.schema import FILE, as_json, schema

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

RULE = '[[rule]]\nid = "HR-KYIV"\nmessage = "Not “{text}”."\n'
EVERYTHING = """
extends = ["../house/mtcheck.toml"]
select = ["MT"]
extend-select = ["MT4"]
ignore = ["MT403"]
extend-ignore = ["MT5"]
fail-on = "never"
min-score = 85
min-bleu = 20.5
min-chrf = 0
timeout = 90.5
source-language = "de"
glossary = ["terms.csv"]
do-not-translate = ["Bundestag"]
text-field = ["title", "blocks[].text"]
require-engine = ["languagetool"]
no-engine = ["harper"]
languagetool-url = "https://localhost:8081"
model = false
sensitivity = "low"
vocabulary = ["words.txt"]
baseline = "none"

[[rule]]
id = "HR-KYIV"
name = "kyiv"
phrase = ["Kiev", "Kiew"]
match-case = true
message = "The house writes “Kyiv”, not “{text}”."
severity = "major"
category = "style/register"
replacement = "Kyiv"
safe-fix = true
default = false
flag = ["He flew to Kiev."]
pass = ["He flew to Kyiv."]

[[rule]]
id = "HR-PERCENT"
pattern = '(\\d) ?%'
message = "Write “per cent”."

[[override]]
files = ["opinion/**"]
extend-ignore = ["MT5"]
fail-on = "major"
min-score = 1
model = true
source-language = "fr"

[[suppress]]
file = "interviews/*.txt"
rule = "all"
text = "Volte face"
reason = "so he spells it"
"""

GOOD = {
    "nothing": "",
    "everything": EVERYTHING,
    "a phrase alone": RULE + 'phrase = "Kiev"\n',
    "an entry for a rule": '[[suppress]]\nfile = "a.txt"\nrule = "MT101"\n',
}
BAD = {
    "an unknown key": 'colour = "red"',
    "an underscore": 'fail_on = "major"',
    "an unknown choice": 'fail-on = "majro"',
    "an unknown engine": 'no-engine = ["vale"]',
    "a string for a list": 'select = "MT5"',
    "a string for a boolean": 'model = "no"',
    "a boolean for a number": "min-score = true",
    "a negative time": "timeout = -1",
    "a number out of range": "min-chrf = 101",
    "a language that is no code": 'source-language = "German"',
    "an address that is none": 'languagetool-url = "host:8081"',
    "the folder": 'root = "/"',
    "a number to extend": "extends = 3",
    "a string for tables": 'rule = "x"',
    "a rule without a message": '[[rule]]\nid = "HR-A"\nphrase = "a"',
    "a rule that looks for nothing": RULE,
    "a rule that looks for two things": RULE + 'phrase = "a"\npattern = "b"',
    "a rule with a wrong id": RULE.replace("HR-KYIV", "MT1") + 'phrase = "a"',
    "a rule with a wrong name": RULE + 'phrase = "a"\nname = "Kyiv"',
    "a rule with an unknown severity": RULE + 'phrase = "a"\nseverity = "mayor"',
    "a rule with an unknown key": RULE + 'phrase = "a"\nmatch_case = true',
    "an override for nothing": '[[override]]\nfail-on = "never"',
    "an override without files": '[[override]]\nfiles = []\nfail-on = "never"',
    "an override that changes nothing": '[[override]]\nfiles = ["a"]',
    "an override of the run": '[[override]]\nfiles = ["a"]\nno-engine = ["harper"]',
    "an entry without a rule": '[[suppress]]\nfile = "a.txt"',
    "an entry with an unknown key": '[[suppress]]\nfile = "a.txt"\nrule = "MT1"\nwhy = "x"',
}


@pytest.fixture(scope="module")
def validator() -> Any:
    jsonschema.Draft7Validator.check_schema(schema())
    return jsonschema.Draft7Validator(schema())


def test_the_file_is_up_to_date() -> None:
    assert FILE.read_text("utf-8") == as_json(), "run: python -m mtcheck.settings.schema"


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_a_good_file_is_valid(validator: Any, text: str) -> None:
    validator.validate(json.loads(json.dumps(tomllib.loads(text))))


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_bad_file_is_invalid_for_the_schema_and_the_loader(
    validator: Any, tmp_path: Path, text: str
) -> None:
    assert not validator.is_valid(tomllib.loads(text))
    path = tmp_path / "mtcheck.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError):
        load(path)


def test_every_key_is_in_it_and_described() -> None:
    known = schema()["properties"]
    assert set(known) == {name.replace("_", "-") for name in declarations()} - {"root"} | {"extends"}
    tables = [known, *(table["properties"] for table in schema()["definitions"].values())]
    assert all(key["description"] for table in tables for key in table.values())
    assert set(tomllib.loads(EVERYTHING)) == set(known) - {"root"}, "the good file shows every key"
