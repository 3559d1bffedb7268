"""The levels of a parameter: its values where there are few, ranges where it is a number with many."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.sweep.row import Value

_MOST_VALUES = 6
"""A number of more values than this, few of them often, is cut into ranges."""
_RANGES = 3


class Level(NamedTuple):
    """A value, or a range of numbers from ``first`` to ``last``."""

    first: Value
    last: Value


def levels(values: Sequence[Value], most_judged: int) -> Mapping[Level, Sequence[int]]:
    """Sort places under the level of the value that each has; None is unknown, which is no level.

    Numbers come in their order, then words in theirs. A level needs ``most_judged`` places to be judged.
    """
    places: dict[Value, list[int]] = {}
    for place, value in enumerate(values):
        if value is not None:
            # True and 1 are one value to Python, not to us.
            places.setdefault(str(value).lower() if isinstance(value, bool) else value, []).append(place)
    numbers: dict[Value, list[int]] = {value: found for value, found in places.items() if is_number(value)}
    scattered = sum(len(found) >= most_judged for found in numbers.values()) * 2 < len(numbers)
    if len(numbers) == len(places) > _MOST_VALUES and scattered:
        return _ranges(numbers)
    order = sorted(places, key=_order)
    return {Level(value, value): places[value] for value in order}


def is_number(value: Value) -> TypeGuard[float]:
    """Whether a value is a number; true and false are words."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _order(value: Value) -> tuple[bool, float, str]:
    return (False, float(value), "") if is_number(value) else (True, 0.0, str(value))


def _ranges(numbers: Mapping[Value, Sequence[int]]) -> Mapping[Level, Sequence[int]]:
    """Cut rising numbers into ranges of about as many places each; equal numbers stay together."""
    rising = sorted(numbers, key=_order)
    total = sum(map(len, numbers.values()))
    parts: list[list[Value]] = [[] for _ in range(_RANGES)]
    before = 0
    for value in rising:
        size = len(numbers[value])
        parts[min(_RANGES - 1, int((before + size / 2) * _RANGES / total))].append(value)
        before += size
    return {
        Level(part[0], part[-1]): sorted(place for value in part for place in numbers[value]) for part in parts if part
    }
