"""One metric on both sides of a log: which column is the training's, and which the validation's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.column_names import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def mark_of(name: str, marks: Iterable[str]) -> str:
    """Find the longest mark before a name."""
    return max((mark for mark in marks if name.startswith(mark)), key=len, default="")


def both_sides(
    column: str, columns: Sequence[str], training: Sequence[str], validation: Sequence[str]
) -> tuple[str | None, str | None]:
    """Find a column's counterpart.

    Parameters
    ----------
    training, validation
        Prefixes that mark a column's side, in the order in which they are tried. A column without any of them is the
        validation's, unless the training has the empty one.

    Returns
    -------
    tuple
        The training's column and the validation's; one of them is the given one, the other None where the log lacks it.
    """
    name, by_name = plain(column), {plain(one): one for one in reversed(columns)}
    mark = mark_of(name, (*training, *validation))
    others = validation if mark in training else training
    twins = (by_name[other + name[len(mark) :]] for other in others if other + name[len(mark) :] in by_name)
    twin = next(twins, None)
    return (column, twin) if mark in training else (twin, column)
