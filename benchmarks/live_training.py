"""A training that only prints: ``python -m benchmarks.live_training UPDATES RATE [--busy ROUNDS] …``.

Each update is a progress bar of Keras that rewrites its line; an epoch has 1,000. ``--busy`` computes between updates,
as a training does, instead of keeping a clock: what it takes longer is what printing costs. ``--stamp`` keeps the time
at which each epoch's last byte was written.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

UPDATES_AN_EPOCH = 1000
BAR = b"\b" * 70 + b"\r%4d/1000 [===========>..................] - ETA: 1s - loss: %.4f - accuracy: 0.9000"
END = b"\b" * 70 + b"\r1000/1000 [==============================] - 1s 1ms/step - loss: %.4f - val_loss: %.4f\n"


def compute(rounds: int) -> float:
    """Something that takes the same work each time."""
    total = 0.0
    for number in range(rounds):
        total += number * 0.5
    return total


def rounds_in(seconds: float) -> int:
    """How many rounds of work fill a time on this machine."""
    begin = time.thread_time()
    compute(3_000_000)
    return max(1, int(3_000_000 * seconds / (time.thread_time() - begin)))


def main() -> None:
    """Print all updates."""
    parser = argparse.ArgumentParser()
    parser.add_argument("updates", type=int)
    parser.add_argument("rate", type=float)
    parser.add_argument("--busy", type=int, default=0)
    parser.add_argument("--imports", type=float, default=0, help="seconds before the first byte")
    parser.add_argument("--stamp", type=Path, default=Path(os.devnull))
    options = parser.parse_args()
    time.sleep(options.imports)
    epochs, begin = options.updates // UPDATES_AN_EPOCH, time.perf_counter()
    with options.stamp.open("w") as stamps:
        for epoch in range(1, epochs + 1):
            os.write(1, b"Epoch %d/%d\n" % (epoch, epochs))
            for step in range(1, UPDATES_AN_EPOCH):
                if options.busy:
                    compute(options.busy)
                elif options.rate and step % 10 == 0:
                    done = (epoch - 1) * UPDATES_AN_EPOCH + step
                    time.sleep(max(0.0, begin + done / options.rate - time.perf_counter()))
                os.write(1, BAR % (step, 1 / epoch))
            os.write(1, END % (1 / epoch, 1.1 / epoch))
            stamps.write(f"{epoch} {time.time()}\n")
    print(time.perf_counter() - begin, file=sys.stderr)


if __name__ == "__main__":
    main()
