"""Lines that put what was measured into an object of its own: ``{"event": "epoch_end", "data": {"epoch": 1, …}}``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.phases import phase_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.readers.json_history.rows import Row

_ENOUGH = 200
"""Lines that tell how the others are laid out."""


def opened(rows: Sequence[object]) -> list[object]:
    """Put what lies in envelopes beside what they say, None for lines of other events; rows as they are without any.

    An envelope holds a counter and, in some line, a metric; a line that counts by itself is none, nor is what is
    called by its part of the data.
    """
    some = [row for row in rows[:_ENOUGH] if isinstance(row, Mapping)]
    found = {key for row in some for key, cell in row.items() if isinstance(cell, Mapping) and _counts(cell)}
    if len(found) != 1 or any(map(_counts, some)):
        return list(rows)
    (envelope,) = found
    inner = [cell for row in some if isinstance(cell := row.get(envelope), Mapping)]
    measured = (names.is_metric(str(name)) and _is_number(one) for cell in inner for name, one in cell.items())
    if phase_of(envelope) or not any(measured):
        return list(rows)
    return [_opened(row, envelope) for row in rows]


def _counts(row: Row) -> bool:
    """Whether an object tells the epoch or the step that it is of."""
    return any(_is_counter(name) and _is_number(cell) for name, cell in row.items())


def _is_counter(name: object) -> bool:
    told = str(name)
    return names.is_counter(told) and not names.is_plural(told)


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float)


def _opened(row: object, envelope: str) -> object:
    if not isinstance(row, Mapping) or not isinstance(inner := row.get(envelope), Mapping) or not _counts(inner):
        return None
    return {name: cell for name, cell in row.items() if name != envelope} | dict(inner)
