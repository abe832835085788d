"""What was meant: candidates from the channel of damage, ranked by what they make of the sentence.

A candidate is put into the sentence, the network reads it again, and the fall of the damage score is weighed
with the candidate's log-probability in the channel. The candidates of all phrases of a text are read
together, those of the same phrase in the same words once. Two bounds keep the work in proportion to the text:
a candidate that could be offered only if it mended far more than candidates do is not tried, and the worst
phrases come first until there is no room left.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from mtcheck.garble.calibration import damage
from mtcheck.garble.channel import is_meant, meanings, stem
from mtcheck.garble.model import Floats, ModelInput, Network

#: Candidates of one phrase that are tried in the sentence.
TRIED = 12
#: Words of context on either side that are read again with a candidate.
CONTEXT = 14
#: Offers for one phrase.
OFFERED = 3
#: By how much the damage scores fall at most (see `_gains`), for all that is tried: 99 candidates of 100 mend
#: less.
HIGHEST_GAINS = 3.0, 1.5
#: Characters that the network may read again for suggestions: as many in any text, and so many for each
#: character of the text. Characters, as a word of one text may have a hundred times the tokens of another's.
FREE_CHARACTERS, CHARACTERS_A_CHARACTER = 2000, 0.3
#: Log-probability and count of two words written as one, which the channel does not have as such.
_JOINED_PRIOR, _JOINED_SEEN = -2.5, 1.0
_ENDINGS = ("ing", "ed", "ly", "s")

Spans = Sequence[tuple[int, int]]
#: What the network says of texts that it has read.
Known = Mapping[ModelInput, Floats]


class Question(NamedTuple):
    """A phrase of a sentence for which offers are wanted. Words are given by their index in the sentence."""

    spans: Spans
    """The spans of the sentence's words in the prose."""
    first: int
    """The phrase's first word."""
    last: int
    """Its last word."""
    seed: int
    """Its worst word."""
    score: float
    """How bad it is: those with the highest scores come first."""


class Candidate(NamedTuple):
    """A text that may have been meant in place of some words of a sentence."""

    first: int
    """Index of the first word that it replaces."""
    last: int
    """Index of the last word that it replaces."""
    text: str
    """The text, in lower case."""
    prior: float
    """Its natural log-probability in the channel."""
    seen: float
    """Its count in the channel."""


class Offer(NamedTuple):
    """A candidate with what speaks for it."""

    candidate: Candidate
    """The candidate."""
    evidence: tuple[float, ...]
    """What speaks for it; see `evidence`."""
    score: float
    """The logit of its chance of being what was meant."""


class _Placed(NamedTuple):
    """The context of a phrase with a candidate in place."""

    model_input: ModelInput
    """The context, for the network."""
    first: int
    """Index of the candidate's first word in it."""
    last: int
    """Index of the candidate's last word in it."""


class _Trial(NamedTuple):
    """A phrase in its context, the words of the sentence that are read again. Two that are equal have the
    same offers.
    """

    context: ModelInput
    """The context as it is written."""
    opens: bool
    """Whether the context begins with the sentence's first word."""
    first: int
    """Index of the phrase's first word in the context."""
    last: int
    """Index of its last word."""
    seed: int
    """Index of its worst word."""

    @classmethod
    def of(cls, prose: str, question: Question) -> tuple[_Trial, int]:
        """The trial of a question, and the index of the context's first word in the sentence."""
        spans, first, last, seed, _ = question
        low, high = max(0, first - CONTEXT), min(len(spans), last + 1 + CONTEXT)
        begin, end = spans[low][0], _context_end(prose, spans, high)
        words = tuple((start - begin, stop - begin) for start, stop in spans[low:high])
        context = ModelInput(prose[begin:end], words)
        return cls(context, low == 0, first - low, last - low, seed - low), low

    @property
    def words(self) -> list[str]:
        """The words of the context."""
        return [self.context.text[start:end] for start, end in self.context.words]


def offers_for(
    network: Network, prose: str, questions: Sequence[Question], known: Known | None = None
) -> list[list[Offer]]:
    """Offers for each phrase, best first, all that were tried; `worth_offering` picks those to show.

    known: what the network says of the sentences of the text. None lifts the bounds on the work, which are
    measured by them: every candidate is tried.
    """
    placed = [_Trial.of(prose, question) for question in questions]
    worst_first = sorted(range(len(placed)), key=lambda index: -questions[index].score)
    tried = {
        placed[index][0]: _candidates_of(placed[index][0], network.calibration, all_of_them=known is None)
        for index in worst_first
    }
    if known is not None:
        tried = _affordable(
            tried, FREE_CHARACTERS + CHARACTERS_A_CHARACTER * sum(len(read.text) for read in known)
        )
    offers = _try(network, tried, known or {})
    return [
        [offer._replace(candidate=_moved(offer.candidate, low)) for offer in offers.get(trial, ())]
        for trial, low in placed
    ]


