from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mtcheck.findings.finding import Category, Finding, Severity
from mtcheck.findings.merge import PASSAGE, merge


def finding(rule: str, start: int, end: int, severity: Severity = Severity.MINOR) -> Finding:
    return Finding(rule, rule.lower(), Category.GRAMMAR, severity, start, end, "x" * (end - start), "test")


def test_overlapping_findings_become_one_that_names_the_others() -> None:
    merged = merge(
        [finding("GR-HARPER-A", 3, 9, Severity.MAJOR), finding("MT501", 5, 7), finding("GR-LT-B", 6, 12)]
    )
    assert [(one.rule, one.start, one.end) for one in merged] == [("MT501", 5, 7)]
    assert set(merged[0].also_reported_by) == {"GR-HARPER-A", "GR-LT-B"}


def test_neighbours_stay_apart() -> None:
    assert len(merge([finding("MT501", 0, 5), finding("MT502", 5, 9)])) == 2


def test_a_passage_takes_in_relayed_findings_but_not_our_own() -> None:
    merged = merge(
        [finding("MT010", 0, PASSAGE + 1), finding("GR-HARPER-SpellCheck", 4, 8), finding("MT501", 10, 12)]
    )
    assert [one.rule for one in merged] == ["MT010", "MT501"]
    assert merged[0].also_reported_by == ("GR-HARPER-SpellCheck",)


def test_an_invisible_character_gives_way_to_what_is_found_of_its_word() -> None:
    unseen = replace(finding("MT005", 4, 5, Severity.MAJOR), text="\u200b")
    for other in ("MT508", "GR-HARPER-A", "GM101"):
        (merged,) = merge([unseen, finding(other, 0, 9)])
        assert (merged.rule, merged.also_reported_by) == (other, ("MT005",))


def test_the_same_finding_twice_is_reported_once_and_does_not_name_itself() -> None:
    merged = merge([finding("MT501", 0, 5), finding("MT501", 0, 5)])
    assert len(merged) == 1
    assert merged[0].also_reported_by == ()


spans = st.tuples(st.integers(0, 200), st.integers(0, 60)).map(lambda pair: (pair[0], pair[0] + pair[1]))
rules = st.sampled_from(["MT501", "MT402", "GR-LT-A", "GR-HARPER-B", "GM101"])
some = st.lists(
    st.builds(lambda rule, span, s: finding(rule, *span, s), rules, spans, st.sampled_from(Severity))
)


@given(some)
def test_nothing_kept_overlaps_nothing_is_lost_and_order_does_not_matter(findings: list[Finding]) -> None:
    merged = merge(findings)
    assert merged == merge(reversed(findings))
    for first, second in pairwise(merged):
        assert first.end <= second.start or first.start == first.end or second.start == second.end
    for one in findings:
        hosts = [
            m
            for m in merged
            if (m.start < one.end and one.start < m.end) or (m.start, m.end) == (one.start, one.end)
        ]
        empty = one.start == one.end
        assert empty or any(one.rule == host.rule or one.rule in host.also_reported_by for host in hosts)


def test_many_findings_on_one_place() -> None:
    (merged,) = merge(finding(f"GR-LT-R{number}", 4, 9) for number in range(5000))
    assert len({merged.rule, *merged.also_reported_by}) == 5000


RULES = st.sampled_from(["MT101", "MT202", "HR-A", "GM101", "GR-LT-A", "GR-HARPER-B"])
LENGTHS = st.sampled_from([0, 1, 7, PASSAGE - 1, PASSAGE, PASSAGE + 1, 3 * PASSAGE])


@given(
    st.lists(st.tuples(RULES, st.integers(0, 4 * PASSAGE), LENGTHS, st.sampled_from(Severity)), max_size=12)
)
def test_a_finding_is_taken_in_by_the_first_that_may_stand_for_it(
    drawn: list[tuple[str, int, int, Severity]],
) -> None:
    findings = [finding(rule, start, start + length, severity) for rule, start, length, severity in drawn]
    merged = merge(findings)
    for guest in findings:
        hosts = [host for host in merged if may_stand_for(host, guest)]
        assert any(guest.rule in (host.rule, *host.also_reported_by) for host in hosts), guest
    for first in merged:
        others = [other for other in merged if other is not first]
        assert not any(may_stand_for(first, other) and may_stand_for(other, first) for other in others)


def may_stand_for(host: Finding, guest: Finding) -> bool:
    overlap = host.start < guest.end and guest.start < host.end
    if not overlap and (host.start, host.end) != (guest.start, guest.end):
        return False
    if host.end - host.start > PASSAGE:
        return guest.rule == host.rule or not guest.rule.startswith(("MT", "HR"))
    return guest.end - guest.start <= PASSAGE
