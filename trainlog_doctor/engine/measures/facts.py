"""What rules ask of a run's facts. The names of the kinds are the readers'; rules see only these."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Fact, Run, Scalar

CHECKPOINT_SAVED = "checkpoint-saved"
CHECKPOINT_NOT_IMPROVED = "checkpoint-not-improved"
RESTORED_BEST = "restored-best"
REDUCE_LR = "reduce-lr"
LR_SCHEDULE = "lr-schedule"
WARNING = "warning"
EVALUATE = "evaluate"
CLASS_COUNTS = "class-counts"
SAMPLES = "samples"
RESUMED_FROM = "resumed-from"
INTERRUPTED = "interrupted"
TRACEBACK = "traceback"
OUT_OF_MEMORY = "out-of-memory"

BROKEN_OFF = (INTERRUPTED, OUT_OF_MEMORY, TRACEBACK)
"""Kinds that tell why a program ended before its time, the plainest first; a traceback tells least."""


def of_kind(run: Run, *kinds: str) -> Sequence[Fact]:
    """Facts of the given kinds, in the order of the source."""
    return [fact for fact in run.facts if fact.kind in kinds]


def is_transcript(run: Run) -> bool:
    """Whether the log is what a program printed, so that a callback's silence means something.

    Tables of numbers tell neither of a plan nor of anything else.
    """
    return run.planned_epochs is not None or bool(run.facts)


def validation_samples(run: Run) -> int | None:
    """Size of the validation set as the log tells it; the last word counts. None where it does not."""
    told = [numeric(fact.data.get("validation")) for fact in of_kind(run, SAMPLES)]
    known = [int(size) for size in told if size is not None and size >= 1]
    return known[-1] if known else None


def numeric(value: Scalar) -> float | None:
    """The value as a finite or infinite number; None for text, NaN and nothing."""
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        return None
    return float(value)
