"""Saved histories, files a second: ``python -m benchmarks.histories [--files 1000]``.

Files of CSVLogger and of ``json.dump(history.history)``, 50 epochs each, are located, recognised and read into frames;
beside it the same files are only opened and read, and read by pandas. The three take turns, several rounds; medians of
CPU time.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pandas as pd

from trainlog_doctor.pipeline import collect

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EPOCHS = 50
ROUNDS = 5
COLUMNS = ("accuracy", "loss", "lr", "val_accuracy", "val_loss")


def generate(folder: Path, count: int, ending: str) -> list[str]:
    """Write files as Keras does; the same ones at every call."""
    noise = np.random.default_rng(7)
    paths = []
    for number in range(count):
        values = noise.random((EPOCHS, len(COLUMNS))).tolist()
        path = folder / f"history_{number:05}{ending}"
        if ending == ".csv":
            rows = (",".join(map(repr, [epoch, *row])) for epoch, row in enumerate(values))
            path.write_text("\n".join([",".join(["epoch", *COLUMNS]), *rows]) + "\n", encoding="utf-8")
        else:
            columns = dict(zip(COLUMNS, zip(*values, strict=True), strict=True))
            path.write_text(json.dumps(columns), encoding="utf-8")
        paths.append(str(path))
    return paths


def ours(paths: Sequence[str]) -> int:
    return sum(len(one.run.frame) for one in collect(paths).found)


def only_read(paths: Sequence[str]) -> int:
    return sum(EPOCHS for path in paths if Path(path).read_bytes())


def by_pandas(paths: Sequence[str]) -> int:
    if paths[0].endswith(".csv"):
        return sum(len(pd.read_csv(path)) for path in paths)
    return sum(len(pd.DataFrame(json.loads(Path(path).read_bytes()))) for path in paths)


TOOLS: dict[str, Callable[[Sequence[str]], int]] = {
    "trainlog-doctor": ours,
    "open + read": only_read,
    "pandas": by_pandas,
}


def seconds(tool: Callable[[Sequence[str]], int], paths: Sequence[str]) -> float:
    """CPU time of reading every file once.

    Raises
    ------
    RuntimeError
        When an epoch is missing.
    """
    begin = time.process_time()
    if tool(paths) != EPOCHS * len(paths):
        raise RuntimeError("epochs are missing")
    return time.process_time() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    given = parser.parse_args()
    print(f"| files of {EPOCHS} epochs | {' | '.join(f'{tool}, files/s' for tool in TOOLS)} | to pandas |")
    print("|---" * (2 + len(TOOLS)) + "|")
    with tempfile.TemporaryDirectory() as folder:
        for ending in (".csv", ".json"):
            paths = generate(Path(folder), given.files, ending)
            rounds = [{name: seconds(tool, paths) for name, tool in TOOLS.items()} for _ in range(ROUNDS)]
            rates = {name: len(paths) / median(one[name] for one in rounds) for name in TOOLS}
            cells = " | ".join(f"{rate:.0f}" for rate in rates.values())
            print(f"| {ending} | {cells} | {rates['trainlog-doctor'] / rates['pandas']:.1f}× |", flush=True)


if __name__ == "__main__":
    main()
