"""Pages of the site that are made from the code (rules, commands, settings), and papers that lie elsewhere.

A hook of MkDocs (`hooks` in mkdocs.yml). It asks mtcheck what users can ask it: its list of rules as JSON,
its commands, its `Settings`. So a page cannot say what the program does not do.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # the checkout's mtcheck, whichever is installed

#: Heading of a family of rules, by the beginning of their ids, in the order of the site.
FAMILIES = {
    "MT0": "Showstoppers",
    "MT1": "Damaged phrases",
    "MT2": "Names",
    "MT3": "Numbers, dates, units",
    "MT4": "Punctuation",
    "MT5": "Structure",
    "MT6": "Source and reference",
    "MT9": "Housekeeping",
}
#: Papers that lie where the forge or the package looks for them, by the page that shows them.
PAPERS = {
    "contributing.md": "CONTRIBUTING.md",
    "changelog.md": "CHANGELOG.md",
    "security.md": "SECURITY.md",
    "model-card.md": "mtcheck/garble/MODEL_CARD.md",
}
#: Sections of a rule's documentation that show text, as it stands in an article.
SAMPLES = ("Example", "Instead")
#: The paper that rules cite, with ids such as B7.
SOURCES = "docs/quality-checks.md"

_WRAPPED = re.compile(r"^(.{90,})\n", re.MULTILINE)
_CITATION = re.compile(r"(?<![\w-])[BM]\d{1,2}(?![\w-])")
_CODE = re.compile(r"(`+[^`]+`+)")
_LINK = re.compile(r"(?<=\]\()([^)\s#]+)((?:#[^)\s]*)?)(?=\))")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill the navigation's “Rules”."""
    entries = rules()
    pages: list[Any] = ["rules/index.md"]
    for prefix, family in FAMILIES.items():
        pages.append({family: [page_of(rule) for rule in entries if rule["id"].startswith(prefix)]})
    pages.append({"The garble model": ["rules/GM101.md"]})
    for section in config.nav or []:
        if "Rules" in section:
            section["Rules"] = pages
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made here."""
    for address, text in generated():
        files.append(File.generated(config, address, content=text))
    return files


def on_page_markdown(markdown: str, *, page: Any, config: MkDocsConfig, **_: Any) -> str:
    """Make links hold on the site; the papers among the pages are relative to their own places."""
    address = page.file.src_uri
    place = ROOT / PAPERS.get(address, f"docs/{address}")
    return relinked(markdown, place, address, config.extra["repository"])


def generated() -> Iterator[tuple[str, str]]:
    """Address and text of each page that is made here."""
    entries = rules()
    yield "rules/index.md", index_of_rules(entries)
    for rule in entries:
        yield page_of(rule), rule_page(rule)
    yield "rules/GM101.md", model_page()
    yield "reference/command-line.md", command_line()
    yield "reference/settings.md", settings()
    for page, paper in PAPERS.items():
        yield page, (ROOT / paper).read_text("utf-8")


# --- links


def relinked(markdown: str, place: Path, page: str, repository: str) -> str:
    """The text with links that hold on the site: to pages as to pages, to other files as to the forge's copy.

    place: the file that the links are relative to. page: the address that the text will have on the site.
    """
    pages = {ROOT / paper: address for address, paper in PAPERS.items()}

    def target(match: re.Match[str]) -> str:
        name, anchor = match.groups()
        if ":" in name or name.startswith("/"):
            return match[0]
        path = Path(os.path.normpath(place.parent / name))
        if path in pages or path.is_relative_to(ROOT / "docs"):
            linked = pages.get(path) or path.relative_to(ROOT / "docs").as_posix()
            return os.path.relpath(linked, Path(page).parent).replace(os.sep, "/") + anchor
        kind = "tree" if path.is_dir() else "blob"
        return f"{repository}/{kind}/main/{path.relative_to(ROOT).as_posix()}{anchor}"

    return _LINK.sub(target, markdown)


# --- rules


def rules() -> list[dict[str, Any]]:
    """What `mtcheck rules --format json` prints."""
    return list(json.loads(printed("rules", "--format", "json")))


def page_of(rule: dict[str, Any]) -> str:
    return f"rules/{rule['id']}.md"


def rule_page(rule: dict[str, Any]) -> str:
    """The page of a rule: its documentation, section by section, and how to silence it."""
    state = "on by default" if rule["default"] else f"off by default: `--extend-select {rule['id']}`"
    lines = [
        f"# {rule['id']} {rule['name']}",
        "",
        f"{escaped(rule['summary'])}.",
        "",
        f"*{rule['severity']} · {rule['category']} · {state}*",
    ]
    for heading, text in rule["sections"].items():
        lines += ["", f"## {heading}", "", section(heading, text)]
    lines += [
        "",
        "## To silence it",
        "",
        f'In one run, `--ignore {rule["id"]}`; for good, `ignore = ["{rule["id"]}"]` in `mtcheck.toml`. To '
        "silence it in one place, see [Decisions that hold](../decisions.md).",
        "",
    ]
    return "\n".join(lines)


def section(heading: str, text: str) -> str:
    return sample(text) if heading in SAMPLES else cited(prose(text))


def index_of_rules(entries: list[dict[str, Any]]) -> str:
    lines = [
        "# Rules",
        "",
        "`mtcheck explain ID` prints a rule's page; `mtcheck rules` lists them all. Ids stay for ever. A "
        "rule that is *off* runs where it is [selected](../checking.md#which-rules-run).",
    ]
    for prefix, family in FAMILIES.items():
        lines += ["", f"## {family}", ""]
        lines += ["| id | name | severity | default | what it finds |", "| --- | --- | --- | --- | --- |"]
        lines += [
            f"| [{rule['id']}]({rule['id']}.md) | {rule['name']} | {rule['severity']} | "
            f"{'on' if rule['default'] else 'off'} | {escaped(rule['summary'])} |"
            for rule in entries
            if rule["id"].startswith(prefix)
        ]
    lines += [
        "",
        "## Everything else that has an id",
        "",
        "* [GM101](GM101.md) damaged-phrase: words that hardly fit their sentence, by the garble model.",
        "* `GR-HARPER-…`, `GR-LT-…`: findings of [the grammar engines](../engines.md), with the engine's own "
        "name of the rule.",
        "* `HR-…`: [rules of the house](../settings.md#house-rules), declared in the settings.",
        "",
    ]
    return "\n".join(lines)


def model_page() -> str:
    head, *paragraphs = printed("explain", "GM101").strip().split("\n\n")
    title, _, facts = head.partition("\n")
    body = "\n\n".join(prose(paragraph) for paragraph in paragraphs)
    more = "[The model card](../model-card.md) has data, figures and limits."
    return f"# {title}\n\n*{facts}*\n\n{body}\n\n{more}\n"


def prose(text: str) -> str:
    """Plain text of a docstring as Markdown: paragraphs on one line, nothing in them but code is markup."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text.strip()))
    return "\n\n".join(
        "".join(part if part.startswith("`") else escaped(part) for part in _CODE.split(paragraph))
        for paragraph in paragraphs
    )


