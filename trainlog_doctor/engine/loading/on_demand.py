"""Rules that are made of what was written of them when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainlog_doctor.engine.rule import Rule


class OnDemand(Mapping[str, "Rule"]):
    """Rules by code.

    Parameters
    ----------
    written
        What was written of each.
    make
        Makes a rule of it.
    """

    def __init__(self, written: Mapping[str, bytes], make: Callable[[bytes], Rule]) -> None:
        self._written, self._make = written, make
        self._made: dict[str, Rule] = {}

    def __getitem__(self, code: str) -> Rule:
        if code not in self._made:
            self._made[code] = self._make(self._written[code])
        return self._made[code]

    def __contains__(self, code: object) -> bool:
        return code in self._written

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)

    def __repr__(self) -> str:
        return repr(dict(self))
