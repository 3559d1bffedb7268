"""Train the cases: ``python -m benchmarks.lab --seeds 0-4``; runs that are stored already are not trained again."""

from __future__ import annotations

import argparse
import time

from benchmarks.lab.cases import CASES
from benchmarks.lab.store import append, stored


def main() -> None:
    """Train every chosen case with every chosen seed, one seed after the other."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lab", description=__doc__)
    parser.add_argument("--seeds", default="0", help="seeds, comma-separated")
    parser.add_argument("--case", action="append", help="only this case (repeatable)")
    options = parser.parse_args()
    from benchmarks.lab.training import train

    for seed in map(int, options.seeds.split(",")):
        for case in CASES:
            if (options.case and case.name not in options.case) or (case.name, seed) in stored():
                continue
            start = time.perf_counter()
            append(train(case, seed))
            print(f"{case.name} seed {seed}: {time.perf_counter() - start:.1f} s", flush=True)


if __name__ == "__main__":
    main()
