"""The options that benchmarks share, and the interpreters in which their peers may be installed."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PEERS = "BENCH_PEERS"
"""Variable that names the interpreter of the peers where no option does."""

LARGE = 10**9
"""Bytes of a log from which on everything is measured at full size."""

UNITS = {"k": 10**3, "m": 10**6, "g": 10**9}


def size_of(text: str) -> int:
    """Bytes of ``200m`` or ``1g``."""
    unit = UNITS.get(text[-1:].lower())
    return int(float(text[:-1]) * unit) if unit else int(text)


def size_in_words(size: int) -> str:
    """``200 MB`` or ``1 GB``."""
    return f"{size / 1e9:g} GB" if size >= LARGE else f"{size / 1e6:g} MB"


def parser(about: str | None) -> argparse.ArgumentParser:
    """A parser of the options that every benchmark takes, whether it needs them or not."""
    made = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--size", type=size_of, default=size_of("200m"), help="bytes of a large log; 1g: full size")
    made.add_argument("--rounds", type=int, default=3, help="how often the tools take turns")
    made.add_argument(
        "--peers",
        default=os.environ.get(PEERS) or sys.executable,
        help=f"interpreter in which other programs are installed; default: ${PEERS}, or this one",
    )
    return made


def missing(python: str, modules: Iterable[str]) -> Sequence[str]:
    """Say which modules an interpreter does not have."""
    code = "import importlib.util, sys; print([m for m in sys.argv[1:] if not importlib.util.find_spec(m)])"
    found = subprocess.run([python, "-c", code, *modules], capture_output=True, check=True, text=True).stdout
    return [module for module in modules if repr(module) in found]


def told_missing(python: str, tools: dict[str, str]) -> Sequence[str]:
    """The tools (name to module) that there are; of the others it is said that nothing is measured with them."""
    absent = missing(python, tools.values())
    gone = [name for name, module in tools.items() if module in absent]
    if gone:
        where = f"--peers PYTHON or ${PEERS} names an interpreter that has them"
        print(f"Not installed, and so not measured: {', '.join(gone)} ({where}).\n")
    return [name for name in tools if name not in gone]
