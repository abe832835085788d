"""Training the tagger: one optimiser, one or several workers that each take the next small batch.

One worker with kernels on all cores is fastest on an idle machine; several workers (Python threads) with single-threaded
kernels are on a shared one, where they wait for nobody in the middle of a product, as OpenMP teams do. The learning rate
falls linearly with the time spent, so a run always ends annealed.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.examples import Encoded, batches
from training.labels import COLUMNS
from training.smollm import Shape, Tagger, load_base

#: On processors without such instructions bf16 products are ten times slower than float32 ones.
FAST_BFLOAT = torch.backends.cpu.get_cpu_capability().startswith(("AVX512", "AMX"))


@dataclass(frozen=True)
class Plan:
    """How to train. `minutes`: wall clock; `micro`: tokens a worker takes at once; `gather`: such batches to a step;
    `threads`: cores to a worker. In bf16 where the processor multiplies it (AVX-512, AMX), else in float32.
    """

    minutes: float = 75.0
    micro: int = 2400
    gather: int = 1
    workers: int = 1
    threads: int = 2
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: int = 20
    seed: int = 1
    save_every: float = 240.0


def tensors(batch: list[Encoded]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """ids, padding, (row, position) of words, labels, weights, points a row, weight of the points."""
    longest = max(len(e.ids) for e in batch)
    ids = np.zeros((len(batch), longest), np.int64)
    padding = np.ones((len(batch), longest), bool)
    for row, e in enumerate(batch):
        ids[row, : len(e.ids)] = e.ids
        padding[row, : len(e.ids)] = False
    rows = np.concatenate([np.full(len(e.at), row) for row, e in enumerate(batch)])
    at = np.stack((rows, np.concatenate([e.at for e in batch])))
    return (
        torch.from_numpy(ids), torch.from_numpy(padding), torch.from_numpy(at.astype(np.int64)),
        torch.from_numpy(np.concatenate([e.labels for e in batch]).astype(np.float32)),
        torch.from_numpy(np.concatenate([e.weights for e in batch]).astype(np.float32)),
        torch.tensor([e.points for e in batch], dtype=torch.float32),
        torch.tensor([e.points_weight for e in batch], dtype=torch.float32),
    )  # fmt: skip


def loss_of(model: Tagger, batch: list[Encoded]) -> tuple[Tensor, Tensor]:
    """The loss per word, and its parts (one a column of labels, then the points).

    Points are taken as Poisson: the expected sum over a text's words of softplus of the last output.
    """
    ids, padding, at, labels, weights, points, points_weight = tensors(batch)
    kind = torch.bfloat16 if FAST_BFLOAT else torch.float32
    with torch.autocast("cpu", kind, enabled=FAST_BFLOAT):
        hidden = model.trunk(ids, padding if bool(padding.any()) else None, kind)
    chosen = hidden[at[0], at[1]].float()
    logits = model.head(model.final_norm(chosen))
    words = len(at[0])
    parts = (functional.binary_cross_entropy_with_logits(logits[:, :COLUMNS], labels, reduction="none") * weights).sum(0) / words
    rate = torch.zeros(len(batch)).index_add(0, at[0], functional.softplus(logits[:, COLUMNS])) + 1e-3
    deviance = (points_weight * (rate - points * rate.log())).sum() / words
    return parts.sum() + 0.5 * deviance, torch.cat((parts, deviance[None])).detach()


def train(data: list[Encoded], base: Path, shape: Shape, plan: Plan, folder: Path, start: Path | None = None) -> Tagger:
    """Train until the time is up or the data is through; checkpoints go to `folder`."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    model = load_base(base, shape)
    if start is not None:
        model.load_state_dict(torch.load(start)["model"])
    model.freeze()
    for index in range(shape.layers - shape.trained):
        model.blocks[index].to(torch.bfloat16 if FAST_BFLOAT else torch.float32)
    model.embedding.to(torch.bfloat16 if FAST_BFLOAT else torch.float32)
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    learned: list[nn.Parameter] = [p for _, p in named]
    slow = [p for n, p in named if not n.startswith(("head", "final_norm"))]
    fast = [p for n, p in named if n.startswith(("head", "final_norm"))]
    optimiser = torch.optim.AdamW(
        [{"params": slow, "lr": plan.rate, "peak": plan.rate}, {"params": fast, "lr": plan.head_rate, "peak": plan.head_rate}],
        betas=(0.9, 0.98), weight_decay=0.01, fused=True,
    )  # fmt: skip
    lock = threading.Lock()
    queue: Iterator[list[Encoded]] = batches(data, plan.micro, plan.seed)
    state = {"micro": 0, "step": 0, "tokens": 0, "saved": time.time(), "logged": time.time(), "over": False}
    average = torch.zeros(COLUMNS + 1)
    begun = time.time()

    def step() -> None:
        """With the lock held: apply the gathered gradients."""
        progress = min(1.0, (time.time() - begun) / (plan.minutes * 60))
        factor = min((state["step"] + 1) / plan.warm_up, 1.0) * max(0.02, 1.0 - progress)
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * factor
        for p in learned:
            if p.grad is not None:
                p.grad /= plan.gather
        nn.utils.clip_grad_norm_(learned, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        state["step"] += 1
        if state["step"] % 20 == 0:
            passed = time.time() - begun
            print(
                f"step {state['step']} {passed / 60:.1f} min {state['tokens'] / passed:.0f} tok/s {state['tokens'] / 1e6:.2f}M "
                f"loss {' '.join(f'{x:.3f}' for x in average.tolist())}",
                flush=True,
            )
        if time.time() - state["saved"] > plan.save_every:
            save(model, folder / "last.pt", int(state["tokens"]))
            state["saved"] = time.time()
        if progress >= 1.0:
            state["over"] = True

    def work() -> None:
        while not state["over"]:
            with lock:
                batch = next(queue, None)
            if batch is None:
                return
            loss, parts = loss_of(model, batch)
            gradients = torch.autograd.grad(loss, learned)
            with lock:
                for p, g in zip(learned, gradients, strict=True):
                    p.grad = g if p.grad is None else p.grad.add_(g)
                average.lerp_(parts, 0.02 if state["micro"] > 50 else 0.3)
                state["micro"] += 1
                state["tokens"] += sum(len(e.ids) for e in batch)
                if state["micro"] % plan.gather == 0:
                    step()

    workers = [threading.Thread(target=work, daemon=True) for _ in range(plan.workers)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    save(model, folder / "final.pt", int(state["tokens"]))
    print(f"trained {state['tokens']} tokens in {(time.time() - begun) / 60:.1f} min", flush=True)
    return model


def save(model: Tagger, path: Path, tokens: int) -> None:
    """Write a checkpoint beside `path` and move it there, so that a reader never sees half a file."""
    part = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "shape": model.shape.as_dict(), "tokens": tokens}, part)
    part.replace(path)


def load(path: Path) -> Tagger:
    """A checkpoint as a float32 network, for evaluation and export."""
    kept = torch.load(path)
    model = Tagger(Shape(**kept["shape"]))
    model.load_state_dict(kept["model"])
    return model.float().eval()
