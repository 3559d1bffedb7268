"""Notices of which several readers tell: about columns, and about what rows are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.brief import first_few
from trainlog_doctor.model import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import FloatArray, IntArray

FROM_ZERO = Notice("histories.epochs_from_zero")


def about_columns(code: str, names: Sequence[str], **data: int) -> Notice:
    """Name the first few of some columns, and say how many there are; ``data`` are further numbers of the sentence."""
    return Notice(f"histories.{code}", data={"names": first_few(names), "count": len(names), **data})


def steps_grouped(steps: FloatArray | IntArray) -> Notice:
    """Tell that rows are no epochs: at which steps the first and the last of them were logged."""
    return Notice("histories.steps_grouped", data={"count": len(steps), "first": int(steps[0]), "last": int(steps[-1])})
