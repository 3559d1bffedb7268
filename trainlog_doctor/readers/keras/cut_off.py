"""Whether the last line of an epoch is all of it, as the epochs before it tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.keras.grammar import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainlog_doctor.readers.keras.epoch import EpochDraft
    from trainlog_doctor.readers.keras.events import Status
    from trainlog_doctor.readers.keras.table import Table

RECENT = 10
"""How many of the epochs before tell how many digits a metric has."""


def is_cut_off(epoch: EpochDraft, names: Sequence[str], table: Table) -> bool:
    """Whether an epoch's last line ends before all that it should hold, as a table of the epochs before it has it.

    Less than the ``names`` of the line before may be there, but not less than every epoch had so far.
    """
    final = epoch.final
    if final is None:
        return False
    lost = {*names}.difference(final.names, epoch.printed)
    return any(table.misses(name) == 0 for name in lost) or _ends_in_a_number(table, final)


def _ends_in_a_number(table: Table, final: Status) -> bool:
    """Whether a line's last value was cut off in its digits: most before it have all, and most beside it."""
    if final.places is None or final.places >= PLACES:
        return False
    before: Sequence[float] = table.columns.get(final.names[-1], [])[-RECENT:]
    others = [values for values in (before, final.values[:-1]) if len(values)]
    return bool(others) and all(2 * _shortened(values) < len(values) for values in others)


def _shortened(values: Iterable[float]) -> int:
    """How many values have fewer digits behind the point than Keras prints."""
    return sum(round(value, PLACES - 1) == value for value in values)
