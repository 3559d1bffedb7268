"""Learning-rate range tests: one short training whose learning rate grows until it diverges; its rows are no epochs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.histories import names

if TYPE_CHECKING:
    from trainlog_doctor.model import FloatArray
    from trainlog_doctor.readers.histories.table import Table

_FEWEST_ROWS = 10
_LEAST_GROWTH = 1000.0
_EVENLY = 0.01
"""How far the factors of two rows may lie apart, as a share of their logarithm."""

_RATES = frozenset({"lr", "lrs", "learning rate", "learning rates"})


def is_rate(name: str) -> bool:
    """Whether a column's name is that of the learning rate."""
    return " ".join(names.words(name)) in _RATES


def refuse_range_test(table: Table) -> None:
    """Refuse a table whose learning rate grows by one factor from its first row to its last, without validation.

    Raises
    ------
    FormatError
        ``history_errors.range_test``.
    """
    rates = (one.values for name, one in table.columns.items() if is_rate(name))
    if any(names.is_validation(name) for name in table.columns) or not any(map(_grows_evenly, rates)):
        return
    raise FormatError("history_errors.range_test", rows=table.rows)


def _grows_evenly(rates: FloatArray) -> bool:
    if len(rates) < _FEWEST_ROWS or not (rates > 0).all() or not rates[-1] >= _LEAST_GROWTH * rates[0]:
        return False
    factors = np.diff(np.log(rates))
    return bool(np.ptp(factors) <= _EVENLY * factors.mean())
