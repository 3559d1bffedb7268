"""The learning rate epoch by epoch, as far as the log tells: a change of it explains a change of the curves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.facts import LR_SCHEDULE, REDUCE_LR, numeric, of_kind
from trainlog_doctor.judgement.columns import logged

if TYPE_CHECKING:
    import numpy.typing as npt

    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.model import FloatArray, IntArray, Run

_LOWERED = 0.7
"""Ratio to the epoch before below which the rate was lowered in a step: a decay goes by less at a time."""


def learning_rates(run: Run, roles: Roles, epochs: IntArray) -> FloatArray:
    """Learning rates at some of a run's epochs: as logged, else as its schedule announced them.

    Returns
    -------
    ndarray
        float64, the shape of ``epochs``; NaN where nothing tells.
    """
    rates = logged(run.frame, roles.get("lr"))
    if rates is not None:
        return rates[np.searchsorted(run.frame.epoch, epochs)]
    announced = [(fact.epoch, numeric(fact.data.get("lr"))) for fact in of_kind(run, LR_SCHEDULE) if fact.epoch]
    if not announced:
        return np.full(len(epochs), np.nan)
    at = np.array([epoch for epoch, _ in announced])
    told = np.array([np.nan, *(np.nan if rate is None else rate for _, rate in announced)])
    return np.asarray(told[np.searchsorted(at, epochs, side="right")], dtype=np.float64)


def lowered(run: Run, rates: FloatArray, epochs: IntArray) -> npt.NDArray[np.bool_]:
    """Tell for each epoch whether the rate was lowered in a step before it."""
    steps = np.zeros(len(epochs), dtype=bool)
    steps[1:] = rates[1:] < _LOWERED * rates[:-1]
    told = [fact.epoch + 1 for fact in of_kind(run, REDUCE_LR) if fact.epoch]
    return steps | np.isin(epochs, told)
