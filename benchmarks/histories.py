"""Saved histories, CPU time a file: ``python -m benchmarks.histories [--size 1g]`` (1,000 files; else 300).

The files of `gen_histories` are read by us into runs, with orjson where it is installed and without it; parsed by the
standard library; read by pandas; and only opened and read. All take turns in one process.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pandas as pd

from benchmarks.gen_histories import EPOCHS, KINDS, generate
from benchmarks.options import LARGE, parser
from benchmarks.turns import OURS, Cost, Work, show, timed
from trainlog_doctor.pipeline import collect
from trainlog_doctor.readers import json_values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Tool = Callable[[Sequence[str]], int]

FEW, MANY = 300, 1_000
FLOOR = "open + read"
ORJSON = importlib.util.find_spec("orjson") is not None


class Task(NamedTuple):
    """A tool, and the files that it is to read."""

    tool: Tool
    paths: Sequence[str]


def only_read(paths: Sequence[str]) -> int:
    epochs = 0
    for path in paths:
        with open(path, "rb") as file:  # noqa: PTH123 - the least that can be done
            epochs += EPOCHS * bool(file.read())
    return epochs


def by_standard_library(paths: Sequence[str]) -> int:
    if paths[0].endswith(".json"):
        return sum(len(json.loads(Path(path).read_bytes())["loss"]) for path in paths)
    epochs = 0
    for path in paths:
        with open(path, newline="", encoding="utf-8") as file:  # noqa: PTH123
            epochs += len([list(map(float, row)) for number, row in enumerate(csv.reader(file)) if number])
    return epochs


def by_pandas(paths: Sequence[str]) -> int:
    if paths[0].endswith(".csv"):
        return sum(len(pd.read_csv(path)) for path in paths)
    return sum(len(pd.DataFrame(json.loads(Path(path).read_bytes()))) for path in paths)


def ours(paths: Sequence[str]) -> int:
    return sum(len(one.run.frame) for path in paths for one in collect((path,)).found)


def ours_without_orjson(paths: Sequence[str]) -> int:
    kept, json_values._quick = json_values._quick, lambda: None
    try:
        return ours(paths)
    finally:
        json_values._quick = kept


OTHERS: Mapping[str, Tool] = {
    "csv.reader and float, json.loads": by_standard_library,
    "pandas": by_pandas,
    FLOOR: only_read,
}
OWN: Mapping[str, Tool] = {OURS: ours, f"{OURS} without orjson": ours_without_orjson} if ORJSON else {OURS: ours}


def spent(task: Task) -> Cost:
    """What reading every file once takes in this process, divided by the files.

    Raises
    ------
    RuntimeError
        When an epoch is missing.
    """
    epochs: list[int] = []
    taken = timed(lambda: epochs.append(task.tool(task.paths)))
    if epochs != [EPOCHS * len(task.paths)]:
        raise RuntimeError("epochs are missing")
    return Cost(taken.cpu / len(task.paths), taken.wall / len(task.paths))


def main() -> None:
    """Generate the files, measure, and print one Markdown table."""
    options = parser(__doc__).parse_args()
    count = MANY if options.size >= LARGE else FEW
    if not ORJSON:
        print("orjson is not installed: nothing is measured with it.\n")
    with tempfile.TemporaryDirectory() as folder:
        works = []
        for kind in KINDS:
            paths = generate(kind, Path(folder, kind), count)
            tasks = {name: Task(tool, paths) for name, tool in {**OWN, **OTHERS}.items()}
            works.append(Work(f"{kind.upper()} history of {EPOCHS} epochs, read", tasks))
        show(works, options.rounds, spent)


if __name__ == "__main__":
    main()
