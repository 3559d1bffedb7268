"""Sources made to cost much: ``python -m benchmarks.attacks --size 1g``. The tests run them at a megabyte."""

from __future__ import annotations

import json
import struct
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.options import LARGE, parser
from benchmarks.turns import OURS, Command, Cost, Limits, Work, cost, generated, show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SECONDS_A_MEGABYTE, TIMES_ITS_SIZE = 5, 10
ITSELF = 120
"""Megabytes that the program takes whatever it reads."""

LONGEST = 600
"""Seconds after which there is no answer."""

RUN = b"Epoch 1/1\n10/10 - 1s - loss: 0.7 - val_loss: 0.8\n"
RUNS = RUN.replace(b"1/1", b"1/2") + RUN.replace(b"1/1", b"2/2")
EPOCHS = {"loss": [1, 2, 3], "val_loss": [1, 2, 3]}


def columns(count: int) -> bytes:
    rows = [
        ["epoch", "loss", *(f"m{at}" for at in range(count))],
        *([str(at), *["1"] * (count + 1)] for at in range(3)),
    ]
    return "".join(",".join(row) + "\n" for row in rows).encode()


ATTACKS: dict[str, Callable[[int], bytes]] = {
    "brackets of JSON": lambda size: b"[" * size,
    "objects of JSON": lambda size: b'{"a":' * (size // 5),
    "brackets inside a history": lambda size: b'{"loss": [1, 2], "x": ' + b"[" * size,
    "brackets of Python": lambda size: b"{'loss': " + b"(" * size,
    "columns of CSV": lambda size: columns(size // 20),
    "a name in a log": lambda size: RUN.replace(b"val_loss", b"val_" + b"x" * size) * 2,
    "a name in JSON": lambda size: json.dumps(EPOCHS | {"val_" + "x" * size: [1, 2, 3]}).encode(),
    "a name in CSV": lambda size: b"epoch,loss," + b"x" * size + b"\n0,1,1\n1,1,1\n",
    "runs in a log": lambda size: RUNS * (size // len(RUNS)),
    "runs in CSV": lambda size: b"epoch,loss,val_loss\n" + b"0,1,1\n1,1,1\n" * (size // 12),
    "lengths of records": lambda size: b"".join(struct.pack("<QI", (1 << 62) + at, at) for at in range(size // 12)),
    "an unfinished line": lambda size: b"Epoch 1/2\n" + b"1/10 [>....] - ETA: 0s - loss: 1\b\b\b" * (size // 30),
}

FULL: dict[str, int] = {
    "brackets of JSON": 1_000_000,
    "brackets inside a history": 1_000_000,
    "columns of CSV": 20_000_000,
    "a name in a log": 1_000_000,
    "a name in JSON": 1_000_000,
    "a name in CSV": 1_000_000,
    "runs in a log": 97_000_000,
    "lengths of records": 100_000_000,
    "an unfinished line": 200_000_000,
}
"""Sizes that make a million brackets, columns, runs, and a line of 200 MB."""


def works(folder: Path, share: float) -> Iterator[Work[Command]]:
    """Every attack, at a share of its full size: ``analyze`` of it, within what the promises allow."""
    for number, (name, amount) in enumerate(sorted(FULL.items(), key=lambda one: one[1])):
        path = folder / str(number)
        generated("attacks", "--write", name, int(share * amount), path)
        megabytes = path.stat().st_size / 1e6
        limits = Limits(SECONDS_A_MEGABYTE * megabytes, ITSELF + TIMES_ITS_SIZE * megabytes)
        yield Work(f"{name}, {megabytes:.3g} MB", {OURS: Command(_analyze(path))}, limits=limits)
        path.unlink()


def _analyze(path: Path) -> Sequence[str]:
    """Judge a source; that it cannot be judged (2) is an answer too, another exit code is none."""
    script = (
        '"$0" -m trainlog_doctor analyze -q "$1" -o "$1.report" 2> "$1.errors"; case $? in 0 | 2) ;; *) exit 1 ;; esac'
    )
    return ("timeout", str(LONGEST), "sh", "-c", script, sys.executable, str(path))


def main() -> None:
    """Measure every attack, once, and print one Markdown table; or write the source of one."""
    options = parser(__doc__)
    options.add_argument("--write", nargs=3, metavar=("ATTACK", "SIZE", "PATH"), help="only write this source")
    given = options.parse_args()
    if given.write:
        name, amount, path = given.write
        Path(path).write_bytes(ATTACKS[name](int(amount)))
        return
    with tempfile.TemporaryDirectory() as folder:
        for at, work in enumerate(works(Path(folder), min(1, given.size / LARGE))):
            show([work], 1, cost_of_answer, head=not at)


def cost_of_answer(command: Command) -> Cost | None:
    """What an answer takes; None where there is none within `LONGEST` seconds."""
    try:
        return cost(command)
    except RuntimeError:
        return None


if __name__ == "__main__":
    main()
