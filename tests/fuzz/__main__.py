"""Fuzz every target for some time: ``python -m tests.fuzz [TARGET...] --seconds 60 --jobs 2``.

What a target is given grows in ``build/fuzz/corpus/<target>/``; what brought it down is kept in ``build/fuzz/found/``,
and ``build/fuzz/log.csv`` has a line for each time: target, seconds, inputs, whether it stood.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from tests.fuzz.seeds import ROOT, seeds
from tests.fuzz.targets import targets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BUILD = ROOT / "build" / "fuzz"
LONGEST = 16_384
"""Longest input that is tried, in bytes: larger ones find little and cost much."""

TURN = 120
"""Seconds after which a new process goes on from the corpus: the engine keeps some 60 KB for every input of a reader,
which after thirty thousand would be taken for the target's. The target itself keeps nothing: 160,000 inputs without
the engine leave a process as large as 20,000 do."""

LIMITS = ("-timeout=120", "-rss_limit_mb=2048", f"-max_len={LONGEST}", "-verbosity=0", "-print_final_stats=1")


def main() -> int:
    """Fuzz, and return the number of targets that fell."""
    arguments = argparse.ArgumentParser(prog="fuzz")
    arguments.add_argument("targets", nargs="*", default=list(targets()))
    arguments.add_argument("--seconds", type=int, default=60, help="for each target")
    arguments.add_argument("--jobs", type=int, default=1, help="targets at a time")
    given = arguments.parse_args()
    if unknown := set(given.targets) - set(targets()):
        arguments.error(f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(targets())}")
    with ThreadPoolExecutor(given.jobs) as pool:
        stood = list(pool.map(partial(held, seconds=given.seconds), given.targets))
    fallen = [name for name, one in zip(given.targets, stood, strict=True) if not one]
    print(f"{len(given.targets)} targets, {given.seconds} s each; fallen: {', '.join(fallen) or 'none'}")
    return len(fallen)


def held(target: str, seconds: int) -> bool:
    """Fuzz one target in turns, and say whether it stood."""
    found, corpus = BUILD / "found", planted(target)
    found.mkdir(parents=True, exist_ok=True)
    flags = (*LIMITS, f"-artifact_prefix={found}/{target}-")
    tried, until = 0, monotonic() + seconds
    while True:
        done = fuzzed(target, (*flags, f"-max_total_time={turn(until - monotonic())}", str(corpus)))
        tried += inputs(done.stderr)
        if done.returncode or until - monotonic() < 1:
            break
    result = "FELL" if done.returncode else "stands"
    print(f"{target}: {tried} inputs, {result}", flush=True)
    with (BUILD / "log.csv").open("a") as log:
        log.write(f"{target},{seconds},{tried},{result}\n")
    if done.returncode:
        print("\n".join(told(done.stdout.splitlines() + done.stderr.splitlines())), flush=True)
    return done.returncode == 0


def turn(left: float) -> int:
    """Whole seconds of the next turn; at least one, since the engine takes 0 for no limit."""
    return max(1, min(TURN, round(left)))


def fuzzed(target: str, flags: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Give one turn to a target, in a process of its own."""
    command = [sys.executable, "-m", "tests.fuzz.guided", target, *flags]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)


def inputs(told: str) -> int:
    """How many inputs the engine says it tried."""
    return next((int(line.split()[-1]) for line in told.splitlines() if "number_of_executed_units" in line), 0)


def told(lines: Sequence[str], most: int = 40) -> Sequence[str]:
    """The end of what a fallen target said."""
    return [f"    {line}" for line in lines[-most:]]


def planted(target: str) -> Path:
    """The folder of a target's corpus, with its seeds."""
    corpus = BUILD / "corpus" / target
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in seeds(target):
        (corpus / hashlib.sha1(seed, usedforsecurity=False).hexdigest()).write_bytes(seed)
    return corpus


if __name__ == "__main__":
    sys.exit(main())
