"""Long lists in sentences: their first items."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def first_few(names: Sequence[object], most: int = 5) -> tuple[str, ...]:
    """Name the first of some things, with a sign at the end where there are more."""
    first = tuple(map(str, names[:most]))
    return (*first, "…") if len(names) > most else first
