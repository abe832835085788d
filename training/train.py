"""Training a tagger's upper layers on the states of its lower ones: the teacher first, then the student it
labels for.

The teacher (`Informed`) reads MQM rows with what other systems and the reference have in place of each word.
What it would mark in outputs nobody annotated, and in good part in those somebody did, are the student's
labels: one rater's marks on few documents over-fit, the teacher's judgement of a hundred thousand outputs
does not (knowledge distillation, Hinton et al. 2015).
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
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
#: Weight of a professional's own labels in an MQM row's; the rest is the teacher's.
OWN = 0.35


def device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def kind() -> torch.dtype:
    """bf16, but float32 on processors without such instructions, where bf16 products are ten times slower."""
    fast = torch.cuda.is_available() or torch.backends.cpu.get_cpu_capability().startswith(("AVX512", "AMX"))
    return torch.bfloat16 if fast else torch.float32


@dataclass(frozen=True)
class Plan:
    """How to train. `tokens`: how many to read in all; the learning rate falls linearly over them;
    `batch`: tokens a step.
    """

    tokens: float
    batch: int = 2400
    rate: float = 1.3e-4
    head_rate: float = 1e-3
    warm_up: int = 40
    seed: int = 1


class Target(NamedTuple):
    """What an example should give: labels and weights [words, columns], points of the whole text and their
    weight.
    """

    labels: np.ndarray
    weights: np.ndarray
    points: float
    points_weight: float


def own_target(example: Encoded) -> Target:
    """The labels it came with."""
    return Target(
        example.labels.astype(np.float32), example.weights.astype(np.float32), example.points, example.points_weight
    )  # fmt: skip


def taught_target(example: Encoded, taught: np.ndarray | None) -> Target:
    """Its labels with the teacher's in the MQM columns. `taught`: the teacher's logits, one row a word."""
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


def places(examples: Sequence[Encoded]) -> Tensor:
    """(row, position) of every word of a batch, two rows of indices."""
    rows = np.concatenate([np.full(len(e.at), row) for row, e in enumerate(examples)])
    return torch.from_numpy(np.stack((rows, np.concatenate([e.at for e in examples]))).astype(np.int64))


def facts_of(examples: Sequence[Encoded]) -> Tensor:
    return torch.from_numpy(
        np.concatenate([e.facts for e in examples if e.facts is not None]).astype(np.float32)
    )


def loss_of(logits: Tensor, rows: Tensor, targets: Sequence[Target]) -> tuple[Tensor, Tensor]:
    """The loss per word, and its parts (one a column of labels, then the points). `rows`: the text of each
    word.

    Points are taken as Poisson: the expected sum over a text's words of softplus of the last output.
    """
    labels = torch.from_numpy(np.concatenate([t.labels for t in targets])).to(logits.device)
    weights = torch.from_numpy(np.concatenate([t.weights for t in targets])).to(logits.device)
    points = torch.tensor([t.points for t in targets], dtype=torch.float32, device=logits.device)
    points_weight = torch.tensor(
        [t.points_weight for t in targets], dtype=torch.float32, device=logits.device
    )
    words = len(logits)
    parts = (
        functional.binary_cross_entropy_with_logits(logits[:, :COLUMNS], labels, reduction="none") * weights
    ).sum(0) / words
    rate = (
        torch.zeros(len(targets), device=logits.device).index_add(
            0, rows, functional.softplus(logits[:, COLUMNS])
        )
        + 1e-3
    )
    deviance = (points_weight * (rate - points * rate.log())).sum() / words
    return parts.sum() + 0.5 * deviance, torch.cat((parts, deviance[None])).detach()


def fit(
    model: Tagger,
    data: Sequence[Encoded],
    states: States,
    pool: Callable[[random.Random], list[int]],
    target: Callable[[int], Target],
    plan: Plan,
) -> int:
    """Train the upper layers of `model` on its own device; the tokens read. `pool`: draws the examples of
    one pass.
    """
    rng = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    here = next(model.parameters()).device
    model.freeze()
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    slow = [p for n, p in named if n.startswith("blocks")]
    fast = [p for n, p in named if not n.startswith("blocks")]
    peaks = (plan.rate, plan.head_rate)
    optimiser = torch.optim.AdamW(
        [{"params": slow, "lr": plan.rate}, {"params": fast, "lr": plan.head_rate}],
        betas=(0.9, 0.98), weight_decay=0.01, fused=True,
    )  # fmt: skip
    average = torch.zeros(COLUMNS + 1)
    begun, done, step = time.time(), 0, 0
    for rows in (rows for _ in repeat(None) for rows in batches(states.lengths, pool(rng), plan.batch, rng)):
        if done >= plan.tokens:
            break
        factor = min((step + 1) / plan.warm_up, 1.0) * max(0.02, 1.0 - done / plan.tokens)
        for group, peak in zip(optimiser.param_groups, peaks, strict=True):
            group["lr"] = peak * factor
        examples = [data[i] for i in rows]
        at = places(examples).to(here)
        hidden, padding = states.batch(rows)
        facts = facts_of(examples).to(here) if isinstance(model, Informed) else None
        with torch.autocast(here.type, torch.bfloat16, enabled=kind() == torch.bfloat16):
            logits = model.words(
                hidden.to(here, kind()), None if padding is None else padding.to(here), at, kind(), facts
            )  # fmt: skip
        loss, parts = loss_of(logits.float(), at[0], [target(i) for i in rows])
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([p for _, p in named], 1.0)
        optimiser.step()
        step, done = step + 1, done + sum(states.lengths[i] for i in rows)
        average.lerp_(parts.cpu(), 0.03 if step > 30 else 0.3)
        if step % 40 == 0:
            passed = time.time() - begun
            shown = " ".join(f"{x:.3f}" for x in average.tolist())
            print(
                f"step {step} {passed / 60:.1f} min {done / passed:.0f} tok/s {done / 1e6:.2f}M loss {shown}",
                flush=True,
            )
    return done


def predict(
    model: Tagger, data: Sequence[Encoded], states: States, pool: Sequence[int]
) -> dict[int, np.ndarray]:
    """The logits of each example of `pool`, one row a word."""
    here = next(model.parameters()).device
    found: dict[int, np.ndarray] = {}
    for rows in by_length(states.lengths, pool):
        examples = [data[i] for i in rows]
        hidden, padding = states.batch(rows)
        facts = facts_of(examples).to(here) if isinstance(model, Informed) else None
        with torch.no_grad(), torch.autocast(here.type, torch.bfloat16, enabled=kind() == torch.bfloat16):
            logits = model.words(
                hidden.to(here, kind()), None if padding is None else padding.to(here), places(examples).to(here), kind(), facts
            ).float()  # fmt: skip
        values = logits.cpu().numpy()
        done = 0
        for i, example in zip(rows, examples, strict=True):
            found[i] = values[done : done + len(example.at)]
            done += len(example.at)
    return found


def teach(
    base: Path, shape: Shape, data: Sequence[Encoded], states: States, plan: Plan
) -> dict[int, np.ndarray]:
    """Train the teacher on the MQM rows that have facts; its logits for all examples that do."""
    informed = [i for i, e in enumerate(data) if e.facts is not None]
    annotated = [i for i in informed if data[i].kind in PROFESSIONAL]
    torch.manual_seed(plan.seed)
    teacher = load_base(base, shape, Informed(shape, FACTS)).to(device())

    def target(i: int) -> Target:
        own = own_target(data[i])
        own.weights[:, 2:] = 0.0  # what nobody else wrote is among the facts
        return own

    fit(teacher, data, states, lambda rng: annotated, target, plan)
    return predict(teacher, data, states, informed)


def learn(
    base: Path, shape: Shape, data: Sequence[Encoded], states: States, taught: Mapping[int, np.ndarray], plan: Plan,
    start: Path | None = None,
) -> Tagger:  # fmt: skip
    """Train the student on its own labels and the teacher's (`taught`: logits by example)."""
    torch.manual_seed(plan.seed)
    student = load(start) if start else load_base(base, shape)

    def pool(rng: random.Random) -> list[int]:
        """Examples of one pass, each as often as its kind says, with chance for the fraction."""
        return [i for i, e in enumerate(data) for _ in range(int(MIX[e.kind] + rng.random()))]

    fit(student.to(device()), data, states, pool, lambda i: taught_target(data[i], taught.get(i)), plan)
    return student.cpu()


def save(model: Tagger, path: Path) -> None:
    """Write a checkpoint beside `path` and move it there, so that a reader never sees half a file."""
    part = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "shape": model.shape.as_dict()}, part)
    part.replace(path)


def load(path: Path) -> Tagger:
    """A checkpoint as a float32 network, for evaluation and export."""
    kept = torch.load(path)
    model = Tagger(Shape(**kept["shape"]))
    model.load_state_dict(kept["model"])
    return model.float().eval()