def _moved(candidate: Candidate, by: int) -> Candidate:
    return candidate._replace(first=candidate.first + by, last=candidate.last + by)


def _candidates_of(trial: _Trial, calibration: Mapping[str, Any], *, all_of_them: bool) -> list[Candidate]:
    """The candidates that are worth trying: those that would be offered if they mended the most."""
    words = trial.words
    found = candidates(words, trial.first, trial.last, trial.seed)
    if all_of_them:
        return found
    highest = [
        _logit(evidence(candidate, _written(words, candidate), *HIGHEST_GAINS), calibration)
        for candidate in found
    ]
    least = _least(calibration)
    if max(highest, default=-math.inf) < least[0]:
        return []
    return [candidate for candidate, score in zip(found, highest, strict=True) if score > least[1]]


def _affordable(tried: Mapping[_Trial, list[Candidate]], characters: float) -> dict[_Trial, list[Candidate]]:
    """The trials, in their order, for which the network need read no more than so many characters."""
    affordable: dict[_Trial, list[Candidate]] = {}
    for trial, found in tried.items():
        needed = len(trial.context.text) * (len(found) + 1)
        if found and needed <= characters:
            affordable[trial] = found
            characters -= needed
    return affordable


def _try(
    network: Network, tried: Mapping[_Trial, list[Candidate]], known: Known
) -> dict[_Trial, list[Offer]]:
    """The offers of each trial, for which the network reads everything at once."""
    placed = {trial: [_place(trial, candidate) for candidate in found] for trial, found in tried.items()}
    inputs: dict[ModelInput, None] = {}
    for trial, variants in placed.items():
        inputs |= dict.fromkeys([trial.context, *(variant.model_input for variant in variants)])
    unknown = [model_input for model_input in inputs if model_input not in known]
    logits = {**known, **dict(zip(unknown, network.logits(unknown), strict=True))}
    return {
        trial: _rank(network, trial, list(zip(tried[trial], variants, strict=True)), logits)
        for trial, variants in placed.items()
    }


def _rank(
    network: Network,
    trial: _Trial,
    placed: Sequence[tuple[Candidate, _Placed]],
    logits: Known,
) -> list[Offer]:
    words, calibration = trial.words, network.calibration
    before = _scores(network, trial, trial.context, logits)
    offers = []
    for candidate, variant in placed:
        after = _scores(network, trial, variant.model_input, logits)
        gains = _gains(before, after, candidate.first, candidate.last, variant)
        facts = evidence(candidate, _written(words, candidate), *gains)
        offers.append(Offer(candidate, facts, _logit(facts, calibration)))
    return sorted(offers, key=lambda offer: -offer.score)


def _scores(network: Network, trial: _Trial, model_input: ModelInput, logits: Known) -> Floats:
    words = [model_input.text[start:end] for start, end in model_input.words]
    return damage(logits[model_input], words, network.calibration, opens=trial.opens)


def _gains(before: Floats, after: Floats, first: int, last: int, variant: _Placed) -> tuple[float, float]:
    """By how much the damage score falls: of the words replaced, and on average with two words about them.

    first, last: the words replaced, as indices of the context's words.
    """
    gain = before[first : last + 1].max() - after[variant.first : variant.last + 1].max()
    mean_before = before[max(0, first - 2) : last + 3].mean()
    mean_after = after[max(0, variant.first - 2) : variant.last + 3].mean()
    return float(gain), float(mean_before - mean_after)


def candidates(words: Sequence[str], first: int, last: int, seed: int) -> list[Candidate]:
    """Replacements for the seed, for it with a neighbour, or for the whole phrase; likeliest first."""
    stretches = {(seed, seed), (max(seed - 1, 0), seed), (seed, min(seed + 1, len(words) - 1))}
    if last - first == 1:
        stretches.add((first, last))
    found: list[Candidate] = []
    for start, end in sorted(stretches):
        if start == end or (start >= first - 1 and end <= last + 1):
            written = " ".join(words[start : end + 1]).lower()
            stems = " ".join(stem(word.lower()) for word in words[start : end + 1])
            found += [
                Candidate(start, end, meant, prior, seen)
                for meant, prior, seen in meanings(stems)
                if meant != written
            ]
    found += [candidate for candidate in _joined(words, seed) if candidate not in found]
    return sorted(found, key=lambda candidate: -candidate.prior)[:TRIED]


