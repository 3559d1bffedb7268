"""The rows of a directory that was read in shares, as if it had been read as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trainlog_doctor.sweep.row import Row

_NOTHING = frozenset({"history_errors.no_scalars", "history_errors.no_metrics", "no_epoch"})
"""What a reader says of files in which there is no run."""


def joined(shares: Iterable[Sequence[Row]]) -> Iterator[Sequence[Row]]:
    """Number the runs of all shares from 1 on, share by share.

    A share without a run is no fault of a directory that has some: there are event files without a scalar beside those
    of every training. What went wrong otherwise stays.
    """
    count, empty = 0, None
    for rows in shares:
        told = []
        for row in rows:
            if row.trouble is None:
                count += 1
                told.append(replace(row, number=count))
            elif row.trouble.key in _NOTHING:
                empty = empty or row
            else:
                told.append(row)
        yield told
    if not count and empty is not None:
        yield [empty]
