"""Lines drawn in the dots of braille characters: two across and four down in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Dot = tuple[int, float]
    """Column from the left and height from the bottom, in dots counted from 0."""

ACROSS, DOWN = 2, 4
_BLANK = 0x2800
_BITS = ((0x40, 0x04, 0x02, 0x01), (0x80, 0x20, 0x10, 0x08))
"""Of each dot of a character: column, then height."""


def drawn(lines: Iterator[tuple[Dot, Dot]], width: int, rows: int) -> Sequence[str]:
    """Draw straight lines into rows of characters, the top one first; a character without a dot is a blank."""
    cells = [[0] * width for _ in range(rows)]
    for line in lines:
        for x, y in _dots(*line):
            cells[rows - 1 - y // DOWN][x // ACROSS] |= _BITS[x % ACROSS][y % DOWN]
    return ["".join(chr(_BLANK + bits) if bits else " " for bits in row) for row in cells]


def _dots(start: Dot, end: Dot) -> Iterator[tuple[int, int]]:
    """As many dots as the line is long in the direction in which it is longer."""
    (x, y), (last_x, last_y) = [(at, round(height)) for at, height in (start, end)]
    across, up = last_x - x, last_y - y
    steps = max(abs(across), abs(up))
    yield last_x, last_y
    for step in range(steps):
        yield x + round(across / steps * step), y + round(up / steps * step)
