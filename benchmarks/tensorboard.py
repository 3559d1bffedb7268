"""The TensorBoard reader beside EventAccumulator and tbparse: ``python -m benchmarks.tensorboard [--python PYTHON]``.

The tools run in turn, several rounds, each in a process of its own; a ratio is that of the least CPU times. PYTHON is
an interpreter in which the peers are installed (``pip install tensorboard tbparse``); it is said which are missing.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from benchmarks.gen_tensorboard import generate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Result: TypeAlias = Mapping[str, float]

HERE = Path(__file__).resolve().parent
OURS = "trainlog-doctor"
PEERS = {"EventAccumulator": "tensorboard", "tbparse": "tbparse"}
KINDS = {
    "tensors": "200,000 scalars as tensors",
    "images": "100 MB, 1 % of the records scalars",
    "runs": "100 runs of 400 scalars",
}


def installed(python: str) -> list[str]:
    """The peers that an interpreter can import."""
    tried = {
        name: subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False)
        for name, module in PEERS.items()
    }
    return [name for name, done in tried.items() if done.returncode == 0]


def measure(python: str, tool: str, folder: Path, warm: Path) -> Result:
    """Read once, in a process of its own."""
    # As a module: next to a script of that path, ``import tensorboard`` would find this file.
    command = [python, "-m", "benchmarks.read_tensorboard", tool, str(folder), str(warm)]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=HERE.parent)
    result: Result = json.loads(done.stdout.splitlines()[-1])
    return result


def check_equal(results: Mapping[str, Sequence[Result]]) -> None:
    """Demand that all tools read the same values."""
    ours = results[OURS][0]
    for tool, found in results.items():
        if found[0]["count"] != ours["count"] or not math.isclose(found[0]["sum"], ours["sum"], rel_tol=1e-9):
            raise SystemExit(f"{tool} read other values: {found[0]} instead of {ours}")


def row(title: str, results: Mapping[str, Sequence[Result]]) -> str:
    """One line of the table: our time, the peers' as a multiple of it, and the memory of all."""
    seconds = {tool: min(one["seconds"] for one in found) for tool, found in results.items()}
    cells = [f"{seconds[OURS]:.3f} s"]
    cells += [f"{seconds[tool] / seconds[OURS]:.1f}×" if tool in seconds else "–" for tool in PEERS]
    cells += [f"{median(one['rss'] for one in results[t]):.0f}" if t in results else "–" for t in (OURS, *PEERS)]
    return f"| {title} | {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kinds", nargs="*", default=list(KINDS), choices=list(KINDS))
    given = parser.parse_args()
    tools = [OURS, *installed(given.python)]
    for missing in PEERS.keys() - set(tools):
        print(f"{missing} is not installed in {given.python}: nothing is measured with it\n")
    print(f"| files | {OURS} | {' | '.join(PEERS)} | {' | '.join(f'MB {tool}' for tool in (OURS, *PEERS))} |")
    print("|---" * (2 + len(PEERS) + 1 + len(PEERS)) + "|")
    with tempfile.TemporaryDirectory() as place:
        warm = Path(place, "warm")
        generate("runs", warm)
        for kind in given.kinds:
            folder = Path(place, kind)
            generate(kind, folder)
            results: dict[str, list[Result]] = {tool: [] for tool in tools}
            for _ in range(given.rounds):
                for tool in tools:
                    results[tool].append(measure(given.python, tool, folder, warm / "run_000"))
            check_equal(results)
            print(row(KINDS[kind], results), flush=True)


if __name__ == "__main__":
    main()
