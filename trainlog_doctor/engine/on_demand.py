"""Rules, their parts and statistics, each made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

WrittenT = TypeVar("WrittenT")
MadeT = TypeVar("MadeT")


class OnDemand(Mapping[str, MadeT], Generic[WrittenT, MadeT]):
    """Things by name.

    Parameters
    ----------
    written
        What was written of each.
    make
        Makes one of it.
    """

    def __init__(self, written: Mapping[str, WrittenT], make: Callable[[WrittenT], MadeT]) -> None:
        self._written, self._make = written, make
        self._made: dict[str, MadeT] = {}

    def __getitem__(self, name: str) -> MadeT:
        try:  # the way of a sweep, which asks a hundred times a run
            return self._made[name]
        except KeyError:
            made = self._made[name] = self._make(self._written[name])
            return made

    def __contains__(self, name: object) -> bool:
        return name in self._written

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)

    def __repr__(self) -> str:
        return repr(dict(self))
