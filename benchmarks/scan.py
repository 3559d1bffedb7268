"""Sweeps: ``python -m benchmarks.scan [--size 1g]`` (20,000 files; else 2,000).

As many CSV histories of 50 epochs, in folders of a hundred, are scanned by the whole command with one process and with
two; beside it the same files are opened and read, and read by ``pandas.read_csv``, each in a process of its own.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.options import LARGE, parser
from benchmarks.turns import OURS, PROGRAM, Command, Work, cost, generated, show

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

A_FOLDER = 100
FEW, MANY = 2_000, 20_000
FLOOR = "open + read"
ONE = f"{OURS}, one process"

_READ = "import sys\nfor path in open(sys.argv[1]).read().split('\\n'):\n    with open(path, 'rb') as file: file.read()"
_PANDAS = "import sys, pandas\nfor path in open(sys.argv[1]).read().split('\\n'):\n    pandas.read_csv(path)"


def works(folder: Path, listing: Path, count: int) -> Sequence[Work[Command]]:
    """The sweep by one process beside less than it, and by two beside one."""
    scanned = [*PROGRAM, "scan", f"{folder}/*/*.csv", "--format", "jsonl", "-o", os.devnull, "--jobs"]
    one, two = (Command((*scanned, str(jobs))) for jobs in (1, 2))
    others: Mapping[str, Command] = {
        FLOOR: Command((sys.executable, "-c", _READ, str(listing))),
        "pandas.read_csv, nothing judged": Command((sys.executable, "-c", _PANDAS, str(listing))),
    }
    name = f"scan of {count:,} CSV histories"
    return [
        Work(name, {OURS: one, **others}, {FLOOR: 0.1}),
        Work(f"{name}, two processes (wall)", {OURS: two, ONE: one}, {ONE: 1.7}, wall=True),
    ]


def main() -> None:
    """Make the files, measure, print one Markdown table."""
    options = parser(__doc__).parse_args()
    count = MANY if options.size >= LARGE else FEW
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(count // A_FOLDER):
            generated("gen_histories", "csv", folder / f"{number:04}", "--files", A_FOLDER, "--seed", number)
        listing = folder / "listing"
        listing.write_text("\n".join(map(str, sorted(folder.glob("*/*.csv")))))
        show(works(folder, listing, count), options.rounds, cost)


if __name__ == "__main__":
    main()
