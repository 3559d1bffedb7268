"""The script that people write: a loop over decoded lines, one ``re.match`` each, values appended to lists.

It reads nothing but verbose=2 lines, in one known format. ``python benchmarks/line_loop.py LOG``.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

HEADER = re.compile(r"Epoch (\d+)/(\d+)")
STATUS = re.compile(r"\d+/\d+ - (\d+)s - \d+\w+/step - (.+)")


def read(path: Path) -> tuple[list[int], dict[str, list[float]]]:
    """Read the epochs and every metric's values."""
    epochs: list[int] = []
    columns: dict[str, list[float]] = {}
    with path.open(encoding="utf-8") as log:
        for line in log:
            if found := HEADER.match(line):
                epochs.append(int(found[1]))
            elif found := STATUS.match(line):
                for pair in found[2].split(" - "):
                    name, _, value = pair.partition(": ")
                    columns.setdefault(name, []).append(float(value))
    return epochs, columns


if __name__ == "__main__":
    print(len(read(Path(sys.argv[1]))[0]))