def _joined(words: Sequence[str], seed: int) -> list[Candidate]:
    """The seed and a neighbour written as one word, where the channel has the result as something meant."""
    return [
        Candidate(first, first + 1, text, _JOINED_PRIOR, _JOINED_SEEN)
        for first in (seed - 1, seed)
        if first >= 0 and first + 1 < len(words)
        for glue in ("-", "")
        if is_meant(text := glue.join(words[first : first + 2]).lower())
    ]


def _written(words: Sequence[str], candidate: Candidate) -> str:
    """The words that a candidate replaces."""
    return " ".join(words[candidate.first : candidate.last + 1])


def _logit(facts: Sequence[float], calibration: Mapping[str, Any]) -> float:
    weights = calibration["suggest_weights"]
    total = sum(weight * fact for weight, fact in zip(weights, facts, strict=True))
    return float(calibration["suggest_bias"] + total)


def evidence(candidate: Candidate, written: str, gain: float, nearby: float) -> tuple[float, ...]:
    """What speaks for a candidate: its counts, the damage that it mends, and a form like the written one's.

    gain, nearby: see `_gains`.
    """
    ending = next((ending for ending in _ENDINGS if written.lower().endswith(ending)), "")
    same_ending = candidate.text.endswith(ending) if ending else not candidate.text.endswith(_ENDINGS)
    is_short = len(candidate.text) <= 3
    replaces_two = candidate.first != candidate.last
    has_space = " " in candidate.text
    same_start = candidate.text[:3] == written[:3].lower()
    return (
        candidate.prior,
        math.log1p(candidate.seen),
        gain,
        nearby,
        float(same_ending),
        float(is_short),
        float(replaces_two),
        float(has_space),
        float(same_start),
    )


def worth_offering(offers: Sequence[Offer], calibration: Mapping[str, Any]) -> list[Offer]:
    """Up to three offers that reach the calibrated evidence; none at all where the best does not."""
    best, others = _least(calibration)
    if not offers or offers[0].score < best:
        return []
    return [offers[0], *(offer for offer in offers[1:OFFERED] if offer.score > others)]


def _least(calibration: Mapping[str, Any]) -> tuple[float, float]:
    """The least evidence for the best offer of a phrase, and for those beside it."""
    best = float(calibration["suggest_least"])
    return best, best - 1.0


def _place(trial: _Trial, candidate: Candidate) -> _Placed:
    """Put a candidate into the context."""
    context, spans = trial.context
    start, stop = spans[candidate.first][0], spans[candidate.last][1]
    text = _match_case(candidate.text, context[start:stop], trial.opens and candidate.first == 0)
    words = list(spans[: candidate.first])
    first, offset = len(words), start
    for part in text.split(" "):
        words.append((offset, offset + len(part)))
        offset += len(part) + 1
    last = len(words) - 1
    shift = len(text) - (stop - start)
    words += [(left + shift, right + shift) for left, right in spans[candidate.last + 1 :]]
    return _Placed(ModelInput(context[:start] + text + context[stop:], tuple(words)), first, last)


def _match_case(text: str, written: str, opens_sentence: bool) -> str:
    if written.isupper() and len(written) > 1:
        return text.upper()
    return text[0].upper() + text[1:] if opens_sentence and written[0].isupper() else text


def _context_end(prose: str, spans: Spans, high: int) -> int:
    """Where the context ends: with the punctuation that follows its last word."""
    end = spans[high - 1][1]
    limit = spans[high][0] if high < len(spans) else min(len(prose), end + 3)
    while end < limit and not prose[end].isspace():
        end += 1
    return end


def replacement(
    prose: str, spans: Spans, first: int, last: int, candidate: Candidate
) -> tuple[int, int, str]:
    """The phrase's span, widened to the words that are replaced, and its text with the candidate."""
    start = spans[min(first, candidate.first)][0]
    end = spans[max(last, candidate.last)][1]
    replaced_start, replaced_end = spans[candidate.first][0], spans[candidate.last][1]
    text = _match_case(candidate.text, prose[replaced_start:replaced_end], candidate.first == 0)
    return start, end, prose[start:replaced_start] + text + prose[replaced_end:end]
