"""`--text-field` on the command line: JSON in folders and by name, and what is said of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mtcheck.cli.main import main

ALONE = ["--no-engine", "harper", "--no-engine", "languagetool", "--no-model", "--no-cache"]
TEXT = "The council met on the the Tuesday. It approved the budget for the new school after a debate.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["check", *arguments, *ALONE], input=stdin)


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def articles(result: Result) -> dict[str, dict[str, Any]]:
    return {article["file"]: article for article in json.loads(result.stdout)["articles"]}


def test_json_that_is_named_without_a_field_is_an_error_that_names_its_fields() -> None:
    write("a.json", json.dumps({"id": 1, "title": "One", "body": TEXT}))
    result = check("a.json")
    assert result.exit_code == 2
    assert "a.json: is JSON, and no field of it was named (it has “title”, “body”)" in result.stderr
    assert "--text-field" in result.stderr


def test_json_in_a_folder_is_an_article_only_with_a_field() -> None:
    write("news/a.txt", TEXT)
    write("news/b.json", json.dumps([{"body": TEXT}, {"body": TEXT}]))
    write("news/c.jsonl", f'{{"body": "{TEXT.strip()}"}}\n')
    without = check("news", "--format", "json")
    assert without.exit_code == 0
    assert list(articles(without)) == ["news/a.txt"]
    result = check("news", "--format", "json", "--text-field", "body")
    assert result.exit_code == 0
    assert list(articles(result)) == ["news/a.txt", "news/b.json#1", "news/b.json#2", "news/c.jsonl#1"]
    for article in articles(result).values():
        assert [finding["rule"] for finding in article["findings"]] == ["MT505"]


def test_the_settings_may_name_the_field() -> None:
    write("mtcheck.toml", 'text-field = ["title", "body"]\n')
    write("a.json", json.dumps({"title": "The the day", "body": TEXT}, indent=1))
    [article] = articles(check("a.json", "--format", "json")).values()
    assert article["format"] == "json"
    assert [(finding["line"], finding["column"]) for finding in article["findings"]] == [(2, 12), (3, 30)]


def test_a_bad_line_is_said_and_nothing_else_is_lost() -> None:
    write("a.jsonl", f'{{"body": "{TEXT.strip()}"}}\n{{"body": \n{{"text": "x"}}\n')
    result = check("a.jsonl", "--format", "json", "--text-field", "body")
    assert result.exit_code == 2
    found = articles(result)
    assert list(found) == ["a.jsonl#1", "a.jsonl#2", "a.jsonl#3"]
    assert len(found["a.jsonl#1"]["findings"]) == 1
    assert "a.jsonl#2: is no JSON (line 2, column 10" in result.stderr
    assert "a.jsonl#3: it has no field “body”" in result.stderr


def test_standard_input_may_be_json_lines() -> None:
    line = json.dumps({"body": TEXT}) + "\n"
    arguments = ["-", "--stdin-filename", "x.jsonl", "--text-field", "body", "--format", "json"]
    assert list(articles(check(*arguments, stdin=line * 2))) == ["x.jsonl#1", "x.jsonl#2"]


def test_json_is_not_fixed_and_that_is_said() -> None:
    write("a.json", json.dumps({"body": TEXT}))
    before = Path("a.json").read_bytes()
    result = check("a.json", "--text-field", "body", "--fix")
    assert result.exit_code == 0
    assert "a.json: JSON is not fixed" in result.stderr
    assert Path("a.json").read_bytes() == before


def test_a_json_report_of_an_earlier_run_is_no_article() -> None:
    write("news/a.json", json.dumps({"body": TEXT}))
    assert check("news", "--text-field", "body", "-o", "news/report.json").exit_code == 0
    assert list(articles(check("news", "--text-field", "body", "--format", "json"))) == ["news/a.json"]


def test_suggestions_are_not_offered_for_the_click_of_a_button() -> None:
    write("a.jsonl", "\n" + json.dumps({"title": "Zoë", "body": TEXT}, ensure_ascii=False))
    result = check("a.jsonl", "--text-field", "body", "--format", "rdjson")
    [diagnostic] = [
        one for one in json.loads(result.stdout)["diagnostics"] if one["code"]["value"] == "MT505"
    ]
    assert "suggestions" not in diagnostic
    line = Path("a.jsonl").read_bytes().split(b"\n")[1]
    start, end = (diagnostic["location"]["range"][side]["column"] - 1 for side in ("start", "end"))
    assert line[start:end] == b"the the"


@pytest.mark.parametrize("form", ["html", "csv", "markdown", "sarif", "github", "gitlab", "junit", "text"])
def test_every_report_can_be_made(form: str) -> None:
    body = "<p>It is \u201cthe the\u201d day.</p>\n<p>The the café&nbsp;is open.</p>"
    write("a.json", json.dumps([{"title": 'A "big" day', "body": body}] * 2))
    result = check("a.json", "--text-field", "title", "--text-field", "body", "--format", form)
    assert result.exit_code in (0, 1), result.stderr
    assert result.stdout
    assert not set("\ufffc\ufdd0\ufdd1") & set(result.stdout)


def test_a_table_of_a_cms_has_an_article_a_row_and_columns_of_segments_go_first() -> None:
    write("news/a.csv", f'id,body\n1,"{TEXT.strip()}"\n2,"{TEXT.strip()}"\n')
    assert check("news").exit_code == 2
    result = check("news", "--text-field", "body", "--format", "json")
    assert list(articles(result)) == ["news/a.csv#2", "news/a.csv#3"]
    assert [article["findings"][0]["line"] for article in articles(result).values()] == [2, 3]
    assert "a table is not fixed" in check("news", "--text-field", "body", "--fix").stderr
    segments = check("news/a.csv", "--text-field", "body", "--target-column", "body", "--format", "json")
    assert [article["format"] for article in articles(segments).values()] == ["table"]


@pytest.mark.parametrize("form", ["github", "gitlab", "rdjson", "sarif"])
def test_formats_that_programs_turn_into_links_name_the_file_itself(form: str) -> None:
    write("a.jsonl", f'{{"body": "{TEXT.strip()}"}}\n' * 2)
    output = check("a.jsonl", "--text-field", "body", "--format", form).stdout
    wanted = {
        "github": "file=a.jsonl,line=2,",
        "gitlab": '"path": "a.jsonl"',
        "rdjson": '"path": "a.jsonl"',
        "sarif": '"uri": "a.jsonl"',
    }
    assert wanted[form] in output
