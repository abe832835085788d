"""Nothing is published yet: the address is a placeholder, in one place, and all others agree with it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from mtcheck.rules.catalogue import rule_page
from mtcheck.rules.registry import declarations
from mtcheck.version import DOCUMENTATION, REPOSITORY

ROOT = Path(__file__).parents[2]


def test_all_addresses_are_the_one() -> None:
    done = subprocess.run(
        ["git", "grep", "-hIoE", "https://[A-Za-z./]*OWNER[^ )\"'`>]*"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    addresses = set(done.stdout.split())
    assert addresses
    owner, _, name = REPOSITORY.removeprefix("https://github.com/").partition("/")
    assert f"https://{owner}.github.io/{name}/" == DOCUMENTATION
    assert not [address for address in addresses if not address.startswith((REPOSITORY, DOCUMENTATION))]


def test_the_site_has_the_address_and_a_page_for_each_rule() -> None:
    site = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert f"site_url: {DOCUMENTATION}" in site
    assert REPOSITORY in site
    generated = (ROOT / "docs" / "generate.py").read_text("utf-8")
    assert "rules/{rule['id']}.md" in generated
    for rule in declarations():
        assert rule_page(rule.id) == f"{DOCUMENTATION}rules/{rule.id}/"
    assert re.search(r"^## House rules$", (ROOT / "docs" / "settings.md").read_text("utf-8"), re.MULTILINE)
    assert rule_page("GR-LT-X") is not None
    assert rule_page("XX") is None
