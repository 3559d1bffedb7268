"""Predicates over one run: each series is made, and each statistic computed, once, however many rules ask for it."""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from trainlog_doctor.engine.outcome import Measured
from trainlog_doctor.engine.pack import RUN_ROLE
from trainlog_doctor.engine.per_cent import as_logged, in_per_cent
from trainlog_doctor.engine.series import Series
from trainlog_doctor.engine.statistics import STATISTICS
from trainlog_doctor.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from trainlog_doctor.engine.predicate import Measure
    from trainlog_doctor.engine.roles import RoleColumn, Roles
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


@dataclass(frozen=True, slots=True, eq=False)
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
    as_logged
        Whether a share in per cent is measured as it stands; else as a fraction, which rules mean.
    """

    run: Run
    roles: Roles
    series: dict[str, Series | None] = field(default_factory=dict)
    columns: dict[RoleColumn, Series] = field(default_factory=dict)
    results: dict[Hashable, Known | str] = field(default_factory=dict)
    as_logged: bool = False

    def holds(self, measure: Measure) -> bool | None:
        """Tell whether a predicate holds; None where that cannot be told."""
        result = self._known(measure)
        return None if isinstance(result, str) else self._meets(result[0], measure)

    def lacking(self, measures: Iterable[Measure]) -> tuple[str, ...]:
        """Missing roles, and the other reasons why predicates cannot be computed, each once."""
        found = map(self._known, measures)
        return tuple(dict.fromkeys(result for result in found if isinstance(result, str)))

    def compare(self, measure: Measure) -> Measured:
        """Compute one predicate; ``holds`` is None with the missing role or reason where that cannot be done."""
        result = self._known(measure)
        threshold, comparison = measure.threshold, measure.comparison
        if isinstance(result, str):
            return Measured(None, None, threshold, comparison, result)
        value, epochs, fields = result
        first = self._series(measure.of[0])
        told = fields if first is None else {"metric": first.name, **fields}
        return Measured(self._meets(value, measure), value, threshold, comparison, None, epochs, told)

    def _meets(self, value: float, measure: Measure) -> bool:
        """Compare a value; one as it was logged to the seven digits of single precision: 0.69999999 is 0.7."""
        threshold = measure.threshold
        if self.as_logged:
            value, threshold = float(f"{value:.7g}"), float(f"{threshold:.7g}")
        return _COMPARE[measure.comparison](value, threshold)

    def evidence(self, measures: Mapping[str, Measure], found: Mapping[str, Measured]) -> Mapping[str, Measured]:
        """Tell what was measured, by the predicates' names, in the units of the log."""
        divided = {series.name for series in self.columns.values() if series.per_cent}
        if not divided:
            return found
        return {name: as_logged(one, STATISTICS[measures[name].stat].units, divided) for name, one in found.items()}

    def clear(self) -> None:
        """Forget what was measured."""
        for known in (self.series, self.columns, self.results):
            known.clear()

    def _known(self, measure: Measure) -> Known | str:
        result = self.results.get(measure.key)
        if result is None:
            result = self.results[measure.key] = self._compute(STATISTICS[measure.stat], measure)
        return result

    def _compute(self, statistic: Statistic, measure: Measure) -> Known | str:
        made = self.series
        inputs = [made[role] if role in made else self._series(role) for role in measure.of]
        if None in inputs:
            needed = inputs[: statistic.required]
            if None in needed:
                return measure.of[needed.index(None)]
        for one in inputs:
            if one is not None and len(one.values) < statistic.points:
                return TOO_FEW_POINTS
        arguments = measure.arguments
        if len(arguments) < len(statistic.arguments):
            arguments = {**statistic.defaults, **arguments}
        try:
            result = statistic.compute(*inputs, **arguments)
        except OverflowError:  # an argument beyond all sense
            return statistic.lacks
        return statistic.lacks if result is None or not math.isfinite(result[0]) else result

    def _series(self, role: str) -> Series | None:
        if role in self.series:
            return self.series[role]
        found = self.series[role] = _whole(self.run) if role == RUN_ROLE else self._column(role)
        return found

    def _column(self, role: str) -> Series | None:
        """Two roles of one column, as ``score`` and ``accuracy``, share a series and what was computed of it."""
        column = self.roles.get(role)
        if column is None or column.name not in self.run.frame.columns:
            return None
        known = self.columns.get(column)
        if known is None:
            per_cent = not self.as_logged and in_per_cent(column, self.roles, self.run.frame)
            known = self.columns[column] = make_series(column, self.run, per_cent=per_cent)
        return known


def make_series(column: RoleColumn, run: Run, *, per_cent: bool = False) -> Series:
    """Take the finite points of a column; one without gaps is not copied, and shares the epochs with others such.

    Parameters
    ----------
    per_cent
        Whether its values are to be turned into fractions.
    """
    epochs, values = run.frame.epoch, run.frame.columns[column.name]
    finite = np.isfinite(values)
    if np.count_nonzero(finite) < len(values):
        epochs, values = epochs[finite], values[finite]
    return Series(column.name, column.better, epochs, values / 100 if per_cent else values, run, per_cent)


def _whole(run: Run) -> Series:
    """Stand in for the run as a whole: its epoch numbers as a series."""
    return Series(RUN_ROLE, None, run.frame.epoch, run.frame.epoch.astype(np.float64), run)
