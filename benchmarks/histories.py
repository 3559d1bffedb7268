"""Saved histories, files a second of CPU: ``python -m benchmarks.histories [--files 1000] [--rounds 7]``.

The files of `gen_histories` are opened and read; parsed by the standard library; read by pandas; read by us into runs,
with orjson and without it; and scanned by us, which is read, judged by every rule and told in a row. All take turns in
one process, several rounds; a rate is that of the fastest round, since a busy machine only adds to what a tool needs.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pandas as pd

from benchmarks.gen_histories import EPOCHS, KINDS, generate
from trainlog_doctor.engine.overrides import Overrides
from trainlog_doctor.pipeline import collect
from trainlog_doctor.pipeline.scan import Sweeping
from trainlog_doctor.readers import json_values
from trainlog_doctor.settings.model import Settings
from trainlog_doctor.settings.rulebook import rulebook
from trainlog_doctor.sweep.engines.base import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Tool = Callable[[Sequence[str]], int]

FLOOR = "open + read"
ORJSON = importlib.util.find_spec("orjson") is not None
SWEEPING = Sweeping(rulebook(Settings(), (), Overrides()))


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


def ours_scanned(paths: Sequence[str]) -> int:
    return sum(row.epochs for path in paths for row in SWEEPING.rows(Source(path)))


def ours_without_orjson(paths: Sequence[str]) -> int:
    kept, json_values._quick = json_values._quick, lambda: None
    try:
        return ours(paths)
    finally:
        json_values._quick = kept


TOOLS: Mapping[str, Tool] = {
    FLOOR: only_read,
    "csv.reader / json.loads": by_standard_library,
    "pandas": by_pandas,
    "ours, read": ours if ORJSON else ours_without_orjson,
    "ours, read, no orjson": ours_without_orjson,
    "ours, scanned": ours_scanned,
}


def seconds(tool: Tool, paths: Sequence[str]) -> float:
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
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    if not ORJSON:
        print("orjson is not installed: nothing is measured with it\n")
    print(f"| {EPOCHS} epochs | tool | files a CPU second | CPU µs a file | of open + read |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            paths = generate(kind, Path(folder, kind), given.files)
            rounds = [{name: seconds(tool, paths) for name, tool in TOOLS.items()} for _ in range(given.rounds)]
            least = {name: min(one[name] for one in rounds) / len(paths) for name in TOOLS}
            for name, one in least.items():
                print(f"| {kind} | {name} | {1 / one:.0f} | {1e6 * one:.0f} | {least[FLOOR] / one:.3f} |", flush=True)


if __name__ == "__main__":
    main()
