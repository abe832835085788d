"""Training a tagger's upper layers on the states of its lower ones: the teacher, then the student.

The teacher (`Informed`) reads MQM rows with what other systems and the reference have in place of each word.
The student's labels are what the teacher would mark: in outputs that nobody annotated, and to a good part in
those that somebody did. One rater's marks on few documents over-fit; the teacher's judgement of a hundred
thousand outputs does not (knowledge distillation, Hinton et al. 2015).
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.agreement import FACTS
from training.examples import Encoded, batches
from training.labels import COLUMNS, PROFESSIONAL
from training.smollm import Informed, Shape, Tagger, load_base
from training.states import States, by_length

#: How often the examples of a kind are read in one pass of the student.
MIX = {"consensus": 1.0, "clean": 0.9, "reference": 1.0, "mqm": 0.75, "mqm_bio": 0.45}
#: Weight of a professional's own labels in those of an MQM row; the rest is the teacher's.
OWN = 0.35
#: Steps between two lines of progress.
_REPORT_EVERY = 40


def device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def float_type() -> torch.dtype:
    """bf16; but float32 on processors without such instructions, where bf16 products are ten times slower."""
    is_fast = torch.cuda.is_available() or torch.backends.cpu.get_cpu_capability().startswith(
        ("AVX512", "AMX")
    )
    return torch.bfloat16 if is_fast else torch.float32


@dataclass(frozen=True)
class Schedule:
    """How to train."""

    tokens: float
    """Tokens to read in all; the learning rate falls linearly over them."""
    batch: int = 2400
    """Tokens a step."""
    rate: float = 1.3e-4
    """Highest learning rate of the blocks."""
    head_rate: float = 1e-3
    """Highest learning rate of everything else."""
    warm_up: int = 40
    """Steps in which the learning rate rises."""
    seed: int = 1
    """Of everything that is drawn."""


class Target(NamedTuple):
    """What an example should give."""

    labels: np.ndarray
    """[words, columns]"""
    weights: np.ndarray
    """Of the labels."""
    points: float
    """Of the whole text."""
    points_weight: float
    """Weight of the points."""


def own_target(example: Encoded) -> Target:
    """The labels it came with."""
    labels, weights = example.labels.astype(np.float32), example.weights.astype(np.float32)
    return Target(labels, weights, example.points, example.points_weight)


def taught_target(example: Encoded, taught: np.ndarray | None) -> Target:
    """Its labels with the teacher's in the MQM columns. taught: the teacher's logits, one row a word."""
    own = own_target(example)
    if taught is None:
        return own._replace(points_weight=0.4) if example.kind == "clean" else own
    chances = 1.0 / (1.0 + np.exp(-taught[:, :2]))
    points = float(np.logaddexp(0.0, taught[:, COLUMNS]).sum())
    if example.kind in PROFESSIONAL:
        own.labels[:, :2] = OWN * own.labels[:, :2] + (1 - OWN) * chances
        return own._replace(points=OWN * example.points + (1 - OWN) * points)
    own.labels[:, :2], own.weights[:, :2] = chances, 0.6
    return own._replace(points=min(points, 40.0), points_weight=0.5)


def positions_of(examples: Sequence[Encoded]) -> Tensor:
    """(row, position) of every word of a batch, as two rows of indices."""
    rows = np.concatenate([np.full(len(example.last_tokens), row) for row, example in enumerate(examples)])
    columns = np.concatenate([example.last_tokens for example in examples])
    return torch.from_numpy(np.stack((rows, columns)).astype(np.int64))


def facts_of(examples: Sequence[Encoded]) -> Tensor:
    facts = [example.facts for example in examples if example.facts is not None]
    return torch.from_numpy(np.concatenate(facts).astype(np.float32))


def run_words(model: Tagger, data: Sequence[Encoded], states: States, indices: Sequence[int]) -> Tensor:
    """The logits of all words of some examples, one row a word, on the model's own device."""
    home = next(model.parameters()).device
    dtype = float_type()
    examples = [data[index] for index in indices]
    hidden, padding = states.batch(indices)
    facts = facts_of(examples).to(home) if isinstance(model, Informed) else None
    with torch.autocast(home.type, torch.bfloat16, enabled=dtype == torch.bfloat16):
        padding = None if padding is None else padding.to(home)
        logits = model.words(hidden.to(home, dtype), padding, positions_of(examples).to(home), dtype, facts)
    return logits.float()


def loss_of(logits: Tensor, rows: Tensor, targets: Sequence[Target]) -> tuple[Tensor, Tensor]:
    """The loss a word, and its parts (one a column of labels, then the points). rows: the text of each word.

    Points are taken as Poisson: the expected sum over a text's words of softplus of the last output.
    """
    labels = torch.from_numpy(np.concatenate([target.labels for target in targets])).to(logits.device)
    weights = torch.from_numpy(np.concatenate([target.weights for target in targets])).to(logits.device)
    points = logits.new_tensor([target.points for target in targets])
    points_weight = logits.new_tensor([target.points_weight for target in targets])
    words = len(logits)
    losses = functional.binary_cross_entropy_with_logits(logits[:, :COLUMNS], labels, reduction="none")
    parts = (losses * weights).sum(0) / words
    rates = functional.softplus(logits[:, COLUMNS])
    rate = logits.new_zeros(len(targets)).index_add(0, rows, rates) + 1e-3
    deviance = (points_weight * (rate - points * rate.log())).sum() / words
    return parts.sum() + 0.5 * deviance, torch.cat((parts, deviance[None])).detach()


