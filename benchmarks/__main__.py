"""All benchmarks, or some: ``python -m benchmarks [NAME ...] [--size 1g] [--peers PYTHON] [--update]``.

Each runs in a process of its own and prints Markdown; ``--update`` writes it into benchmarks/README.md and README.md.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time

from benchmarks.options import parser, size_in_words
from benchmarks.published import NAMES, update
from benchmarks.turns import ROOT


def conditions(size: int, rounds: int) -> str:
    """Where, when and how it was measured."""
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    return f"Measured {time.strftime('%Y-%m-%d')}: {machine}; logs of {size_in_words(size)}, {rounds} rounds."


def run(name: str, *options: str) -> str:
    """Run one benchmark; what it prints is shown as it comes.

    Raises
    ------
    RuntimeError
        When it fails.
    """
    told = []
    command = [sys.executable, "-m", NAMES[name], *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        for line in child.stdout or ():
            print(line, end="", flush=True)
            told.append(line)
    if child.returncode:
        raise RuntimeError(f"{name} ended with {child.returncode}")
    return "".join(told).strip()


def main() -> None:
    """Run what is named, in the order of `NAMES`."""
    options = parser(__doc__)
    options.add_argument("names", nargs="*", metavar="NAME", help=f"default: all of {', '.join(NAMES)}")
    options.add_argument("--update", action="store_true", help="write the figures into the pages")
    given = options.parse_args()
    if unknown := set(given.names) - set(NAMES):
        options.error(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    measured = {}
    for name in (name for name in NAMES if not given.names or name in given.names):
        made = conditions(given.size, given.rounds)
        print(f"## {name}\n\n{made}\n", flush=True)
        table = run(name, "--size", str(given.size), "--rounds", str(given.rounds), "--peers", given.peers)
        measured[name] = f"{made}\n\n{table}"
        print(flush=True)
        if given.update:
            update({name: measured[name]})


if __name__ == "__main__":
    main()
