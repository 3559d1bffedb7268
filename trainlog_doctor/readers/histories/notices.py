"""Notices about columns, worded alike whatever the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.brief import first_few
from trainlog_doctor.model import Notice

if TYPE_CHECKING:
    from collections.abc import Sequence


def about_columns(code: str, names: Sequence[str], **data: int) -> Notice:
    """Name the first few of some columns, and say how many there are.

    Parameters
    ----------
    code
        Name of the notice among those of histories.
    names
        The columns' names.
    **data
        Further numbers of the sentence.
    """
    return Notice(f"histories.{code}", data={"names": first_few(names), "count": len(names), **data})
