"""Sources made to cost much, at full size: ``python -m benchmarks.attacks``. The tests run them at a megabyte."""

from __future__ import annotations

import json
import resource
import struct
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

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


def measured(path: Path) -> tuple[int, float, int]:
    """Exit code, seconds of the processor and megabytes at most of ``analyze``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = f"ulimit -v 12000000; exec {sys.executable} -m trainlog_doctor analyze -q {path} -o {path}.report"
    timed = ["/usr/bin/env", "bash", "-c", command]
    code = subprocess.run(timed, check=False, stderr=subprocess.DEVNULL).returncode
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return code, spent.ru_utime - before, spent.ru_maxrss >> 10


def main() -> None:
    """Measure every attack; the memory told is the most of any so far."""
    for name in sys.argv[1:] or sorted(FULL, key=lambda one: FULL[one]):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "source")
            path.write_bytes(ATTACKS[name](FULL[name]))
            size = path.stat().st_size / 1e6
            code, seconds, memory = measured(path)
        print(
            f"{name:28} {size:6.1f} MB  {seconds:6.1f} s  {seconds / size:5.2f} s/MB  {memory:6} MB  exit {code}",
            flush=True,
        )


if __name__ == "__main__":
    main()
