"""Measures of a series that several statistics need are computed once."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple, Unpack

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainlog_doctor.engine.series import Series

ArgumentsT = TypeVarTuple("ArgumentsT")
ResultT = TypeVar("ResultT")


def remembered(
    measure: Callable[[Series, Unpack[ArgumentsT]], ResultT],
) -> Callable[[Series, Unpack[ArgumentsT]], ResultT]:
    """Keep what a measure gives, by its arguments, with the series."""

    @wraps(measure)
    def recall(series: Series, *arguments: *ArgumentsT) -> ResultT:
        key = (measure, *arguments)
        if key in series.memory:
            known: ResultT = series.memory[key]
            return known
        found = series.memory[key] = measure(series, *arguments)
        return found

    return recall
