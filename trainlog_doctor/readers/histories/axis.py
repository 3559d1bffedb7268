"""The rows of a frame that is made of series: which points make a row, and whether a row is an epoch or a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.model import Notice
from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.notices import FROM_ZERO, steps_grouped
from trainlog_doctor.record import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import FloatArray, IntArray
    from trainlog_doctor.readers.histories.series import Series

_MOST_EPOCHS_APART = 10
"""Validation this many steps apart or more, between contiguous training steps, closes an epoch of batches."""

_MOST_EPOCHS = 2.0**53
_NEARLY = 0.01
"""How far from a whole number a logged epoch may lie and still be the end of an epoch."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The rows of a frame that is made of series; all arrays of shape (n_rows,).

    Attributes
    ----------
    epochs
        int64, 1-based numbers of the rows.
    steps
        int64, strictly rising: a row takes the points at its step, and those since the row before.
    clock
        float64, the same by the clock, for series whose steps count something else.
    notices
        By what evidence the rows were chosen.
    keep_steps
        Whether rows are no epochs, so that the steps are kept as a column.
    """

    epochs: IntArray
    steps: IntArray
    clock: FloatArray
    notices: tuple[Notice, ...]
    keep_steps: bool = False


def in_order(series: Sequence[Series]) -> tuple[list[Series], Axis] | None:
    """Number points by their order, where all tags have as many and at least two at each step; else None."""
    count = len(series[0])
    if count < 2 or any(len(one) != count or count < 2 * len(_union([one])) for one in series):
        return None
    order = np.arange(1, count + 1)
    numbered = [replace(one, steps=order) for one in series]
    return numbered, Axis(order, order, _clock_at(numbered, order), (Notice("histories.steps_repeated"),))


def choose_axis(series: Sequence[Series], counter: Series | None, epoch_names: frozenset[str]) -> Axis:
    """Choose what makes a row, by the strongest evidence there is.

    Tags that say ``epoch_``, then a logged epoch counter, then steps that rise by one at each validation (or at each
    training point, validation being rarer); failing these, every validation point is a row, and rows are no epochs. The
    counter is none of the series; ``epoch_names`` are tags whose steps are epochs from 0 by their names.
    """
    reference = _reference(series)
    named = [one for one in series if one.tag in epoch_names and one.steps.min() >= 0]
    if named:
        steps = _union(named)
        return _of_epochs(named, steps, steps + 1, Notice("histories.epoch_names"))
    if counter is not None and (axis := _by_counter(series, reference, counter)):
        return axis
    steps = _union(reference)
    if len(reference) < len(series) and not _contiguous(steps):
        chosen = set(reference)
        every = _union([one for one in series if one.rising and one not in chosen and names.is_metric(one.tag)])
        if _contiguous(every) and np.diff(steps).max(initial=1) < _MOST_EPOCHS_APART:
            steps = every
    if _contiguous(steps):
        epochs = steps + (1 if steps[0] == 0 else 0)
        data = {"first": int(steps[0]), "last": int(steps[-1])}
        return _of_epochs(series, steps, epochs, Notice("histories.steps_are_epochs", data=data))
    clock = _clock_at(reference, steps)
    return Axis(np.arange(1, len(steps) + 1), steps, clock, (steps_grouped(steps),), keep_steps=True)


def _reference(series: Sequence[Series]) -> list[Series]:
    """Choose the series whose points make the rows: validation, or metrics logged far more seldom than the others."""
    rising = [one for one in series if one.rising]
    validation = [one for one in rising if names.is_validation(one.tag) and names.is_metric(one.tag)]
    validation = validation or [one for one in rising if names.is_validation(one.tag)]
    if not validation:
        densest = max((len(one) for one in rising), default=0)
        validation = [one for one in rising if names.is_metric(one.tag) and 1 < len(one) <= densest // 3]
    for chosen in (validation, rising):
        if several := [one for one in chosen if len(one) > 1]:
            return several
    return validation or rising or list(series)


def _union(series: Sequence[Series]) -> IntArray:
    """Give each step once, in their order; `np.unique` imports the masked arrays, which takes longer than reading."""
    ordered = np.sort(np.concatenate([one.steps for one in series])) if series else np.zeros(0, np.int64)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def _contiguous(steps: IntArray) -> bool:
    """Whether steps rise by one; a single one must be the first epoch's, 0 or 1."""
    if len(steps) < 2:
        return len(steps) == 1 and 0 <= steps[0] <= 1
    return bool(steps[0] >= 0 and steps[-1] - steps[0] == len(steps) - 1)


def _of_epochs(series: Sequence[Series], steps: IntArray, epochs: IntArray, notice: Notice) -> Axis:
    shifted = (FROM_ZERO,) if steps[0] == 0 and epochs[0] == 1 else ()
    return Axis(epochs, steps, _clock_at([one for one in series if one.rising], steps), (notice, *shifted))


def _clock_at(series: Sequence[Series], steps: IntArray) -> FloatArray:
    """Tell the last moment at which anything was logged at each row's step, made to rise."""
    clock = np.full(len(steps), -np.inf)
    for one in series:
        rows = np.searchsorted(steps, one.steps)
        inside = (rows < len(steps)) & (steps[np.minimum(rows, len(steps) - 1)] == one.steps)
        np.maximum.at(clock, rows[inside], one.clock[inside])
    return np.maximum.accumulate(clock)


def _by_counter(series: Sequence[Series], reference: Sequence[Series], counter: Series) -> Axis | None:
    """Make the epochs of a logged epoch counter the rows; None if validation falls inside epochs."""
    order = np.argsort(counter.steps, kind="stable")
    counted_steps, counted = counter.steps[order], counter.values[order]
    if not np.isfinite(counted).all() or (counted < 0).any() or (counted > _MOST_EPOCHS).any():
        return None
    whole = bool((counted == np.floor(counted)).all())
    steps = _union(series if whole else reference)
    at = np.maximum(np.searchsorted(counted_steps, steps, side="right") - 1, 0)
    epochs = np.round(counted[at]).astype(np.int64)
    if (np.abs(counted[at] - epochs) > _NEARLY).any() or (np.diff(epochs) < 0).any():
        return None
    last = np.append(np.flatnonzero(np.diff(epochs)), len(epochs) - 1)
    numbers, ends = epochs[last], steps[last]
    notices = [Notice("histories.epoch_tag", data={"tag": counter.tag})]
    if counted.min() == 0 and whole:
        numbers = numbers + 1
        notices.append(FROM_ZERO)
    if numbers[0] < 1:
        return None
    return Axis(numbers, ends, _clock_at(series, ends), tuple(notices))
