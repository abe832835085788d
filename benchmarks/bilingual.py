"""What the MT6 rules find and what they cost: `python -m benchmarks.bilingual --shared ../shared`.

One row a rule. *MQM news*: findings on annotated Chinese-English news (WMT21, WMT23), and the share that
touches a span of a professional. *MQM all*: the same over all annotated sets but the references (de, es, fr,
he, ru into English). *DEMETR*: planted errors that the rule is about and finds, of all of them; alarms on the
unharmed versions. *halluc*: German-English outputs with a hallucination that have a finding, and outputs
without one that have. *sound*: findings on human translations (`docs_pairs`, one document at a time,
sentences aligned by the aligner), and per 1,000 words; some of these translations do have the error.

Below stands the aligner: human translations of which 5 % of the lines were left out and 10 % joined with the
one before; which lines it links rightly, and which of those left out it reports. With --estimates:
correlations of a segment's points on WMT documents that no table and no garble model was trained on (needs
scipy and the model).
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest
from pathlib import Path

import click

from benchmarks import rows
from benchmarks.hits import format_share, touches_any
from mtcheck.bilingual.align.sentences import align, one_to_one
from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.source_language import detect
from mtcheck.findings.finding import Finding
from mtcheck.rules.base import PairRule
from mtcheck.rules.registry import pair_rules
from mtcheck.rules.run import run_rules
from mtcheck.rules.source.analysis import PairRequest, analyse_pair
from mtcheck.text.document import Document

#: The planted errors of DEMETR that a rule is about.
CONCERNS = {
    "MT602": ("codemix",),
    "MT603": ("numbers_replaced",),
    "MT609": ("id19_question",),
    "MT620": ("negation",),
    "MT613": ("pp_removed", "addition"),
    "MT618": ("misspelled", "char_removed", "ne_replaced"),
    "MT619": ("misspelled", "char_removed", "ne_replaced"),
}
#: Shares of the lines that are left out of a translation, and that are joined with the one before.
_LEFT_OUT, _JOINED = 0.05, 0.10
#: Confidence from which a link to nothing counts as a reported omission.
_REPORTED_FROM = 0.75


class Tally:
    """Findings counted by rule and column of the table."""

    def __init__(self, show: int) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.totals: Counter[str] = Counter()
        self._show = show

    def add(self, findings: Iterable[Finding], column: str, source: str) -> None:
        """Count findings, and print the first ones of each rule and column."""
        for finding in findings:
            self.counts[finding.rule][column] += 1
            if self.counts[finding.rule][column] <= self._show:
                click.echo(
                    f"  {column} {finding.rule} [[{finding.text}]] {finding.message}  {source[:160]}",
                    err=True,
                )


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@rows.shared_option
@click.option(
    "--select", multiple=True, help="Rule ids or prefixes; default: all, those that are off by default too."
)
@click.option("--documents", default=785, show_default=True, help="Human translations to read.")
@click.option("--show", default=0, help="Print the first N findings of each rule and part.")
@click.option("--estimates", is_flag=True, help="The correlations of the estimates only.")
def main(shared: Path, select: tuple[str, ...], documents: int, show: int, estimates: bool) -> None:
    if estimates:
        _print_correlations(shared)
        return
    rules = [rule for rule in pair_rules() if rule.id.startswith(select or ("MT6",))]
    tally = Tally(show)
    _count_annotated(tally, shared, rules)
    perturbed = _count_planted(tally, shared, rules)
    hallucinations = _count_hallucinations(tally, shared, rules)
    alignments = _count_sound(tally, shared, rules, documents)
    totals = tally.totals
    click.echo(
        f"{totals['news']:,} news segments, {totals['other']:,} others; {totals['demetr']:,} of DEMETR; "
        f"{hallucinations['all']:,} hallucinations, {hallucinations['sound']:,} sound outputs; "
        f"{totals['words']:,} words of human translations, "
        f"{totals['not taken for a pair']} documents of them not taken for a pair"
    )
    _print_table(tally, perturbed)
    click.echo(
        f"halluc: a finding in {hallucinations['hit']} of {hallucinations['all']} hallucinations, "
        f"{hallucinations['sound hit']} of {hallucinations['sound']} outputs without"
    )
    _print_alignments(alignments)


def whole(text: str) -> Document:
    """The text as one segment."""
    return Document(text, segments=((0, len(text), 0),))


def segments_of(sentences: Iterable[str]) -> Document:
    """The sentences as segments of one paragraph."""
    texts, segments, start = [], [], 0
    for sentence in sentences:
        text = sentence.strip() or "-"
        segments.append((start, start + len(text), 0))
        texts.append(text)
        start += len(text) + 1
    return Document(" ".join(texts), segments=tuple(segments))


def find(source: str, target: str, language: str, rules: Iterable[PairRule]) -> tuple[Finding, ...]:
    """Findings on a pair of segments, by the rules that read the language."""
    pair = Pair(whole(source), whole(target), language, one_to_one(1, 1))
    return run_rules([rule for rule in rules if rule.reads(language)], pair).findings


def _language(row: rows.Row) -> str:
    """The source's language; WMT calls Czech “cz” at times."""
    return str(row["lp"][:2].replace("cz", "cs"))


