"""What the MT6 rules find and what they cost: `python -m benchmarks.bilingual --shared ../shared`.

One row a rule. *MQM news*: findings on annotated Chinese-English news (WMT21, WMT23), and the share that
touches a span of a professional; *MQM all*: the same over all annotated sets but the references (de, es, fr,
he, ru into English). *DEMETR*: planted errors that the rule is about and finds, of all of them; alarms on the
unharmed versions. *halluc*: German-English outputs with a hallucination that have a finding, and outputs
without one that have. *sound*: findings on human translations (`docs_pairs`, one document at a time,
sentences aligned by the aligner), and by 1,000 words; some of these translations do have the error.

Below, the aligner: human translations of which 5 % of the lines were left out and 10 % joined with the one
before; which lines it links rightly, which of those left out it reports. With --estimates, correlations of a
segment's points on WMT documents that no table and no garble model was trained on (needs scipy and the
model).
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from benchmarks import rows
from benchmarks.rules import touches
from mtcheck.bilingual.align.sentences import align, one_to_one
from mtcheck.bilingual.pair import Pair
from mtcheck.bilingual.source_language import detect
from mtcheck.findings.finding import Finding
from mtcheck.rules.registry import pair_rules
from mtcheck.rules.run import run_rules
from mtcheck.rules.source.analysis import PairRequest, analyse_pair
from mtcheck.settings.model import Settings
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


def whole(text: str) -> Document:
    """The text as one segment."""
    return Document(text, segments=((0, len(text), 0),))


def lines(sentences: Iterable[str]) -> Document:
    """The sentences as segments of one paragraph."""
    parts, segments, at = [], [], 0
    for sentence in sentences:
        text = sentence.strip() or "-"
        segments.append((at, at + len(text), 0))
        parts.append(text)
        at += len(text) + 1
    return Document(" ".join(parts), segments=tuple(segments))


def found(source: str, target: str, language: str, settings: Settings) -> tuple[Finding, ...]:
    """Findings on a pair of segments, of the rules that read the language."""
    pair = Pair(whole(source), whole(target), language, one_to_one(1, 1))
    rules = [rule for rule in pair_rules() if settings.selection.runs(rule) and rule.reads(language)]
    return run_rules(rules, pair).findings


class Tally:
    """Counts by rule and column."""

    def __init__(self) -> None:
        self.of: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, findings: Iterable[Finding], column: str, show: int = 0, about: str = "") -> None:
        for finding in findings:
            self.of[finding.rule][column] += 1
            if self.of[finding.rule][column] <= show:
                click.echo(
                    f"  {column} {finding.rule} [[{finding.text}]] {finding.message}  {about[:160]}", err=True
                )


def annotated(shared: Path) -> Iterator[tuple[str, rows.Row]]:
    """(“news” or “other”, row) of the annotated translations that are no references and have their spans."""
    for name in ("mqm_zhen", "mqm_bio", "mqm_other"):
        for row in rows.bench(shared, name):
            if row["is_ref"] or (row["mqm"] and not row["spans"]):
                continue
            news = row["set"] in ("wmt23.zh-en", "wmt21news.zh-en") and row["domain"] == "news"
            yield ("news" if news else "other"), row


@click.command(help=(__doc__ or "").split("\n", 1)[0])
@click.option(
    "--shared",
    type=click.Path(path_type=Path, exists=True),
    required=True,
    help="Folder with bench/ and training/.",
)
@click.option(
    "--select", multiple=True, help="Rule ids or prefixes; default: all, those that are off by default too."
)
@click.option("--documents", default=785, show_default=True, help="Human translations to read.")
@click.option("--show", default=0, help="Print the first N findings of each rule and part.")
@click.option("--estimates", is_flag=True, help="The correlations of the estimates only.")
def main(shared: Path, select: tuple[str, ...], documents: int, show: int, estimates: bool) -> None:
    if estimates:
        correlations(shared)
        return
    settings = Settings(select=select or ("MT6",))
    tally, perturbed, totals = Tally(), Counter[str](), Counter[str]()
    for part, row in annotated(shared):
        findings = found(row["src"], row["target"], row["lp"][:2], settings)
        spans = [(span["start"], span["end"]) for span in row["spans"] or ()]
        tally.add(findings, part, show, row["src"])
        tally.add(
            (finding for finding in findings if touches(finding.start, finding.end, spans)), f"{part} right"
        )
        totals[part] += 1
    for row in rows.bench(shared, "demetr"):
        language = detect(row["src"])
        before = found(row["src"], row["mt"], language, settings)
        after = {finding.rule for finding in found(row["src"], row["pert"], language, settings)} - {
            finding.rule for finding in before
        }
        tally.add(before, "demetr mt", show, row["src"])
        for rule, about in CONCERNS.items():
            if row["mt"] != row["pert"] and any(word in row["perturbation"] for word in about):
                perturbed[rule] += 1
                tally.of[rule]["demetr"] += rule in after
        totals["demetr"] += 1
    hallucinated = Counter[str]()
    for row in rows.bench(shared, "halluc_deen"):
        sound = row["no_pathology"]
        hallucinated["sound" if sound else "all"] += 1
        rules = {finding.rule for finding in found(row["src"], row["mt"], "de", settings)}
        for rule in rules:
            tally.of[rule]["halluc sound" if sound else "halluc"] += 1
        hallucinated["sound hit" if sound else "hit"] += bool(rules)
    words = 0
    linked: dict[str, Counter[str]] = defaultdict(Counter)
    for row in sound_documents(shared, documents):
        source, target = lines(row["src"]), lines(next(iter(row["human"].values())))
        rules = [rule for rule in pair_rules() if settings.selection.runs(rule)]
        analysis, _ = analyse_pair(source, target, PairRequest(rules))
        tally.add(analysis.findings, "sound", show, row["doc"])
        words += len(target.words)
        totals["not taken for a pair"] += any(
            "does not look like" in problem for problem in analysis.problems
        )
        planted(row, linked[row["lp"][:2].replace("cz", "cs")])
    click.echo(
        f"{totals['news']:,} news segments, {totals['other']:,} others; {totals['demetr']:,} of DEMETR; "
        f"{hallucinated['all']:,} hallucinations,"
        f" {hallucinated['sound']:,} sound outputs; {words:,} words of human translations, "
        f"{totals['not taken for a pair']} documents of them not taken for a pair"
    )
    table(tally, perturbed, words)
    click.echo(
        f"halluc: a finding in {hallucinated['hit']} of {hallucinated['all']} hallucinations, {hallucinated['sound hit']} of "
        f"{hallucinated['sound']} outputs without"
    )
    click.echo(f"\n{'aligner':8} {'precision':>9} {'recall':>7} {'left out':>9} {'reported':>9} {'right':>6}")
    for language, count in sorted(linked.items()):
        click.echo(
            f"{language:8} {count['right'] / max(count['links'], 1):9.3f} {count['right'] / max(count['gold'], 1):7.3f} "
            f"{count['left out']:9} {count['reported']:9} {count['reported right']:6}"
        )


def table(tally: Tally, perturbed: Counter[str], words: int) -> None:
    click.echo(
        f"{'rule':28} {'':3} | {'MQM news':>8} {'right':>5} | {'MQM all':>8} {'right':>5} | {'DEMETR':>9} {'on mt':>5} | "
        f"{'halluc':>6} {'none':>5} | {'sound':>5} {'/1,000':>6}"
    )
    for rule in pair_rules():
        n = tally.of[rule.id]
        every, right = n["news"] + n["other"], n["news right"] + n["other right"]
        planted = f"{n['demetr']}/{perturbed[rule.id]}" if perturbed[rule.id] else "-"
        click.echo(
            f"{rule.id} {rule.name:22} {'on' if rule.default else 'off':3} | "
            f"{n['news']:8} {_share(n['news right'], n['news'])} | "
            f"{every:8} {_share(right, every)} | {planted:>9} {n['demetr mt']:5} | {n['halluc']:6} {n['halluc sound']:5} | "
            f"{n['sound']:5} {1000 * n['sound'] / max(words, 1):6.3f}"
        )


def _share(part: int, every: int) -> str:
    return f"{part / every:5.2f}" if every else "    -"


def sound_documents(shared: Path, count: int) -> Iterator[rows.Row]:
    """Human translations: real documents, every language in turn until `count`."""
    by_pair: dict[str, list[rows.Row]] = defaultdict(list)
    for row in rows.bench(shared, "docs_pairs"):
        if not row["pseudo"]:
            by_pair[row["lp"]].append(row)
    for turn in range(max(map(len, by_pair.values()))):
        for documents in by_pair.values():
            if turn < len(documents) and count > 0:
                count -= 1
                yield documents[turn]


def planted(row: rows.Row, count: Counter[str]) -> None:
    """Align a document of which lines were left out and joined; count into links, gold, right, left out,
    reported.
    """
    chance = random.Random(row["doc"])
    target: list[str] = []
    gold: dict[int, int] = {}
    for index, line in enumerate(next(iter(row["human"].values()))):
        draw = chance.random()
        if draw < 0.05:
            continue
        if draw < 0.15 and target:
            target[-1] += " " + line
        else:
            target.append(line)
        gold[index] = len(target) - 1
    if not target:
        return
    links = align(lines(row["src"]), lines(target), row["lp"][:2].replace("cz", "cs")).links
    got = {(i, j) for link in links for i in range(*link.source) for j in range(*link.target)}
    left_out = {index for index in range(len(row["src"])) if index not in gold}
    reported = {
        i
        for link in links
        if link.target[0] == link.target[1] and link.confidence >= 0.75
        for i in range(*link.source)
    }
    count.update(
        {"links": len(got), "gold": len(gold), "right": len(got & set(gold.items()))}
        | {"left out": len(left_out), "reported": len(reported), "reported right": len(reported & left_out)}
    )


def correlations(shared: Path) -> None:
    """Pearson and Kendall with the points of segments: length, the garble model, and with the source in
    view.
    """
    from training.bilingual import measured_segments

    for name, figures in measured_segments(shared):
        click.echo(f"{name:44} " + "  ".join(f"{key} {value:6.3f}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
