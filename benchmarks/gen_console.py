"""Console logs of any size: ``python -m benchmarks.gen_console KIND SIZE PATH [UPDATES]``."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.options import size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

UPDATES = 400
"""Updates that an epoch is drawn with. Keras draws one every 0.05 seconds at most: epochs of 20 seconds."""

PLANNED = 9_999_999
BLOCK_EPOCHS = 200
"""Epochs whose values are drawn at random; after them they are the same again under other numbers."""


def values(draw: random.Random, prefix: str = "") -> str:
    """Three metrics as Keras prints them."""
    accuracy, f1, loss = draw.random(), draw.random(), 2 * draw.random()
    return f" - {prefix}accuracy: {accuracy:.4f} - {prefix}f1: {f1:.4f} - {prefix}loss: {loss:.4f}"


def in_place(draw: random.Random, updates: int) -> Iterator[bytes]:
    """Keras 3 at verbose=1 in a terminal: colours, heavy bars, every update erased by backspaces; whole epochs."""
    while True:
        text = ["\n"]
        for step in (*range(1, updates), updates, updates):
            done = 20 * step // updates
            bar = f"\x1b[32m{'━' * done}\x1b[0m\x1b[37m{'━' * (20 - done)}\x1b[0m"
            counter = f"\x1b[1m{step:{len(str(updates))}}/{updates}\x1b[0m"
            head = f"{counter} {bar} \x1b[1m{3 * (updates - step) // 10}s\x1b[0m 24ms/step"
            text.append("\b" * 96 + "\r" + head + values(draw))
        yield ("".join(text) + values(draw, "val_") + "\n").encode()


def newline_updates(draw: random.Random, updates: int) -> Iterator[bytes]:
    """Keras 1 at verbose=1 into a file: a line an update."""
    while True:
        text = ["\n"]
        for step in range(1, updates):
            bar = ("=" * (30 * step // updates) + ">").ljust(30, ".")[:30]
            text.append(f"{64 * step:5}/{64 * updates} [{bar}] - ETA: {updates - step}s{values(draw)}\n")
        done = f"{64 * updates}/{64 * updates} [{'=' * 30}] - 9s 375us/step{values(draw)}{values(draw, 'val_')}\n"
        yield ("".join(text) + done).encode()


def verbose2(draw: random.Random, updates: int) -> Iterator[bytes]:
    """Keras 3 at verbose=2: a header and a line an epoch."""
    while True:
        seconds = draw.randrange(1, 9)
        clock = f"{updates}/{updates} - {seconds}s - {seconds * 3}ms/step"
        yield f"\n{clock}{values(draw)}{values(draw, 'val_')}\n".encode()


KINDS: Mapping[str, Callable[[random.Random, int], Iterator[bytes]]] = {
    "in-place": in_place,
    "newline-updates": newline_updates,
    "verbose2": verbose2,
}


def write(kind: str, size: int, path: Path, updates: int = UPDATES) -> int:
    """Write a log of at least ``size`` bytes that ends with a whole epoch; the number of its epochs."""
    made = KINDS[kind](random.Random(1), updates)
    bodies = [next(made) for _ in range(BLOCK_EPOCHS)]
    epoch = written = 0
    with path.open("wb", buffering=1 << 20) as log:
        while written < size:
            body = bodies[epoch % BLOCK_EPOCHS]
            epoch += 1
            written += log.write(b"Epoch %d/%d" % (epoch, PLANNED) + body)
    return epoch


if __name__ == "__main__":
    chosen, length, target, *drawn = sys.argv[1:]
    print(write(chosen, size_of(length), Path(target), *map(int, drawn)), "epochs")
