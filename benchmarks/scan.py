"""Sweeps: ``python -m benchmarks.scan [--files 20000] [--rounds 3]``.

As many CSV histories of 50 epochs, in folders of a hundred, are scanned by the whole command with one process and with
two; beside it the same files are opened and read, and read by ``pandas.read_csv``, each in a process of its own. They
take turns; medians of files a second, CPU time and the largest memory of any process.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

A_FOLDER = 100
EPOCHS = 50
COLUMNS = ("accuracy", "loss", "lr", "val_accuracy", "val_loss")

_READ = "import sys\nfor path in open(sys.argv[1]).read().split('\\n'):\n    with open(path, 'rb') as file: file.read()"
_PANDAS = "import sys, pandas\nfor path in open(sys.argv[1]).read().split('\\n'):\n    pandas.read_csv(path)"


def generate(folder: Path, count: int, dice: random.Random) -> list[str]:
    """Write files as CSVLogger does. No library is loaded: what this process holds would count as its children's."""
    paths = []
    for number in range(count):
        path = folder / f"history_{number:05}.csv"
        rows = (",".join([str(epoch), *(repr(dice.random()) for _ in COLUMNS)]) for epoch in range(EPOCHS))
        path.write_text("\n".join([",".join(["epoch", *COLUMNS]), *rows]) + "\n", encoding="utf-8")
        paths.append(str(path))
    return paths


def commands(folder: Path, listing: Path) -> dict[str, list[str]]:
    scan = [sys.executable, "-m", "trainlog_doctor", "scan", f"{folder}/*/*.csv", "--format", "jsonl", "-o", os.devnull]
    return {
        "open + read": [sys.executable, "-c", _READ, str(listing)],
        "scan, 1 process": [*scan, "--jobs", "1"],
        "scan, 2 processes": [*scan, "--jobs", "2"],
        "pandas.read_csv": [sys.executable, "-c", _PANDAS, str(listing)],
    }


def measure(command: list[str]) -> tuple[float, float, float]:
    """Seconds, CPU seconds with those of all children, and megabytes of the largest process."""
    begin = time.perf_counter()
    with subprocess.Popen(["/usr/bin/env", *command]) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Make the files, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths: list[str] = []
        dice = random.Random(7)
        for number in range(options.files // A_FOLDER):
            (folder / f"{number:04}").mkdir()
            paths += generate(folder / f"{number:04}", A_FOLDER, dice)
        listing = folder / "listing"
        listing.write_text("\n".join(paths))
        rounds = [
            {label: measure(command) for label, command in commands(folder, listing).items()}
            for _ in range(options.rounds)
        ]
    print(
        f"{len(paths)} files, {options.rounds} rounds\n\n| | files a second | CPU ms a file | MB |\n|---|---|---|---|"
    )
    for label in rounds[0]:
        seconds, cpu, memory = (median(one[label][place] for one in rounds) for place in range(3))
        print(f"| {label} | {len(paths) / seconds:.0f} | {1000 * cpu / len(paths):.3f} | {memory:.0f} |")


if __name__ == "__main__":
    main()