class _Progress:
    """Prints a moving average of the loss's parts."""

    def __init__(self) -> None:
        self._average = torch.zeros(COLUMNS + 1)
        self._began = time.time()

    def add(self, step: int, tokens: int, parts: Tensor) -> None:
        self._average.lerp_(parts.cpu(), 0.03 if step > 30 else 0.3)
        if step % _REPORT_EVERY == 0:
            seconds = time.time() - self._began
            average = " ".join(f"{part:.3f}" for part in self._average.tolist())
            print(
                f"step {step} {seconds / 60:.1f} min {tokens / seconds:.0f} tok/s "
                f"{tokens / 1e6:.2f}M loss {average}",
                flush=True,
            )


def fit(
    model: Tagger,
    data: Sequence[Encoded],
    states: States,
    pool: Callable[[random.Random], list[int]],
    target: Callable[[int], Target],
    schedule: Schedule,
) -> int:
    """Train the upper layers of `model` on its own device. Returns the tokens read.

    pool: draws the examples of one pass. target: of an example.
    """
    draw = random.Random(schedule.seed)
    torch.manual_seed(schedule.seed)
    model.freeze()
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimiser = _optimiser(model, schedule)
    progress = _Progress()
    tokens = 0
    for step, indices in enumerate(_endless_batches(states.lengths, pool, schedule, draw), 1):
        if tokens >= schedule.tokens:
            break
        factor = min(step / schedule.warm_up, 1.0) * max(0.02, 1.0 - tokens / schedule.tokens)
        for group, peak in zip(optimiser.param_groups, (schedule.rate, schedule.head_rate), strict=True):
            group["lr"] = peak * factor
        logits = run_words(model, data, states, indices)
        rows = positions_of([data[index] for index in indices])[0].to(logits.device)
        loss, parts = loss_of(logits, rows, [target(index) for index in indices])
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        tokens += sum(states.lengths[index] for index in indices)
        progress.add(step, tokens, parts)
    return tokens


def _optimiser(model: Tagger, schedule: Schedule) -> torch.optim.Optimizer:
    """AdamW with a slow rate for the blocks and a fast one for the rest."""
    trained = [(name, parameter) for name, parameter in model.named_parameters() if parameter.requires_grad]
    blocks = [parameter for name, parameter in trained if name.startswith("blocks")]
    others = [parameter for name, parameter in trained if not name.startswith("blocks")]
    groups = [{"params": blocks, "lr": schedule.rate}, {"params": others, "lr": schedule.head_rate}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def _endless_batches(
    lengths: Sequence[int],
    pool: Callable[[random.Random], list[int]],
    schedule: Schedule,
    draw: random.Random,
) -> Iterator[list[int]]:
    """Batches of one pass after another."""
    while True:
        yield from batches(lengths, pool(draw), schedule.batch, draw)


def predict(
    model: Tagger, data: Sequence[Encoded], states: States, pool: Sequence[int]
) -> dict[int, np.ndarray]:
    """The logits of each example of `pool`, one row a word."""
    predictions: dict[int, np.ndarray] = {}
    for indices in by_length(states.lengths, pool):
        with torch.no_grad():
            values = run_words(model, data, states, indices).cpu().numpy()
        start = 0
        for index in indices:
            words = len(data[index].last_tokens)
            predictions[index] = values[start : start + words]
            start += words
    return predictions


def teach(
    base: Path, shape: Shape, data: Sequence[Encoded], states: States, schedule: Schedule
) -> dict[int, np.ndarray]:
    """Train the teacher on the MQM rows that have facts. Returns its logits for all examples that do."""
    informed = [index for index, example in enumerate(data) if example.facts is not None]
    annotated = [index for index in informed if data[index].kind in PROFESSIONAL]
    torch.manual_seed(schedule.seed)
    teacher = load_base(base, shape, Informed(shape, FACTS)).to(device())

    def target(index: int) -> Target:
        own = own_target(data[index])
        own.weights[:, 2:] = 0.0  # what nobody else wrote is among the facts
        return own

    fit(teacher, data, states, lambda draw: annotated, target, schedule)
    return predict(teacher, data, states, informed)


def learn(
    base: Path,
    shape: Shape,
    data: Sequence[Encoded],
    states: States,
    taught: Mapping[int, np.ndarray],
    schedule: Schedule,
    start: Path | None = None,
) -> Tagger:
    """Train the student on its own labels and the teacher's.

    taught: the teacher's logits by example. start: a checkpoint to go on from.
    """
    torch.manual_seed(schedule.seed)
    student = load(start) if start else load_base(base, shape)

    def pool(draw: random.Random) -> list[int]:
        """The examples of one pass, each as often as its kind says; chance decides about the fraction."""
        return [
            index for index, example in enumerate(data) for _ in range(int(MIX[example.kind] + draw.random()))
        ]

    def target(index: int) -> Target:
        return taught_target(data[index], taught.get(index))

    fit(student.to(device()), data, states, pool, target, schedule)
    return student.cpu()


def save(model: Tagger, path: Path) -> None:
    """Write a checkpoint beside `path` and move it there, so that no reader sees half a file."""
    part = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "shape": model.shape.as_dict()}, part)
    part.replace(path)


def load(path: Path) -> Tagger:
    """A checkpoint as a float32 network, for evaluation and export."""
    checkpoint = torch.load(path)
    model = Tagger(Shape(**checkpoint["shape"]))
    model.load_state_dict(checkpoint["model"])
    return model.float().eval()
