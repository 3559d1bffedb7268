"""Other programs that judge training logs, on the same sources: ``python -m benchmarks.peers.speed --peers PYTHON``.

Whole processes. A program counts where its answer names the validation metric; else it has not read the source.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.options import LARGE, parser, told_missing
from benchmarks.turns import OURS, PROGRAM, Command, Cost, Work, cost, generated, show

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MODULES = {
    "epochix": "epochix",
    "finetune-doctor": "finetune_doctor",
    "losslint": "losslint",
    "runmedic": "runmedic",
    "trainproof": "trainproof",
    "trainspotter": "trainspotter",
}
_EPOCHIX = "import epochix, sys; print(epochix.parse(sys.argv[1], db=sys.argv[1] + '.db'))"
ARGUMENTS: Mapping[str, Sequence[str]] = {
    "finetune-doctor": ("diagnose",),
    "losslint": ("check",),
    "runmedic": ("diagnose",),
    "trainproof": ("doctor",),
    "trainspotter": ("analyze",),
}
KINDS = {
    "csv": ("CSV history", "history.csv"),
    "json": ("JSON history", "history.json"),
    "tensorboard": ("TensorBoard", "logs"),
    "console": ("console log", "run.log"),
}
"""What each kind of `gen_overfitting` is, and the name that the source has: some programs go by that."""

SMALL, LARGER, FULL = 50, 20_000, 100_000
"""Epochs."""

LONGEST = 300
_NAMED = re.compile(rb"(val|eval)[_/ ](loss|accuracy)")


def works(folder: Path, python: str, peers: Sequence[str], lengths: Sequence[int]) -> Sequence[Work[Command]]:
    """Every source, judged by every program."""
    made = []
    for epochs in lengths:
        for kind, (title, name) in KINDS.items():
            source, output = folder / str(epochs) / name, folder / "answer"
            generated("gen_overfitting", kind, epochs, source)
            tools = {OURS: Command((*PROGRAM, "analyze", str(source)), output)}
            tools |= {name: Command(_command(name, python, source), output, heard=False) for name in peers}
            made.append(Work(f"{title} of {epochs:,} epochs, judged", tools, dict.fromkeys(peers, 1.0)))
    return made


def _command(name: str, python: str, source: Path) -> Sequence[str]:
    limit = ("timeout", str(LONGEST))
    if name == "epochix":
        return (*limit, python, "-c", _EPOCHIX, str(source))
    return (*limit, str(Path(python).parent / name), *ARGUMENTS[name], str(source))


def read(command: Command) -> Cost | None:
    """What a program takes; None where it fails, takes too long, or does not know the validation metric."""
    try:
        taken = cost(command)
    except RuntimeError:
        return None
    return taken if _NAMED.search(command.output.read_bytes()) else None


def main() -> None:
    """Generate the sources, measure, and print one Markdown table."""
    options = parser(__doc__).parse_args()
    peers = told_missing(options.peers, MODULES)
    lengths = (SMALL, FULL if options.size >= LARGE else LARGER)
    with tempfile.TemporaryDirectory() as folder:
        show(works(Path(folder), options.peers, peers, lengths), options.rounds, read)


if __name__ == "__main__":
    main()
