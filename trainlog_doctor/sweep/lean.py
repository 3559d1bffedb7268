"""Rows as they are kept by the hundred thousand: what many of them share is there once, numbers are bare numbers."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from trainlog_doctor.record import dataclass, field, replace

if TYPE_CHECKING:
    from trainlog_doctor.sweep.row import Row

SharedT = TypeVar("SharedT")

_MOST_SHARED = 10_000
"""Values of one kind that are remembered; sweeps of more different ones have little to share."""


class Values(Mapping[str, float]):
    """Numbers by name; the names, with their places, are those of all runs that logged the same."""

    __slots__ = ("_numbers", "_places")

    def __init__(self, places: Mapping[str, int], numbers: array[float]) -> None:
        self._places, self._numbers = places, numbers

    def __getitem__(self, name: str) -> float:
        return self._numbers[self._places[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@dataclass(frozen=True, slots=True)
class Lean:
    """Makes rows lean; one a sweep, since it remembers what rows share."""

    _shared: dict[Hashable, object] = field(default_factory=dict)

    def __call__(self, row: Row) -> Row:
        """Make a row that is equal to this one, and small."""
        return replace(
            row,
            format=self._once(row.format, row.format),
            by=self._once(row.by, row.by),
            verdict=self._once(row.verdict, row.verdict),
            silence=self._once(row.silence, row.silence),
            findings=self._once(row.findings, row.findings),
            roles=self._once(("roles", *row.roles.items()), row.roles),
            best=self._values(row.best),
            last=self._values(row.last),
            # True and 1 are one value to Python, and so are 1 and 1.0.
            parameters=self._once(("parameters", repr(row.parameters)), row.parameters),
        )

    def _values(self, values: Mapping[str, float]) -> Values:
        names = tuple(values)
        places = self._once(("names", *names), {name: place for place, name in enumerate(names)})
        return Values(places, array("d", values.values()))

    def _once(self, key: Hashable, value: SharedT) -> SharedT:
        """Give the first value of this key, which is equal to this one."""
        if len(self._shared) >= _MOST_SHARED:
            return self._shared.get(key, value)  # type: ignore[return-value]
        return self._shared.setdefault(key, value)  # type: ignore[return-value]