def _count_annotated(tally: Tally, shared: Path, rules: Iterable[PairRule]) -> None:
    """The columns of the annotated translations that are no references and have their spans."""
    for name in ("mqm_zhen", "mqm_bio", "mqm_other"):
        for row in rows.bench(shared, name):
            if row["is_ref"] or (row["mqm"] and not row["spans"]):
                continue
            part = "news" if rows.is_news_with_marks(row) else "other"
            findings = find(row["src"], row["target"], row["lp"][:2], rules)
            spans = rows.marked_spans(row)
            tally.add(findings, part, row["src"])
            right = (finding for finding in findings if touches_any(finding, spans))
            for finding in right:
                tally.counts[finding.rule][f"{part} right"] += 1
            tally.totals[part] += 1


def _count_planted(tally: Tally, shared: Path, rules: Iterable[PairRule]) -> Counter[str]:
    """The columns of DEMETR. Returns how many planted errors each rule is about."""
    perturbed = Counter[str]()
    for row in rows.bench(shared, "demetr"):
        language = detect(row["src"])
        before = find(row["src"], row["mt"], language, rules)
        after = find(row["src"], row["pert"], language, rules)
        new = {finding.rule for finding in after} - {finding.rule for finding in before}
        tally.add(before, "demetr mt", row["src"])
        for rule, errors in CONCERNS.items():
            if row["mt"] != row["pert"] and any(error in row["perturbation"] for error in errors):
                perturbed[rule] += 1
                tally.counts[rule]["demetr"] += rule in new
        tally.totals["demetr"] += 1
    return perturbed


def _count_hallucinations(tally: Tally, shared: Path, rules: Iterable[PairRule]) -> Counter[str]:
    """The columns of hallucinations. Returns outputs: `all` with one, `sound`, and with a finding `hit`."""
    outputs = Counter[str]()
    for row in rows.bench(shared, "halluc_deen"):
        is_sound = row["no_pathology"]
        findings = find(row["src"], row["mt"], "de", rules)
        outputs["sound" if is_sound else "all"] += 1
        outputs["sound hit" if is_sound else "hit"] += bool(findings)
        for rule in {finding.rule for finding in findings}:
            tally.counts[rule]["halluc sound" if is_sound else "halluc"] += 1
    return outputs


def _count_sound(
    tally: Tally, shared: Path, rules: list[PairRule], documents: int
) -> dict[str, Counter[str]]:
    """The column of human translations. Returns how the aligner did, by language."""
    alignments: dict[str, Counter[str]] = defaultdict(Counter)
    for row in _sound_documents(shared, documents):
        source, target = segments_of(row["src"]), segments_of(next(iter(row["human"].values())))
        analysis, _ = analyse_pair(source, target, PairRequest(rules))
        tally.add(analysis.findings, "sound", row["doc"])
        tally.totals["words"] += len(target.words)
        tally.totals["not taken for a pair"] += any(
            "does not look like" in problem for problem in analysis.problems
        )
        alignments[_language(row)].update(_align_harmed(row))
    return alignments


