"""Predicates over one run: each series is made, and each statistic computed, once, however many rules ask for it."""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from trainlog_doctor.engine.outcome import Measured
from trainlog_doctor.engine.pack import RUN_ROLE
from trainlog_doctor.engine.statistic import Series
from trainlog_doctor.engine.statistics import STATISTICS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

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

Known: TypeAlias = tuple[float, tuple[int, int] | None, Mapping[str, float | int | str]]
"""A measurement's value, epochs and fields, as a plain tuple: over a hundred are made for every run."""

TOO_FEW_POINTS = "too_few_points"


@dataclass(frozen=True, slots=True)
class Bench:
    """One run, with everything that was measured of it so far.

    Attributes
    ----------
    series
        By role; None for a role that no column of the run plays.
    columns
        The same by column.
    results
        What was measured, or why there is none, by the key of the measure.
    """

    run: Run
    roles: Roles
    series: dict[str, Series | None] = field(default_factory=dict)
    columns: dict[RoleColumn, Series] = field(default_factory=dict)
    results: dict[Hashable, Known | str] = field(default_factory=dict)

    def compare(self, measure: Measure) -> Measured:
        """Compute one predicate; ``holds`` is None with the missing role or reason where that cannot be done."""
        result = self.results.get(measure.key)
        if result is None:
            result = self.results[measure.key] = self._compute(STATISTICS[measure.stat], measure)
        threshold, comparison = measure.threshold, measure.comparison
        if isinstance(result, str):
            return Measured(None, None, threshold, comparison, result)
        value, epochs, fields = result
        return Measured(_COMPARE[comparison](value, threshold), value, threshold, comparison, None, epochs, fields)

    def _compute(self, statistic: Statistic, measure: Measure) -> Known | str:
        inputs = [self._series(role) for role in measure.of]
        needed = inputs[: statistic.required]
        if None in needed:
            return measure.of[needed.index(None)]
        for one in inputs:
            if one is not None and len(one.values) < statistic.points:
                return TOO_FEW_POINTS
        try:
            result = statistic.compute(*inputs, **{**statistic.defaults, **measure.arguments})
        except OverflowError:  # an argument beyond all sense
            return statistic.lacks
        if result is None or not math.isfinite(result.value):
            return statistic.lacks
        first = inputs[0]
        return result if first is None else (result[0], result[1], {"metric": first.name, **result[2]})

    def _series(self, role: str) -> Series | None:
        try:
            return self.series[role]
        except KeyError:
            found = self.series[role] = _whole(self.run) if role == RUN_ROLE else self._column(role)
            return found

    def _column(self, role: str) -> Series | None:
        """Two roles of one column, as ``score`` and ``accuracy``, share a series and what was computed of it."""
        column = self.roles.get(role)
        if column is None or column.name not in self.run.frame.columns:
            return None
        known = self.columns.get(column)
        if known is None:
            known = self.columns[column] = make_series(column, self.run)
        return known


def make_series(column: RoleColumn, run: Run) -> Series:
    """Take the finite points of a column."""
    values = run.frame.columns[column.name]
    finite = np.isfinite(values)
    return Series(column.name, column.better, run.frame.epoch[finite], values[finite], run)


def _whole(run: Run) -> Series:
    """Stand in for the run as a whole: its epoch numbers as a series."""
    return Series(RUN_ROLE, None, run.frame.epoch, run.frame.epoch.astype(np.float64), run)
