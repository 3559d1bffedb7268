"""What the logs say of what was trained, value beside value."""

from __future__ import annotations

import math
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.facts import CLASS_COUNTS, of_kind
from trainlog_doctor.judgement.comparison.model import FactRow
from trainlog_doctor.judgement.learning_rate import learning_rates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trainlog_doctor.judgement.comparison.model import Side
    from trainlog_doctor.model import Run, Scalar

SETTINGS = "settings"
_TAKEN = {
    "model-summary": (
        *("layers", "parameters", "trainable", "batch_normalization", "dropout", "recurrent", "convolution"),
        *("attention", "embedding", "dense"),
    ),
    "samples": ("train", "validation"),
    "images-found": ("images", "classes"),
    SETTINGS: None,
    "backend": ("name",),
}
"""Kinds of facts, and the items of them that tell runs apart; all where None."""


def fact_rows(sides: Sequence[Side]) -> tuple[FactRow, ...]:
    """Gather what any of the logs says, in a fixed order; equal values are kept, since they too are told."""
    told = [dict(_told(side.first.run, side)) for side in sides]
    keys = dict.fromkeys(key for one in told for key in one)
    return tuple(FactRow(key, tuple(one.get(key) for one in told)) for key in keys)


def _told(run: Run, side: Side) -> Iterator[tuple[str, Scalar | Mapping[str, Scalar]]]:
    latest = {fact.kind: fact.data for fact in run.facts}
    latest[SETTINGS] = settings(run)
    for kind, names in _TAKEN.items():
        data = latest.get(kind, {})
        for name in data if names is None else names:
            if data.get(name) is not None:
                yield f"{kind}.{name}", data[name]
    if latest.get(CLASS_COUNTS):
        yield "classes", dict(latest[CLASS_COUNTS])
    yield from _of_training(run, side)
    yield from ((f"version.{fact.data['library']}", fact.data["version"]) for fact in of_kind(run, "version"))


def settings(run: Run) -> Mapping[str, Scalar]:
    """Every setting that the program printed, of each the one printed last."""
    return {name: value for fact in of_kind(run, SETTINGS) for name, value in fact.data.items()}


def _of_training(run: Run, side: Side) -> Iterator[tuple[str, Scalar]]:
    if run.steps is not None:
        yield "steps", run.steps
    if run.planned_epochs is not None:
        yield "planned_epochs", run.planned_epochs
    rates = learning_rates(run, side.first.roles, run.frame.epoch)
    yield from (("settings.learning_rate", float(rate)) for rate in rates[~np.isnan(rates)][:1])


def seconds_per_epoch(run: Run) -> float | None:
    """Median of the epochs' seconds; None where the log has none, or a clock too coarse to tell."""
    told = [] if run.epoch_seconds is None else [one for one in run.epoch_seconds.tolist() if not math.isnan(one)]
    return (median(told) or None) if told else None
