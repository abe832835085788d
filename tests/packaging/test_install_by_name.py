"""Nothing is installed by mtcheck's name while nothing is published under it.

Whoever registers the name first would run code in the CI of everyone who follows us.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from documents import ROOT

from mtcheck.version import install_command

#: Programs that fetch packages by name, up to the name.
_BY_NAME = re.compile(
    r"\b(?:pip3?|pipx|uv|uvx|conda|mamba|poetry|pdm|rye|easy_install)\b[^\n`;|]*[ \t\"'`]"
    r"(?<!checkout of )mtcheck(?![\w./:-])"
)
#: The name as a requirement: with extras or a version.
_REQUIREMENT = re.compile(r"\bmtcheck(?:\[|\s*(?:==|~=|>=|<=|===)\s*(?:\d|\$))")


def by_name(text: str) -> list[str]:
    """What installs mtcheck by its name."""
    return [match[0] for match in (*_BY_NAME.finditer(text), *_REQUIREMENT.finditer(text))]


def texts() -> list[Path]:
    """The repository's text files; nothing that only lies beside them."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs git and a checkout")
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [
        path
        for path in paths
        if path.is_file() and path.stat().st_size < 1_000_000 and b"\0" not in path.read_bytes()[:8192]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "pip install mtcheck",
        'pip install "mtcheck[spark]"',
        "python -m pip install --force-reinstall mtcheck",
        "uvx mtcheck check x",
        "pipx run mtcheck",
        "what=mtcheck==$VERSION",
        "additional_dependencies: [mtcheck>=0.1]",
        "`pip install mtcheck`",
    ],
)
def test_what_installs_by_name_is_seen(text: str) -> None:
    assert by_name(text)


@pytest.mark.parametrize(
    "text",
    [
        'pip install ".[spark]" in a checkout of mtcheck',
        "pip install https://github.com/OWNER/mtcheck/archive/refs/tags/v0.1.0.tar.gz",
        "mtcheck check pip.txt",
    ],
)
def test_what_does_not_is_not(text: str) -> None:
    assert not by_name(text)


def test_nothing_in_the_repository_installs_by_name() -> None:
    installing = {
        path.relative_to(ROOT).as_posix(): words
        for path in texts()
        if path != Path(__file__) and (words := by_name(path.read_text("utf-8", "replace")))
    }
    # A package may ask for its own extras: pip takes them from what it is installing.
    assert installing.pop("pyproject.toml") == ["mtcheck["]
    assert not installing


def test_messages_name_an_extra_by_the_checkout() -> None:
    assert install_command("xliff") == 'pip install ".[xliff]" in a checkout of mtcheck'


def test_every_address_is_the_one_placeholder_or_the_one_account() -> None:
    """One place to change: the same account everywhere, so that one replacement is enough."""
    accounts = {
        account
        for path in texts()
        for account in re.findall(
            r"(?:github\.com/|uses: )([\w-]+)/mtcheck\b", path.read_text("utf-8", "replace")
        )
    }
    assert len(accounts) == 1
