"""The galley: which findings lie on which stretch of a paragraph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtcheck.findings.finding import Category, Finding, Severity
from mtcheck.reports.page.galley import Segment, lay_out
from mtcheck.text.document import Document

TEXT = "The council met on Tuesday. Its members voted for the budget."


def finding(start: int, end: int) -> Finding:
    return Finding(
        "MT501", "verb-form", Category.GRAMMAR, Severity.MINOR, start, end, TEXT[start:end], "A remark."
    )


def segments(findings: list[Finding]) -> list[Segment]:
    (block,) = lay_out(Document(TEXT), findings)
    return [segment for part in block.parts for segment in part.segments]


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 20)), max_size=12))
def test_each_stretch_has_the_findings_that_lie_on_it_the_shortest_first(
    ranges: list[tuple[int, int]],
) -> None:
    findings = [finding(start, min(start + length, len(TEXT))) for start, length in ranges]
    offset = 0
    begun: list[int] = []
    for segment in segments(findings):
        end = offset + len(segment.text)
        begun += segment.begins
        if segment.text:
            expected = [index for index, one in enumerate(findings) if one.start < end and offset < one.end]
            assert segment.findings == tuple(
                sorted(expected, key=lambda index: (findings[index].end - findings[index].start, index))
            )
        offset = end
    assert offset == len(TEXT)
    assert sorted(begun) == list(range(len(findings))), "each begins once"
