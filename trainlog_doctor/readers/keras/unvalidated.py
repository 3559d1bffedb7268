"""A first epoch whose validation was never run: TensorFlow 1.14 to 2.0 prints zeros for it where steps are unknown."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.readers.keras.sides import is_validation

if TYPE_CHECKING:
    from trainlog_doctor.readers.keras.table import Table

LOSS = "val_loss"
FEWEST_EPOCHS = 2
FEWEST_METRICS = 2
"""A loss of zero is possible; one beside a score of zero, in the first epoch only, is no result."""


def has_zeros_for_validation(table: Table) -> bool:
    """Whether every validation metric is zero in epoch 1, and none in the next."""
    columns = [values for name, values in table.columns.items() if is_validation(name)]
    if len(table) < FEWEST_EPOCHS or len(columns) < FEWEST_METRICS or LOSS not in table.columns:
        return False
    return table.numbers[0] == 1 and all(len(values) > 1 and values[0] == 0 != values[1] for values in columns)


def without_zeros(table: Table) -> Table:
    """The table with its first epoch's validation left open."""
    open_ended = table.copy()
    for name, values in open_ended.columns.items():
        if is_validation(name):
            values[0] = math.nan
    return open_ended
