"""Analysis: what rules, engines and model say of one article, before anybody's decisions, the score and the
gate.

It depends on the bytes and formats of the article, its source and its references, on the code and data of
mtcheck and its engines, and on the settings that choose what is looked for; on nothing else. That is why it
may be kept (`cache`) and may come from another process (`runner`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mtcheck.findings.finding import Finding
from mtcheck.findings.pair import PairAnalysis
from mtcheck.findings.reference import ReferenceScores
from mtcheck.findings.report import Skipped


@dataclass(frozen=True)
class Analysis:
    """What was found in one article.

    findings: of rules, engines, model and the comparison with the source, merged. estimates: the model's, one
    a sentence (MQM points per 1,000 words), or none. versions: of the engines that ran. model: the model's
    version, `none` where it did not run. blocked: why the article cannot be checked; then the findings are
    those that say so, and nothing else was asked. skipped, problems: as in `Report`. pair: what the
    comparison with the source came to, None where there was none (its findings are among `findings`).
    reference: scores against reference translations, None without one.
    """

    findings: tuple[Finding, ...]
    estimates: tuple[float | None, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    model: str = "none"
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[str, ...] = ()
    blocked: str | None = None
    pair: PairAnalysis | None = None
    reference: ReferenceScores | None = None

    @property
    def complete(self) -> bool:
        """Whether everything that was to be asked has answered."""
        return self.blocked is None and not self.problems
