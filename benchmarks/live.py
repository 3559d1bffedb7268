"""What listening costs a training: ``python -m benchmarks.live [--rounds 5] [--updates 10m]``.

How much longer a busy training takes that prints 5,000 updates a second into ``analyze --tee --live`` instead of
``cat``; the doctor's highest memory over many updates, beside that over few, and over a line without an end; and how
long after an epoch's last byte its status line comes.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.live_training import UPDATES_AN_EPOCH, rounds_in
from benchmarks.options import size_of
from benchmarks.turns import PROGRAM, ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

TRAINING = (sys.executable, "-m", "benchmarks.live_training")
DOCTOR = (*PROGRAM, "analyze", "--tee", "--live", "-q")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
RATE = 5000


class Cost(NamedTuple):
    """Seconds that a training printed, its CPU seconds and its reader's, and the reader's highest memory in MB."""

    wall: float
    cpu: float
    reader_cpu: float
    memory: float


def piped(training: Sequence[str], reader: Sequence[str]) -> Cost:
    """Run a command into a reader.

    Raises
    ------
    RuntimeError
        When one of them fails.
    """
    with Path(os.devnull).open("wb") as nowhere, tempfile.TemporaryFile() as told:
        begin = time.perf_counter()
        source = subprocess.Popen(training, stdout=subprocess.PIPE, stderr=told, env=ENVIRONMENT, cwd=ROOT)
        assert source.stdout is not None
        sink = subprocess.Popen(reader, stdin=source.stdout, stdout=nowhere, stderr=nowhere, env=ENVIRONMENT, cwd=ROOT)
        source.stdout.close()
        _, ended, wrote = os.wait4(source.pid, 0)
        wall = time.perf_counter() - begin
        _, status, read = os.wait4(sink.pid, 0)
        told.seek(0)
        wall = float((told.read().split() or [str(wall).encode()])[-1])
    source.returncode, sink.returncode = (os.waitstatus_to_exitcode(code) for code in (ended, status))
    if source.returncode:
        raise RuntimeError((training, source.returncode))
    cpu, reader_cpu = (used.ru_utime + used.ru_stime for used in (wrote, read))
    return Cost(wall, cpu, reader_cpu, read.ru_maxrss / 1024)


def overhead(rounds: int) -> tuple[float, float]:
    """Median shares by which a training takes more wall and CPU time into the doctor than into ``cat``."""
    training = [*TRAINING, str(20 * UPDATES_AN_EPOCH), "0", "--imports", "4", "--busy", str(rounds_in(1 / RATE))]
    walls, cpus = [], []
    for _ in range(rounds):
        cat, doctor = piped(training, ("cat",)), piped(training, DOCTOR)
        walls.append(doctor.wall / cat.wall - 1)
        cpus.append(doctor.cpu / cat.cpu - 1)
        print(f"  into cat {cat.wall:.2f} s, into the doctor {doctor.wall:.2f} s", end=" ")
        print(
            f"(CPU: training {doctor.cpu:.2f} s, cat {cat.reader_cpu:.2f} s, doctor {doctor.reader_cpu:.2f} s)",
            flush=True,
        )
    return median(walls), median(cpus)


def latencies(epochs: int) -> list[float]:
    """Seconds from each epoch's last byte to its status line."""
    with tempfile.TemporaryDirectory() as folder:
        stamps = Path(folder) / "stamps"
        training = [*TRAINING, str(epochs * UPDATES_AN_EPOCH), str(RATE), "--stamp", str(stamps)]
        source = subprocess.Popen(
            training, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT, cwd=ROOT
        )
        doctor = subprocess.Popen(
            DOCTOR, stdin=source.stdout, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT, cwd=ROOT
        )
        assert source.stdout is not None
        assert doctor.stderr is not None
        source.stdout.close()
        shown = {int(found[1]): time.time() for line in doctor.stderr if (found := re.search(rb"epoch (\d+)/", line))}
        source.wait()
        doctor.wait()
        written = dict(line.split() for line in stamps.read_text().splitlines())
    # The first epochs end while the doctor itself still starts.
    return [shown[int(epoch)] - float(at) for epoch, at in written.items() if int(epoch) in shown and int(epoch) > 5]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--updates", type=size_of, default=size_of("10m"), help="for the memory: 1m, 10m")
    options = parser.parse_args()
    wall, cpu = overhead(options.rounds)
    print(f"more into the doctor than into cat: {wall:+.1%} wall, {cpu:+.1%} CPU of the training (medians)", flush=True)
    waited = sorted(latencies(40))
    print(f"epoch to status: median {median(waited) * 1e3:.1f} ms, slowest {waited[-1] * 1e3:.1f} ms, of {len(waited)}")
    for updates in (options.updates // 100, options.updates):
        cost = piped([*TRAINING, str(updates), "0"], DOCTOR)
        print(f"{updates:,} updates in {cost.wall:.1f} s: {cost.memory:.0f} MB", flush=True)
    cost = piped(("sh", "-c", "head -c 200000000 /dev/zero | tr '\\0' x"), DOCTOR)
    print(f"a line of 200 MB without an end: {cost.memory:.0f} MB")


if __name__ == "__main__":
    main()
