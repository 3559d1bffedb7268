"""Predicates over one run: each series is made, and each statistic computed, once, however many rules ask for it."""

from __future__ import annotations

import math
import operator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.outcome import Measured
from trainlog_doctor.engine.pack import RUN_ROLE
from trainlog_doctor.engine.statistic import Measurement, Series
from trainlog_doctor.engine.statistics import STATISTICS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trainlog_doctor.engine.roles import RoleColumn, Roles
    from trainlog_doctor.engine.rule import Measure
    from trainlog_doctor.engine.statistic import Statistic
    from trainlog_doctor.model import Run

_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "gte": operator.ge,
    "lte": operator.le,
    "gt": operator.gt,
    "lt": operator.lt,
}

TOO_FEW_POINTS = "too_few_points"


@dataclass(frozen=True, slots=True)
class Bench:
    """One run, with everything that was measured of it so far.

    Attributes
    ----------
    series
        By role; None for a role that no column of the run plays.
    results
        Measurement, or why there is none, by statistic, roles and arguments.
    """

    run: Run
    roles: Roles
    series: dict[str, Series | None] = field(default_factory=dict)
    results: dict[tuple[object, ...], Measurement | str] = field(default_factory=dict)

    def compare(self, measure: Measure) -> Measured:
        """Compute one predicate; ``holds`` is None with the missing role or reason where that cannot be done."""
        result = self.results.get(measure.key)
        if result is None:
            result = self.results[measure.key] = self._compute(STATISTICS[measure.stat], measure)
        threshold, comparison = measure.threshold, measure.comparison
        if isinstance(result, str):
            return Measured(None, None, threshold, comparison, missing=result)
        holds = _COMPARE[comparison](result.value, threshold)
        return Measured(holds, result.value, threshold, comparison, epochs=result.epochs, fields=result.fields)

    def _compute(self, statistic: Statistic, measure: Measure) -> Measurement | str:
        inputs = [self._series(role) for role in measure.of]
        needed = inputs[: statistic.required]
        if None in needed:
            return measure.of[needed.index(None)]
        if min((len(one.values) for one in inputs if one is not None), default=statistic.points) < statistic.points:
            return TOO_FEW_POINTS
        result = statistic.compute(*inputs, **{**statistic.defaults, **measure.arguments})
        if result is None or not math.isfinite(result.value):
            return statistic.lacks
        named = {"metric": inputs[0].name} if inputs[0] is not None else {}
        return Measurement(result.value, result.epochs, {**named, **result.fields})

    def _series(self, role: str) -> Series | None:
        if role not in self.series:
            self.series[role] = _whole(self.run) if role == RUN_ROLE else self._column(role)
        return self.series[role]

    def _column(self, role: str) -> Series | None:
        column = self.roles.get(role)
        there = column is not None and column.name in self.run.frame.columns
        return make_series(role, column, self.run) if column is not None and there else None


def make_series(role: str, column: RoleColumn, run: Run) -> Series:
    """Take the finite points of a column."""
    values = run.frame.columns[column.name]
    finite = np.isfinite(values)
    return Series(role, column.name, column.better, run.frame.epoch[finite], values[finite], run)


def _whole(run: Run) -> Series:
    """Stand in for the run as a whole: its epoch numbers as a series."""
    return Series(RUN_ROLE, RUN_ROLE, None, run.frame.epoch, run.frame.epoch.astype(np.float64), run)