def _sound_documents(shared: Path, count: int) -> Iterator[rows.Row]:
    """`count` human translations of real documents, from every language pair in turn."""
    by_pair: dict[str, list[rows.Row]] = defaultdict(list)
    for row in rows.bench(shared, "docs_pairs"):
        if not row["pseudo"]:
            by_pair[row["lp"]].append(row)
    in_turn = (row for turn in zip_longest(*by_pair.values()) for row in turn if row is not None)
    return islice(in_turn, count)


def _align_harmed(row: rows.Row) -> dict[str, int]:
    """Align a document of which lines were left out and joined, and count what was linked and reported."""
    target, gold = _harm(row)
    if not target:
        return {}
    links = align(segments_of(row["src"]), segments_of(target), _language(row)).links
    linked = {
        (source, sentence)
        for link in links
        for source in range(*link.source)
        for sentence in range(*link.target)
    }
    left_out = {index for index in range(len(row["src"])) if index not in gold}
    reported = {
        source
        for link in links
        if link.target[0] == link.target[1] and link.confidence >= _REPORTED_FROM
        for source in range(*link.source)
    }
    return {
        "links": len(linked),
        "gold": len(gold),
        "right": len(linked & set(gold.items())),
        "left out": len(left_out),
        "reported": len(reported),
        "reported right": len(reported & left_out),
    }


def _harm(row: rows.Row) -> tuple[list[str], dict[int, int]]:
    """The human translation with lines left out and joined, and the target line of each source line."""
    chance = random.Random(row["doc"])
    target: list[str] = []
    gold: dict[int, int] = {}
    for index, line in enumerate(next(iter(row["human"].values()))):
        draw = chance.random()
        if draw < _LEFT_OUT:
            continue
        if draw < _LEFT_OUT + _JOINED and target:
            target[-1] += " " + line
        else:
            target.append(line)
        gold[index] = len(target) - 1
    return target, gold


def _print_table(tally: Tally, perturbed: Counter[str]) -> None:
    click.echo(
        f"{'rule':28} {'':3} | {'MQM news':>8} {'right':>5} | {'MQM all':>8} {'right':>5} | "
        f"{'DEMETR':>9} {'on mt':>5} | {'halluc':>6} {'none':>5} | {'sound':>5} {'/1,000':>6}"
    )
    for rule in pair_rules():
        counts = tally.counts[rule.id]
        every, right = counts["news"] + counts["other"], counts["news right"] + counts["other right"]
        planted = f"{counts['demetr']}/{perturbed[rule.id]}" if perturbed[rule.id] else "-"
        rate = 1000 * counts["sound"] / max(tally.totals["words"], 1)
        click.echo(
            f"{rule.id} {rule.name:22} {'on' if rule.default else 'off':3} | "
            f"{counts['news']:8} {format_share(counts['news right'], counts['news'], 5)} | "
            f"{every:8} {format_share(right, every, 5)} | {planted:>9} {counts['demetr mt']:5} | "
            f"{counts['halluc']:6} {counts['halluc sound']:5} | {counts['sound']:5} {rate:6.3f}"
        )


def _print_alignments(alignments: dict[str, Counter[str]]) -> None:
    click.echo(f"\n{'aligner':8} {'precision':>9} {'recall':>7} {'left out':>9} {'reported':>9} {'right':>6}")
    for language, count in sorted(alignments.items()):
        precision, recall = (count["right"] / max(count[whole], 1) for whole in ("links", "gold"))
        click.echo(
            f"{language:8} {precision:9.3f} {recall:7.3f} "
            f"{count['left out']:9} {count['reported']:9} {count['reported right']:6}"
        )


def _print_correlations(shared: Path) -> None:
    """Correlations with the points of segments: of length, the garble model, and with the source in view."""
    from training.bilingual import measured_segments

    for name, figures in measured_segments(shared):
        click.echo(f"{name:44} " + "  ".join(f"{key} {value:6.3f}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
