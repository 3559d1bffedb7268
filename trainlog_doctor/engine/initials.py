"""Sides that are told by their initial alone: ``tloss`` beside ``vloss``, ``t_acc`` beside ``v_acc``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INITIAL = regex(r"([a-z])_?([a-z][a-z0-9]{0,30})")
_SIDES = {"t": "train", "v": "val"}
_DECIDES = "loss"
"""What both must have; else ``t`` and ``v`` are as well a temperature and a velocity."""


def by_initials(columns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield names with their side written out, each with its column, of metrics that both sides have.

    Where anything else is a loss too, they are parts of it: ``u_loss``, ``v_loss``, ``t_loss``.
    """
    if sum(_DECIDES in column.lower() for column in columns) != len(_SIDES):
        return
    found: dict[str, dict[str, str]] = {}
    for column in columns:
        if split := _INITIAL.fullmatch(column.strip().lower()):
            found.setdefault(split[2], {})[split[1]] = column
    if found.get(_DECIDES, {}).keys() == _SIDES.keys():
        for metric, sides in found.items():
            if sides.keys() == _SIDES.keys():
                yield from ((f"{_SIDES[initial]}_{metric}", column) for initial, column in sides.items())
