"""Writes saved histories: ``python -m benchmarks.gen_histories {csv,json} FOLDER [--files 1000]``.

``csv`` is what Keras' CSVLogger writes, ``json`` what ``json.dump(history.history)`` does: five metrics of 50 epochs,
every digit that a float has.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

EPOCHS = 50
COLUMNS = ("accuracy", "loss", "lr", "val_accuracy", "val_loss")
KINDS = ("csv", "json")


def generate(kind: str, folder: Path, count: int, seed: int = 7) -> list[str]:
    """Write the files of one kind; the same ones at every call."""
    dice = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"history_{number:05}.{kind}"
        rows = [[dice.random() for _ in COLUMNS] for _ in range(EPOCHS)]
        path.write_text(_csv(rows) if kind == "csv" else _json(rows), encoding="utf-8")
        paths.append(str(path))
    return paths


def _csv(rows: list[list[float]]) -> str:
    lines = (",".join(map(repr, [epoch, *row])) for epoch, row in enumerate(rows))
    return "\n".join([",".join(["epoch", *COLUMNS]), *lines]) + "\n"


def _json(rows: list[list[float]]) -> str:
    return json.dumps(dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    generate(given.kind, given.folder, given.files, given.seed)
