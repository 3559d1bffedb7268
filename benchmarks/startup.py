"""What starting costs: whole processes, against a process that only imports what no such program can do without.

``python -m benchmarks.startup`` runs them in turn, again and again, and prints medians and ratios to each one's floor.
"""

from __future__ import annotations

import argparse
import os
import resource
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
TARGETS = {LIGHT: 1.3, HEAVY: 1.5}


class Work(NamedTuple):
    """One process, and the floor that it is held against (itself, for a floor)."""

    arguments: Sequence[str]
    floor: str
    target: float = 1.0


def work(folder: Path) -> Mapping[str, Work]:
    """Every process by its name."""
    log, table = str(folder / "run.log"), str(folder / "history.csv")
    light = {
        name: _ours(name.split(), LIGHT) for name in ("--help", "--version", "explain TD101", "rules list", "schema")
    }
    return {
        LIGHT: Work(("-c", LIGHT), LIGHT),
        **light,
        HEAVY: Work(("-c", HEAVY), HEAVY),
        "analyze, a log of 50 epochs": _ours(["analyze", log], HEAVY),
        "analyze, a CSV history of 50 epochs": _ours(["analyze", table], HEAVY),
        "check --quiet, the log": _ours(["check", "--quiet", "--fail-on", "never", log], HEAVY),
        "scan, the log": _ours(["scan", log], HEAVY),
    }


def _ours(arguments: Sequence[str], floor: str) -> Work:
    return Work(("-c", "from trainlog_doctor.__main__ import main; main()", *arguments), floor, TARGETS[floor])


def seconds(arguments: Sequence[str]) -> tuple[float, float]:
    """Wall and processor time of one process."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment())
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def environment() -> Mapping[str, str]:
    """One thread: OpenBLAS starts one a core for nothing, which the program itself does not allow either.

    Modules are compiled once, in the round that is not counted, as they are when a program is installed.
    """
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return given | {"OPENBLAS_NUM_THREADS": "1"}


def log_of(epochs: int) -> str:
    """A Keras 3 log at verbose=2 of a run that overfits."""
    rows = (
        f"Epoch {at}/{epochs}\n50/50 - 1s - 20ms/step - accuracy: {1 - 0.5 / at:.4f} - loss: {0.7 / at:.4f} "
        f"- val_accuracy: {0.9 - 0.4 / at:.4f} - val_loss: {0.7 / at + 0.01 * at:.4f}\n"
        for at in range(1, epochs + 1)
    )
    return "".join(rows)


def history_of(epochs: int) -> str:
    """The same run as Keras' CSVLogger writes it."""
    rows = (f"{at},{1 - 0.5 / (at + 1)},{0.7 / (at + 1)},{0.7 / (at + 1) + 0.01 * at}\n" for at in range(epochs))
    return "epoch,accuracy,loss,val_loss\n" + "".join(rows)


def main() -> None:
    """Print one table."""
    given = argparse.ArgumentParser(prog="benchmarks.startup")
    given.add_argument("--rounds", type=int, default=15)
    rounds = given.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "run.log").write_text(log_of(EPOCHS))
        Path(folder, "history.csv").write_text(history_of(EPOCHS))
        table(work(Path(folder)), rounds)


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
