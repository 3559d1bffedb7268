"""What a run that continues another one must know of it: the values with which that one ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.model import Fact
from trainlog_doctor.readers.facts import RESUMED_FROM
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Run, Scalar


def link(runs: Sequence[Run]) -> list[Run]:
    """Give every run that continues another one of the same source a ``resumed-from`` fact.

    The fact's epoch is the last one before, its data are the finite values of that epoch by column name.
    """
    return [_linked(run, runs) for run in runs]


def _linked(run: Run, runs: Sequence[Run]) -> Run:
    if run.continues is None or not 0 < run.continues <= len(runs):
        return run
    before = runs[run.continues - 1]
    if not len(before.frame):
        return run
    last = {name: float(values[-1]) for name, values in before.frame.columns.items()}
    data: dict[str, Scalar] = {name: value for name, value in last.items() if np.isfinite(value)}
    fact = Fact(RESUMED_FROM, int(before.frame.epoch[-1]), run.line, data)
    return replace(run, facts=(fact, *run.facts))
