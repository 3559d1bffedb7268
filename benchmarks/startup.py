"""What starting costs: whole processes, against a process that only imports what no such program can do without.

``python -m benchmarks.startup`` runs them in turn, again and again, and prints medians and ratios to each one's floor.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EPOCHS = 50
LIGHT, HEAVY = "import click", "import click, rich.console, yaml, numpy"


class Work(NamedTuple):
    """One process, and the floor that it is held against (itself, for a floor)."""

    arguments: Sequence[str]
    floor: str
    target: float = 1.0


def work(log: Path) -> Mapping[str, Work]:
    """Every process by its name."""
    ours = ("-c", "from trainlog_doctor.__main__ import main; main()")
    return {
        LIGHT: Work(("-c", LIGHT), LIGHT),
        "--help": Work((*ours, "--help"), LIGHT, 1.3),
        "--version": Work((*ours, "--version"), LIGHT, 1.3),
        "explain TD101": Work((*ours, "explain", "TD101"), LIGHT, 1.3),
        HEAVY: Work(("-c", HEAVY), HEAVY),
        "analyze, 50 epochs": Work((*ours, "analyze", str(log)), HEAVY, 1.5),
    }


def seconds(arguments: Sequence[str]) -> tuple[float, float]:
    """Wall and processor time of one process."""
    before, start = os.times(), time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment())
    wall, after = time.perf_counter() - start, os.times()
    return wall, sum(after[2:4]) - sum(before[2:4])


def environment() -> Mapping[str, str]:
    """One thread: OpenBLAS starts one a core for nothing, which the program itself does not allow either."""
    return os.environ | {"OPENBLAS_NUM_THREADS": "1"}


def log_of(epochs: int) -> str:
    """A Keras 3 log at verbose=2 of a run that overfits."""
    rows = (
        f"Epoch {at}/{epochs}\n50/50 - 1s - 20ms/step - accuracy: {1 - 0.5 / at:.4f} - loss: {0.7 / at:.4f} "
        f"- val_accuracy: {0.9 - 0.4 / at:.4f} - val_loss: {0.7 / at + 0.01 * at:.4f}\n"
        for at in range(1, epochs + 1)
    )
    return "".join(rows)


def main() -> None:
    """Print one table."""
    given = argparse.ArgumentParser(prog="benchmarks.startup")
    given.add_argument("--rounds", type=int, default=15)
    rounds = given.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "run.log")
        log.write_text(log_of(EPOCHS))
        table(work(log), rounds)


def table(works: Mapping[str, Work], rounds: int) -> None:
    """Run all in turn; a ratio is the median of the rounds' ratios, so that a busy machine slows both sides."""
    for one in works.values():
        seconds(one.arguments)
    taken = [{name: seconds(one.arguments) for name, one in works.items()} for _ in range(rounds)]
    print(f"{'process':42} {'wall ms':>8} {'CPU ms':>8} {'wall':>6} {'CPU':>6}  target")
    for name, one in works.items():
        wall, cpu = (1e3 * statistics.median(row[name][kind] for row in taken) for kind in (0, 1))
        ratios = [statistics.median(row[name][kind] / row[one.floor][kind] for row in taken) for kind in (0, 1)]
        print(f"{name:42} {wall:8.0f} {cpu:8.0f} {ratios[0]:6.2f} {ratios[1]:6.2f}  {one.target:.1f}")


if __name__ == "__main__":
    main()
