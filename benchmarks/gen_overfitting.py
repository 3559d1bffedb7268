"""One run that overfits, as four tools log it: ``python -m benchmarks.gen_overfitting KIND EPOCHS PATH``."""

from __future__ import annotations

import csv
import json
import math
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    History = Mapping[str, Sequence[float]]


def history(epochs: int) -> History:
    """Losses and accuracies of a run that overfits from a fifth of its epochs on."""
    dice = random.Random(3)
    fall = [math.exp(-5 * at / epochs) for at in range(epochs)]
    rise = [max(0.0, at / epochs - 0.2) for at in range(epochs)]
    return {
        "accuracy": [1 - 0.5 * value for value in fall],
        "loss": [0.7 * value + 0.005 * dice.random() for value in fall],
        "val_accuracy": [0.9 - 0.4 * value + 0.01 * dice.random() for value in fall],
        "val_loss": [0.2 + 0.5 * f + r + 0.02 * dice.random() for f, r in zip(fall, rise, strict=True)],
    }


def as_csv(run: History, path: Path) -> None:
    """As Keras' CSVLogger writes it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["epoch", *run])
        out.writerows([at, *row] for at, row in enumerate(zip(*run.values(), strict=True)))


def as_json(run: History, path: Path) -> None:
    """As ``json.dump(history.history)`` writes it."""
    path.write_text(json.dumps(run), encoding="utf-8")


def as_console(run: History, path: Path) -> None:
    """As Keras 3 prints it at verbose=2."""
    last = len(run["loss"])
    rows = (" - ".join(f"{name}: {values[at]:.4f}" for name, values in run.items()) for at in range(last))
    log = (f"Epoch {at}/{last}\n50/50 - 1s - 20ms/step - {row}\n" for at, row in enumerate(rows, start=1))
    path.write_text("".join(log), encoding="utf-8")


def as_tensorboard(run: History, path: Path) -> None:
    """As a directory of one event file."""
    import numpy as np

    from benchmarks.gen_tensorboard import NAME, scalars, write

    write(path / NAME, *(scalars(name, np.array(values, np.float32), tensor=False) for name, values in run.items()))


KINDS: Mapping[str, Callable[[History, Path], None]] = {
    "csv": as_csv,
    "json": as_json,
    "console": as_console,
    "tensorboard": as_tensorboard,
}

if __name__ == "__main__":
    chosen, length, target = sys.argv[1:]
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    KINDS[chosen](history(int(length)), Path(target))
