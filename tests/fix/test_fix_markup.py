"""`--fix` and the markup of sites: what is masked stays as it is, byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.checker import Checker
from mtcheck.fix.files import fix_bytes, without_engines
from mtcheck.readers import read_bytes
from mtcheck.settings.model import Settings

CHECKER = Checker(without_engines(Settings()))
#: Sentences with what is fixed, and without.
PROSE = (
    "The council met on Tuesday to hear the mayor speak.",
    "It approved the the budget for the new school , after a debate.",
    "The union said that it would  vote again in May ; nobody knew when.",
)
BLOCKS = (
    "::: warning\n{}\n:::",
    ":::tip[The the note , ours]\n\n{}\n\n:::",
    "::video{{src='the the , a'}}\n\n{}",
    "!!! note\n    {}",
    '=== "The the tab"\n\n    {}',
    "{{% for the the in a , b %}}\n{}\n{{% endfor %}}",
    "{{% comment %}}\nthe the , a\n{{% endcomment %}}\n\n{}",
    "{{{{ the the | a , b }}}}\n\n{}",
    "{}\n{{: .the .the , }}",
    "* the the TOC , a\n{{:toc}}\n\n{}",
    "[gallery ids='the the , 2']\n\n{}",
    "[code]the the , a[/code]\n\n{}",
    "$$\nthe the , a :: b\n$$\n\n{}",
    "import a , {{ b }} from 'the the , a'\n\n{}",
    "<Note title='the the , a' at={{a , b}}>\n{}\n</Note>",
    "{{/* the the , a */}}\n\n{}",
    "```\nthe the , a\n```\n\n{}",
    "- {} {{{{ the the , a }}}}",
)
DOCUMENTS = st.lists(
    st.builds(lambda block, text: block.format(text), st.sampled_from(BLOCKS), st.sampled_from(PROSE)),
    min_size=1,
    max_size=5,
).map(lambda blocks: "\n\n".join((PROSE[0], *blocks)) + "\n")


def masked(data: bytes, suffix: str) -> list[str]:
    document = read_bytes(data, "a", suffix)
    return [document.text[mask.start : mask.end] for mask in document.masks]


@settings(max_examples=25, deadline=None)
@given(DOCUMENTS)
def test_masked_ranges_stay_and_a_second_time_changes_nothing(text: str) -> None:
    data = text.encode()
    outcome = fix_bytes(data, "a.md", ".md", CHECKER)
    assert not outcome.failed
    assert masked(outcome.after, ".md") == masked(data, ".md")
    assert fix_bytes(outcome.after, "a.md", ".md", CHECKER).after == outcome.after


@pytest.mark.parametrize("block", BLOCKS)
def test_prose_about_the_markup_is_fixed(block: str) -> None:
    before = block.format(PROSE[1])
    after = before.replace("approved the the budget", "approved the budget").replace("school ,", "school,")
    assert fix_bytes(before.encode(), "a.md", ".md", CHECKER).after.decode() == after


def test_front_matter_is_checked_and_not_fixed() -> None:
    text = f"---\ntitle: The the strike\ndescription: {PROSE[1]}\n---\n\n{PROSE[1]}\n"
    document = read_bytes(text.encode(), "a.md", ".md")
    assert len([finding for finding in CHECKER.analyse(document).findings if finding.rule == "MT505"]) >= 2
    fixed = fix_bytes(text.encode(), "a.md", ".md", CHECKER)
    head, _, body = fixed.after.decode().rpartition("---\n")
    assert text.startswith(head + "---\n")
    assert "approved the budget" in body
    assert fixed.left["in markup"] >= 2
