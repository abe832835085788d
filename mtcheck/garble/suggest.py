"""What was meant: candidates from the channel of damage, ranked by whether the network likes the sentence
with them.

The channel (`data/channel.gz`) holds what translation systems wrote and the reference had in its place, as
counts: society → company, choice → election. A candidate is put into the sentence, the network reads it
again, and the drop of the damage score is added to the candidate's log-probability in the channel.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from mtcheck.garble.judge import damage
from mtcheck.garble.model import DATA, Floats, Network, Passage

#: Candidates that are tried in the sentence.
TRIED = 12
#: Words of context on either side that are read again with a candidate.
CONTEXT = 14
OFFERED = 3


class Candidate(NamedTuple):
    """`text` in place of words `first` to `last`. `prior`: natural log-probability in the channel; `seen`:
    its count there.
    """

    first: int
    last: int
    text: str
    prior: float
    seen: float


class Offer(NamedTuple):
    """A candidate, what speaks for it (see `evidence`), and the logit of its chance of being what was
    meant.
    """

    candidate: Candidate
    evidence: tuple[float, ...]
    score: float


@cache
def channel() -> Mapping[str, tuple[tuple[str, float, float], ...]]:
    """Stemmed phrase → (what was meant, natural log-probability, count), likeliest first."""
    path = DATA / "channel.gz"
    if not path.exists():
        return {}
    table: dict[str, tuple[tuple[str, float, float], ...]] = {}
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        key, total, entries = line.split("\t")
        pairs = (entry.rsplit(":", 1) for entry in entries.split("|"))
        table[key] = tuple(
            (meant, math.log((float(n) + 0.5) / (float(total) + 5)), float(n)) for meant, n in pairs
        )
    return table


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """Snowball (Porter 2) stem of a lower-case word."""
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
    for a, b in sorted(stretches):
        if a == b or (a >= first - 1 and b <= last + 1):
            key = " ".join(stem(w.lower()) for w in words[a : b + 1])
            present = " ".join(words[a : b + 1]).lower()
            found += [Candidate(a, b, meant, p, n) for meant, p, n in table.get(key, ()) if meant != present]
    found += [c for c in _joined(words, seed) if c not in found]
    return sorted(found, key=lambda c: -c.prior)[:TRIED]


def _joined(words: Sequence[str], seed: int) -> list[Candidate]:
    """The seed and a neighbour written as one word, where the channel knows the result as something meant."""
    known = _meant()
    found = []
    for a in (seed - 1, seed):
        if a >= 0 and a + 1 < len(words):
            for glue in ("-", ""):
                text = glue.join(words[a : a + 2]).lower()
                if text in known:
                    found.append(Candidate(a, a + 1, text, -2.5, 1.0))
    return found


@cache
def _meant() -> frozenset[str]:
    return frozenset(meant for entries in channel().values() for meant, _, _ in entries)


def _cased(text: str, like: str, first: bool) -> str:
    if like.isupper() and len(like) > 1:
        return text.upper()
    return text[0].upper() + text[1:] if first and like[0].isupper() else text


def offers_for(
    network: Network, prose: str, spans: Sequence[tuple[int, int]], first: int, last: int, seed: int
) -> list[Offer]:
    """Offers for a phrase of a sentence, best first.

    prose: the text the spans point into. Offers are not filtered: see `worth_offering`.
    """
    words = [prose[a:b] for a, b in spans]
    tried = candidates(words, first, last, seed)
    if not tried:
        return []
    low, high = max(0, first - CONTEXT), min(len(spans), last + 1 + CONTEXT)
    begin, end = spans[low][0], _end(prose, spans, high)
    plain = Passage(prose[begin:end], [(a - begin, b - begin) for a, b in spans[low:high]])
    placed = [_placed(prose, spans, low, high, candidate) for candidate in tried]
    logits = network.logits([plain, *(passage for passage, _, _ in placed)])
    before = _scores(network, plain, logits[0], low)
    weights = network.calibration["suggest_weights"]
    bias = float(network.calibration["suggest_bias"])
    offers = []
    for candidate, (passage, a, b), values in zip(tried, placed, logits[1:], strict=True):
        after = _scores(network, passage, values, low)
        one, other = candidate.first - low, candidate.last - low
        gain = float(before[one : other + 1].max() - after[a : b + 1].max())
        nearby = float(before[max(0, one - 2) : other + 3].mean() - after[max(0, a - 2) : b + 3].mean())
        written = " ".join(prose[s:e] for s, e in spans[candidate.first : candidate.last + 1])
        facts = evidence(candidate, written, gain, nearby)
        offers.append(Offer(candidate, facts, bias + sum(w * x for w, x in zip(weights, facts, strict=True))))
    return sorted(offers, key=lambda offer: -offer.score)


def evidence(candidate: Candidate, written: str, gain: float, nearby: float) -> tuple[float, ...]:
    """What speaks for a candidate: channel, how often it was seen, damage that goes, form and length like the
    written one's.

    gain: by how much the damage score of the words replaced falls; nearby: the same on average with two words
    about them.
    """
    ending = next((e for e in ("ing", "ed", "ly", "s") if written.lower().endswith(e)), "")
    alike = float(
        candidate.text.endswith(ending) if ending else not candidate.text.endswith(("ing", "ed", "ly", "s"))
    )
    small = float(len(candidate.text) <= 3)
    pair = float(candidate.first != candidate.last)
    wordy = float(" " in candidate.text)
    letters = float(candidate.text[:3] == written[:3].lower())
    return (candidate.prior, math.log1p(candidate.seen), gain, nearby, alike, small, pair, wordy, letters)


def _scores(network: Network, passage: Passage, logits: Floats, low: int) -> Floats:
    return damage(logits, [passage.text[a:b] for a, b in passage.words], network.calibration, opens=low == 0)


def worth_offering(offers: Sequence[Offer], calibration: Mapping[str, Any]) -> list[Offer]:
    """Up to three offers that reach the calibrated evidence; none at all where the best does not."""
    least = float(calibration["suggest_least"])
    if not offers or offers[0].score < least:
        return []
    rest = [offer for offer in offers[1:OFFERED] if offer.score > least - 1.0]
    return [offers[0], *rest]


def _placed(
    prose: str, spans: Sequence[tuple[int, int]], low: int, high: int, candidate: Candidate
) -> tuple[Passage, int, int]:
    """The context with a candidate in place, and the indices of the candidate's first and last word."""
    begin, end = spans[low][0], _end(prose, spans, high)
    start, stop = spans[candidate.first][0], spans[candidate.last][1]
    text = _cased(candidate.text, prose[start:stop], candidate.first == 0)
    new: list[tuple[int, int]] = [(a - begin, b - begin) for a, b in spans[low : candidate.first]]
    at = start - begin
    inside = []
    for part in text.split(" "):
        inside.append((at, at + len(part)))
        at += len(part) + 1
    shift = len(text) - (stop - start) - begin
    after = [(a + shift, b + shift) for a, b in spans[candidate.last + 1 : high]]
    return (
        Passage(prose[begin:start] + text + prose[stop:end], [*new, *inside, *after]),
        len(new),
        len(new) + len(inside) - 1,
    )


def _end(prose: str, spans: Sequence[tuple[int, int]], high: int) -> int:
    """Where the context ends: with the punctuation that follows its last word."""
    end = spans[high - 1][1]
    limit = spans[high][0] if high < len(spans) else min(len(prose), end + 3)
    while end < limit and not prose[end].isspace():
        end += 1
    return end


def replacement(
    prose: str, spans: Sequence[tuple[int, int]], first: int, last: int, candidate: Candidate
) -> tuple[int, int, str]:
    """The finding's span widened to hold the candidate's words, and its text with the candidate in place."""
    start = spans[min(first, candidate.first)][0]
    end = spans[max(last, candidate.last)][1]
    a, b = spans[candidate.first][0], spans[candidate.last][1]
    text = _cased(candidate.text, prose[a:b], candidate.first == 0)
    return start, end, prose[start:a] + text + prose[b:end]
