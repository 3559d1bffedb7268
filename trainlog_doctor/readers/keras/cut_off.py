"""Whether the last line of an epoch is all of it, as the epochs before it tell."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.readers.keras.events import is_validation
from trainlog_doctor.readers.keras.grammar import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.readers.keras.epoch import EpochDraft
    from trainlog_doctor.readers.keras.table import Table

RECENT = 10
"""How many of the epochs before tell how many digits a metric has."""


def is_cut_off(table: Table, epoch: EpochDraft) -> bool:
    """Whether an epoch's last line ends before all that it should hold, the epochs before it being in a table."""
    return _lacks_validation(table, epoch) or _ends_in_a_number(table, epoch)


def _lacks_validation(table: Table, epoch: EpochDraft) -> bool:
    """Whether an epoch has no validation metric though every one before it had."""
    if epoch.final is None or epoch.final.validated or not len(table):
        return False
    return any(
        is_validation(name)
        and name not in epoch.printed
        and len(values) == len(table)
        and sum(map(math.isnan, values)) == len((table.nans or {}).get(name, ()))
        for name, values in table.columns.items()
    )


def _ends_in_a_number(table: Table, epoch: EpochDraft) -> bool:
    """Whether an epoch's last value was cut off in its digits: most before it have all, and most beside it."""
    final = epoch.final
    if final is None or final.places is None or final.places >= PLACES:
        return False
    before: Sequence[float] = table.columns.get(final.names[-1], [])[-RECENT:]
    others = [values for values in (before, final.values[:-1]) if len(values)]
    return bool(others) and all(2 * _shortened(values) < len(values) for values in others)


def _shortened(values: Iterable[float]) -> int:
    """How many values have fewer digits behind the point than Keras prints."""
    return sum(round(value, PLACES - 1) == value for value in values)