def sample(text: str) -> str:
    """Text of an article, shown as it stands; a line that was wrapped at the code's width goes on."""
    text = _WRAPPED.sub(r"\1 ", text.strip())
    return f"``` {{ .text .sample }}\n{text}\n```"


def cited(markdown: str) -> str:
    """With links to the page that has the sources, and to the places of the ids that stand there."""
    if SOURCES not in markdown:
        return markdown
    linked = _CITATION.sub(lambda found: f"[{found[0]}](../quality-checks.md#{found[0].lower()})", markdown)
    return linked.replace(SOURCES, f"[{SOURCES}](../quality-checks.md)")


def escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\*_\[\]|#~])", r"\\\1", text)


# --- command line and settings


def command_line() -> str:
    """A section for each command: what it does, and a table of its options."""
    lines = [
        "# Command line",
        "",
        "What `--help` prints. The exit status is on [a page of its own](../score.md#exit-status).",
    ]
    for name, command in commands(entry_point(), "mtcheck"):
        context = click.Context(command, info_name=name)
        usage = " ".join(command.collect_usage_pieces(context))
        lines += ["", f"## {name}", "", f"    {name} {usage}", "", *paragraphs_of(command.help or "")]
        options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
        if options:
            lines += ["", "| option | |", "| --- | --- |"]
            lines += [option_row(one, context) for one in options]
    return "\n".join(lines) + "\n"


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """The commands that can be run, by their full names, those of groups after their group."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name)
        for part in command.list_commands(context):
            nested = command.get_command(context, part)
            assert nested is not None
            yield from commands(nested, f"{name} {part}")


def entry_point() -> click.Command:
    """The command that pyproject.toml installs as `mtcheck`."""
    (target,) = re.findall(r'^mtcheck = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    module, _, name = target.partition(":")
    command = getattr(importlib.import_module(module), name)
    assert isinstance(command, click.Command)
    return command


def option_row(option: click.Option, context: click.Context) -> str:
    names, text = option.get_help_record(context) or ("", "")
    return f"| `{names.replace('|', chr(92) + '|')}` | {escaped(' '.join(text.split()))} |"


def paragraphs_of(text: str) -> list[str]:
    return [prose(text)] if text.strip() else []


def settings() -> str:
    """A row for each key of mtcheck.toml, and for each key of its tables."""
    from mtcheck.rules.house.declaration import HouseRule
    from mtcheck.settings import declarations
    from mtcheck.settings.loader import EXTENDS
    from mtcheck.settings.overrides import FILES
    from mtcheck.settings.suppression import Suppression
    from mtcheck.toml_values import keys_of

    lines = [
        "# Settings",
        "",
        "The keys of `mtcheck.toml`, or of `[tool.mtcheck]` in `pyproject.toml`. "
        "[Settings and house rules](../settings.md) shows how they are used and how files add up. Paths are "
        "relative to the file that they stand in. Most keys are [options](command-line.md) of the same name; "
        "those marked *each article* may stand in an `[[override]]`, too.",
        "",
        "| key | value | default | each article | |",
        "| --- | --- | --- | --- | --- |",
        f"{key_cells('extends', EXTENDS)} |  |  | {meaning(EXTENDS)} |",
    ]
    for name, declared in declarations().items():
        if declared.in_file:
            default = declared.default_note if declared.default in (None, ()) else toml(declared.default)
            article = "yes" if declared.per_article else ""
            lines.append(f"{key_cells(name, declared)} | {default} | {article} | {meaning(declared)} |")
    lines += [
        "",
        "## `[[override]]`",
        "",
        "Keys that are marked *each article* above, and",
        "",
        "| key | value | |",
        "| --- | --- | --- |",
        f"{key_cells('files', FILES)} | {meaning(FILES)} |",
    ]
    for heading, table in (("rule", HouseRule), ("suppress", Suppression)):
        lines += ["", f"## `[[{heading}]]`", "", "| key | value | |", "| --- | --- | --- |"]
        lines += [f"{key_cells(name, key)} | {meaning(key)} |" for name, key in keys_of(table).items()]
    return "\n".join(lines) + "\n"


def key_cells(name: str, key: Any) -> str:
    """The first two cells of a key's row: what it is called, and what it may hold."""
    from mtcheck.toml_values import key_name

    value = key.type.description
    if key.choices:
        value = ", ".join(toml(choice) for choice in key.choices)
        value = f"a list of {value}" if key.type.description.startswith("a list") else value
    return f"| `{key_name(name, key)}` | {escaped(value) if not key.choices else value}"


def meaning(key: Any) -> str:
    """What a key is for. What is on until it is switched off is described by its option, `--no-…`."""
    text = escaped(" ".join(part for part in (key.help, getattr(key, "detail", "")) if part))
    return f"`false`: {text}" if getattr(key, "default", None) is True else text


def toml(value: Any) -> str:
    return f"`{json.dumps(value, ensure_ascii=False)}`"


# --- asking mtcheck


def printed(*arguments: str) -> str:
    """What the command line prints, with no settings file in sight."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "mtcheck", *arguments, "--config", os.devnull]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout
