"""The TensorBoard reader beside EventAccumulator and tbparse: ``python -m benchmarks.tensorboard [--peers PYTHON]``.

Each reads in a process of its own, its imports not counted, from files that are in memory: a system that drops what
was not read for seconds would charge the disk to the one behind the slowest. That all read the same values is demanded.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.options import parser, told_missing
from benchmarks.turns import OURS, ROOT, Cost, Work, generated, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ACCUMULATOR, TBPARSE = "EventAccumulator", "tbparse"
MODULES = {ACCUMULATOR: "tensorboard", TBPARSE: "tbparse"}
KINDS: Mapping[str, tuple[str, Mapping[str, float]]] = {
    "tensors": ("TensorBoard, 200,000 scalars as tensors", {ACCUMULATOR: 20, TBPARSE: 60}),
    "images": ("TensorBoard, 100 MB, 1 % of the records scalars", {ACCUMULATOR: 100}),
    "runs": ("TensorBoard, 100 runs of 400 scalars", {ACCUMULATOR: 8}),
}
"""What each kind of `gen_tensorboard` is, and the targets."""


class Reading(NamedTuple):
    """One tool on one directory; ``warm`` is a small one that is read first."""

    python: str
    tool: str
    folder: Path
    warm: Path


class Same:
    """Measures readings, and holds what they found against each other."""

    def __init__(self) -> None:
        self._found: dict[Path, tuple[int, float]] = {}

    def __call__(self, reading: Reading) -> Cost:
        """Read once, in a process of its own.

        Raises
        ------
        RuntimeError
            When other values were read of the directory before.
        """
        for file in reading.folder.rglob("*tfevents*"):
            file.read_bytes()
        # As a module: next to a script of that path, ``import tensorboard`` would find this file.
        command = [reading.python, "-m", "benchmarks.read_tensorboard", *map(str, reading[1:])]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, cwd=ROOT)
        result = json.loads(done.stdout.splitlines()[-1])
        count, total = self._found.setdefault(reading.folder, (result["count"], result["sum"]))
        if count != result["count"] or not math.isclose(total, result["sum"], rel_tol=1e-9):
            raise RuntimeError(f"{reading.tool} read other values than {OURS}")
        return Cost(result["seconds"], result["wall"], result["rss"])


def works(folder: Path, python: str, peers: Iterable[str]) -> Sequence[Work[Reading]]:
    """The directories, each read by every tool."""
    warm = folder / "runs" / "run_000"
    return [
        Work(
            name,
            {
                tool: Reading(sys.executable if tool == OURS else python, tool, folder / kind, warm)
                for tool in (OURS, *peers)
            },
            targets,
        )
        for kind, (name, targets) in KINDS.items()
    ]


def main() -> None:
    """Generate the directories, measure, and print one Markdown table."""
    options = parser(__doc__).parse_args()
    peers = told_missing(options.peers, MODULES)
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            generated("gen_tensorboard", kind, Path(folder, kind))
        show(works(Path(folder), options.peers, peers), options.rounds, Same())


if __name__ == "__main__":
    main()
