"""What was meant: candidates from the channel of damage, ranked by what they make of the sentence.

The channel (`data/channel.gz`) has what translation systems wrote and what the reference had in its place, as
counts: society → company, choice → election. A candidate is put into the sentence, the network reads it
again, and the fall of the damage score is weighed with the candidate's log-probability in the channel.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from mtcheck.garble.calibration import damage
from mtcheck.garble.model import Floats, ModelInput, Network
from mtcheck.garble.weights import DATA

#: Candidates that are tried in the sentence.
TRIED = 12
#: Words of context on either side that are read again with a candidate.
CONTEXT = 14
#: Offers for one phrase.
OFFERED = 3
#: Log-probability and count of two words written as one, which the channel does not have as such.
_JOINED_PRIOR, _JOINED_SEEN = -2.5, 1.0
_ENDINGS = ("ing", "ed", "ly", "s")

Spans = Sequence[tuple[int, int]]


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


@cache
def channel() -> Mapping[str, tuple[tuple[str, float, float], ...]]:
    """Stemmed phrase → (what was meant, natural log-probability, count), likeliest first."""
    path = DATA / "channel.gz"
    if not path.exists():
        return {}
    table: dict[str, tuple[tuple[str, float, float], ...]] = {}
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        written, total, entries = line.split("\t")
        counts = (entry.rsplit(":", 1) for entry in entries.split("|"))
        table[written] = tuple(
            (meant, math.log((float(count) + 0.5) / (float(total) + 5)), float(count))
            for meant, count in counts
        )
    return table


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of a lower-case word."""
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


def candidates(words: Sequence[str], first: int, last: int, seed: int) -> list[Candidate]:
    """Replacements for the seed, for it with a neighbour, or for the whole phrase; likeliest first."""
    table = channel()
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
                for meant, prior, seen in table.get(stems, ())
                if meant != written
            ]
    found += [candidate for candidate in _joined(words, seed) if candidate not in found]
    return sorted(found, key=lambda candidate: -candidate.prior)[:TRIED]


def _joined(words: Sequence[str], seed: int) -> list[Candidate]:
    """The seed and a neighbour written as one word, where the channel has the result as something meant."""
    meant = _all_meant()
    return [
        Candidate(first, first + 1, text, _JOINED_PRIOR, _JOINED_SEEN)
        for first in (seed - 1, seed)
        if first >= 0 and first + 1 < len(words)
        for glue in ("-", "")
        if (text := glue.join(words[first : first + 2]).lower()) in meant
    ]


@cache
def _all_meant() -> frozenset[str]:
    return frozenset(meant for entries in channel().values() for meant, _, _ in entries)


def _match_case(text: str, written: str, opens_sentence: bool) -> str:
    if written.isupper() and len(written) > 1:
        return text.upper()
    return text[0].upper() + text[1:] if opens_sentence and written[0].isupper() else text


def offers_for(network: Network, prose: str, spans: Spans, first: int, last: int, seed: int) -> list[Offer]:
    """Offers for a phrase of a sentence, best first; `worth_offering` picks those to show.

    spans: of the sentence's words, in `prose`. first, last, seed: the phrase, as indices of words.
    """
    tried = candidates([prose[start:end] for start, end in spans], first, last, seed)
    if not tried:
        return []
    low, high = max(0, first - CONTEXT), min(len(spans), last + 1 + CONTEXT)
    begin, end = spans[low][0], _context_end(prose, spans, high)
    unchanged = ModelInput(
        prose[begin:end], [(start - begin, stop - begin) for start, stop in spans[low:high]]
    )
    placed = [_place(prose, spans, low, high, candidate) for candidate in tried]
    logits = network.logits([unchanged, *(variant.model_input for variant in placed)])
    before = _scores(network, unchanged, logits[0], low)
    offers = []
    for candidate, variant, variant_logits in zip(tried, placed, logits[1:], strict=True):
        after = _scores(network, variant.model_input, variant_logits, low)
        gain, nearby = _gains(before, after, candidate.first - low, candidate.last - low, variant)
        written = " ".join(prose[start:stop] for start, stop in spans[candidate.first : candidate.last + 1])
        facts = evidence(candidate, written, gain, nearby)
        offers.append(Offer(candidate, facts, _logit(facts, network.calibration)))
    return sorted(offers, key=lambda offer: -offer.score)


def _gains(before: Floats, after: Floats, first: int, last: int, variant: _Placed) -> tuple[float, float]:
    """By how much the damage score falls: of the words replaced, and on average with two words about them.

    first, last: the words replaced, as indices of the context's words.
    """
    gain = before[first : last + 1].max() - after[variant.first : variant.last + 1].max()
    mean_before = before[max(0, first - 2) : last + 3].mean()
    mean_after = after[max(0, variant.first - 2) : variant.last + 3].mean()
    return float(gain), float(mean_before - mean_after)


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


def _scores(network: Network, model_input: ModelInput, logits: Floats, low: int) -> Floats:
    words = [model_input.text[start:end] for start, end in model_input.words]
    return damage(logits, words, network.calibration, opens=low == 0)


def worth_offering(offers: Sequence[Offer], calibration: Mapping[str, Any]) -> list[Offer]:
    """Up to three offers that reach the calibrated evidence; none at all where the best does not."""
    least = float(calibration["suggest_least"])
    if not offers or offers[0].score < least:
        return []
    return [offers[0], *(offer for offer in offers[1:OFFERED] if offer.score > least - 1.0)]


def _place(prose: str, spans: Spans, low: int, high: int, candidate: Candidate) -> _Placed:
    """Put a candidate into the context, the words `low` to `high` of the sentence."""
    begin, end = spans[low][0], _context_end(prose, spans, high)
    start, stop = spans[candidate.first][0], spans[candidate.last][1]
    text = _match_case(candidate.text, prose[start:stop], candidate.first == 0)
    words = [(left - begin, right - begin) for left, right in spans[low : candidate.first]]
    first = len(words)
    offset = start - begin
    for part in text.split(" "):
        words.append((offset, offset + len(part)))
        offset += len(part) + 1
    last = len(words) - 1
    shift = len(text) - (stop - start) - begin
    words += [(left + shift, right + shift) for left, right in spans[candidate.last + 1 : high]]
    return _Placed(ModelInput(prose[begin:start] + text + prose[stop:end], words), first, last)


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
