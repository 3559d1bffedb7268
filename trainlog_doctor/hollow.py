"""Tables of many runs that share no columns: each cell takes time and memory, and hardly one holds anything."""

from __future__ import annotations

_MOST_CELLS = 20_000_000
"""Cells that any table may have: some seconds, some tens of megabytes."""
_TIMES_FILLED = 50
"""Beyond them, so many cells for each that is filled: a sweep over hundreds of parameters fills more than that."""


def is_hollow(rows: int, columns: int, filled: int) -> bool:
    """Whether a table grows with the square of what it holds."""
    return rows * columns > max(_MOST_CELLS, _TIMES_FILLED * filled)
