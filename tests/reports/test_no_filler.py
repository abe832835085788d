"""No character that stands for markup, code or an address inside the program leaves it, in any format."""

from __future__ import annotations

import pytest

from mtcheck.checker import Checker
from mtcheck.findings.report import Report
from mtcheck.readers.html import html_document
from mtcheck.readers.markdown import markdown_document
from mtcheck.reports.formats import FORMATS, RunResult, load
from mtcheck.settings.model import Settings
from mtcheck.text.masking import JOINER, OPAQUE, PADDING

PAGE = """<h1>Th&eacute; <b>the</b> talks</h1>
<p>They <i>had</i> <b>went</b> to <code>x = y</code> , and the
<code>the</code> the the ha&shy;ll cost 5,99&nbsp;&euro;.</p>
<p>&ldquo; <code>Yes</code> &rdquo; , said the man at www.example.org , who
is more <b>better</b> than <kbd>Q</kbd>.</p>
<p>On 31&nbsp;April the m<b>a</b>n (see <code>a</code> )
came came to <tt>b</tt> ; it was the 3<sup>th</sup> time.</p>
<p>Tom &amp;amp; Ann went to the <code>c</code>the house,, where &lt;b&gt; was. it was late late</p>"""
ARTICLE = """# The **the** talks

They *had* **went** to `x = y` , and the `the` the the hall cost 5,99&nbsp;€. “ `Yes` ” , said the man.

It is more **better** than `Q`. On 31&nbsp;April the m**a**n (see `a` ) came came
to [www.example.org](x) ; it was.
"""


@pytest.fixture(scope="module")
def run() -> RunResult:
    settings = Settings(extend_select=("MT", "GR-HARPER"), no_engine=("languagetool",), model=False)
    with Checker(settings) as checker:
        reports: list[Report] = [
            checker.check(html_document(PAGE, "a.html")),
            checker.check(markdown_document(ARTICLE, "a.md")),
        ]
    assert all(len(report.findings) >= 8 for report in reports)
    return RunResult(tuple(reports))


@pytest.mark.parametrize("name", FORMATS)
def test_no_filler_leaves_the_program(run: RunResult, name: str) -> None:
    output = load(name)(run)
    assert not {JOINER, PADDING, OPAQUE} & set(output)
    assert not any(escape in output for escape in ("\\ufdd0", "\\ufdd1", "\\ufffc", "U+FDD", "U+FFFC"))
