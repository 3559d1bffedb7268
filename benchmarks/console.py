"""The console reader beside ``cat``, ``grep -c`` and a loop over lines: ``python -m benchmarks.console [--size 1g]``.

All commands run in turn, several rounds; a ratio is the median of the rounds' ratios, so that whatever else the machine
does falls on all of them alike.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.gen_console import KINDS, UPDATES, size_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HERE = Path(__file__).resolve().parent
OURS = "trainlog-doctor"
LOOP = "line loop"
GREP = "grep -c val_loss"


class Cost(NamedTuple):
    """What a process used: CPU seconds (user and system) and its highest resident memory in megabytes."""

    cpu: float
    rss: float


def commands(kind: str, log: Path) -> Mapping[str, Sequence[str]]:
    """What is compared on a log; the line loop can read one of the formats only."""
    found = {
        OURS: (sys.executable, "-m", "benchmarks.read_console", str(log)),
        "cat": ("cat", str(log)),
        GREP: ("grep", "-c", "val_loss", str(log)),
    }
    if shutil.which("rg"):
        found["rg -c val_loss"] = ("rg", "-c", "val_loss", str(log))
    if kind == "verbose2":
        found[LOOP] = (sys.executable, str(HERE / "line_loop.py"), str(log))
    return found


def cost(command: Sequence[str], output: Path) -> Cost:
    """Run a command in the C locale, its output into a file.

    Not into ``/dev/null``: grep notices that and stops at the first match.

    Raises
    ------
    RuntimeError
        When it fails.
    """
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "1", "PYTHONPATH": str(HERE.parent)}
    written = [(os.POSIX_SPAWN_OPEN, 1, str(output), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)]
    child = os.posix_spawnp(command[0], list(command), environment, file_actions=written)
    _, status, used = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def generate(kind: str, size: int, log: Path, updates: int) -> str:
    """Write a log and say how many epochs it has.

    A child does it: this process must stay small, since a command's peak memory is never measured below that of the
    process that starts it.
    """
    command = (sys.executable, "-m", "benchmarks.gen_console", kind, str(size), str(log), str(updates))
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE.parent).stdout.strip()


def rows(kind: str, log: Path, rounds: int) -> Iterator[tuple[str, float, float, float]]:
    """Name, median CPU seconds, median ratio of our CPU to its, and highest memory of every command."""
    compared = commands(kind, log)
    outputs = {name: Path(os.devnull) if name == "cat" else log.with_suffix(".out") for name in compared}
    measured = [{name: cost(command, outputs[name]) for name, command in compared.items()} for _ in range(rounds)]
    for name in compared:
        costs = [one[name] for one in measured]
        ratio = median(one[OURS].cpu / max(one[name].cpu, 1e-3) for one in measured)
        yield name, median(c.cpu for c in costs), ratio, max(c.rss for c in costs)


def main() -> None:
    """Generate the logs, measure, and print one Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=size_of, default=size_of("200m"), help="bytes of each log: 200m, 1g")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--updates", type=int, default=UPDATES, help="how often an epoch's bar is drawn")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only these logs")
    options = parser.parse_args()
    print("| log | command | CPU s | CPU of trainlog-doctor / its | peak RSS MB |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for kind in options.kind or KINDS:
            log = Path(folder) / f"{kind}.log"
            about = f"{kind}, {options.size / 1e6:.0f} MB, {generate(kind, options.size, log, options.updates)}"
            for name, cpu, ratio, rss in rows(kind, log, options.rounds):
                print(f"| {about} | {name} | {cpu:.2f} | {ratio:.2f} | {rss:.0f} |", flush=True)
            log.unlink()


if __name__ == "__main__":
    main()
