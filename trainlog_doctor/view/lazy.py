"""Lists and tables of which every item is made when it is looked at: a sweep may have a hundred thousand rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, overload

ItemT_co = TypeVar("ItemT_co", covariant=True)


class Lazy(Sequence[ItemT_co]):
    """Items by their place.

    Parameters
    ----------
    count
        How many there are.
    make
        Makes the item of a place, 0-based.
    """

    def __init__(self, count: int, make: Callable[[int], ItemT_co]) -> None:
        self._count, self._make = count, make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int, /) -> ItemT_co: ...

    @overload
    def __getitem__(self, place: slice, /) -> tuple[ItemT_co, ...]: ...

    def __getitem__(self, place: int | slice, /) -> ItemT_co | tuple[ItemT_co, ...]:
        if isinstance(place, slice):
            return tuple(map(self._make, range(self._count)[place]))
        return self._make(range(self._count)[place])


class LazyMapping(Mapping[str, ItemT_co]):
    """Items by their names, of which ``make`` makes one."""

    def __init__(self, names: Iterable[str], make: Callable[[str], ItemT_co]) -> None:
        self._names, self._make = dict.fromkeys(names), make

    def __getitem__(self, name: str) -> ItemT_co:
        if name not in self._names:
            raise KeyError(name)
        return self._make(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
