"""Recorded logs played back: as chunks of any size, and as the children that print them."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.overrides import Overrides
from trainlog_doctor.live.assemble import observer
from trainlog_doctor.live.observer import Pace
from trainlog_doctor.live.relay import Relay
from trainlog_doctor.live.screen import Silent
from trainlog_doctor.pipeline import Options, analyze
from trainlog_doctor.settings import Settings
from trainlog_doctor.settings.rulebook import rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.judgement.report import Report
    from trainlog_doctor.live.descriptors import Sink
    from trainlog_doctor.live.screen import Screen
    from trainlog_doctor.live.words import Line
    from trainlog_doctor.model import Run

ROOT = Path(__file__).parents[2]
LOGS = sorted((ROOT / "sample_logs").rglob("*.log"))
SAMPLE = ROOT / "sample_logs" / "keras3" / "overfit_f1_plateau" / "verbose1.log"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LANG": "en_US.UTF-8", "PYTHONUTF8": "1"}
DOCTOR = (sys.executable, "-m", "trainlog_doctor")
NO_FLAGS = Overrides()
PATIENCE = 60.0
"""Seconds after which a test gives up; none is expected to need a tenth of that."""


TIMELESS = Pace(lambda: 0.0, lambda: 0.0)
"""Lets every look be."""


class Scripted:
    """A source that is not waited for. A chunk of None is a time in which nothing comes."""

    def __init__(self, chunks: Iterable[bytes | None]) -> None:
        self._chunks = iter(chunks)

    def read(self, seconds: float | None) -> bytes | None:
        return next(self._chunks, b"")


class Heard:
    """A screen that remembers."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def show(self, lines: Iterable[Line]) -> None:
        self.lines += lines

    def passed(self, at_line_start: bool) -> None:
        pass

    def close(self) -> None:
        pass

    def english(self, kind: str) -> list[str]:
        return [line.texts[0]["en"] for line in self.lines if line.kind == kind]


def listen(
    chunks: Iterable[bytes | None],
    screen: Screen | None = None,
    *,
    sinks: Sequence[Sink] = (),
    shared: bool = False,
    diagnoses: list[Diagnosis] | None = None,
    input_format: str | None = None,
) -> Report:
    """Judge a scripted source, and look at it while it grows."""
    rules, options = rulebook(Settings(), [], NO_FLAGS), Options(input_format)
    shown = screen or Silent()
    watching = observer("-", rules, options, shown, (diagnoses if diagnoses is not None else []).append, TIMELESS)
    feed = Relay(Scripted(chunks), "-", options.input_format, watching, shown, sinks, shared=shared)
    report = analyze(("-",), rules.everywhere, Options(input_format, feeds={"-": feed}))
    assert watching.fault is None
    return report


def pieces(data: bytes, seed: int, most: int = 700) -> Iterator[bytes]:
    """Cut bytes into chunks of odd sizes."""
    sizes = random.Random(seed)  # noqa: S311 - chunk sizes, not secrets
    at = 0
    while at < len(data):
        size = sizes.randint(1, most)
        yield data[at : at + size]
        at += size


def plain(run: Run) -> tuple[object, ...]:
    """Everything of a run as values that can be compared."""
    columns = {name: np.nan_to_num(values, nan=-7e77).tolist() for name, values in run.frame.columns.items()}
    seconds = None if run.epoch_seconds is None else np.nan_to_num(run.epoch_seconds, nan=-1).tolist()
    told = (run.format, run.name, run.planned_epochs, run.unfinished, run.stopped_early, run.continues)
    return (*told, run.frame.epoch.tolist(), columns, seconds, dict(run.frame.logged_nan), run.facts, run.notices)


def runs_of(report: Report) -> list[tuple[object, ...]]:
    return [plain(diagnosis.run) for diagnosis in report.diagnoses]


def from_file(path: Path) -> list[tuple[object, ...]]:
    """The same, as the file is read."""
    rules = rulebook(Settings(), [], NO_FLAGS)
    return runs_of(analyze((str(path),), rules.everywhere))


def doctor(
    *arguments: str, stdin: bytes | int | None = b"", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line to its end."""
    return subprocess.run(
        [*DOCTOR, *arguments],
        input=stdin if isinstance(stdin, bytes) else None,
        stdin=None if isinstance(stdin, bytes) else stdin,
        capture_output=True,
        env={**ENVIRONMENT, **(env or {})},
        cwd=ROOT,
        timeout=PATIENCE,
        check=False,
    )


def python(code: str) -> list[str]:
    """A command that runs a few lines of Python."""
    return [sys.executable, "-c", f"import os, signal, sys, time\n{code}"]


PRINT = "data = open(sys.argv[1], 'rb').read()\nwhile data: data = data[os.write(1, data[:4096]):]\n"
"""Prints a file, in writes as a training makes them."""


def drained(descriptor: int) -> bytes:
    """Everything from one end of a terminal until the other is closed."""
    found = b""
    while True:
        try:
            chunk = os.read(descriptor, 65536)
        except OSError:
            return found
        if not chunk:
            return found
        found += chunk
