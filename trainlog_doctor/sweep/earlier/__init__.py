"""What an earlier scan found: rows of sources that have not changed since need not be read again."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from trainlog_doctor.errors import UsageError
from trainlog_doctor.sweep.earlier.documents import SCHEMA, Unreadable, recorded
from trainlog_doctor.sweep.lean import Lean
from trainlog_doctor.sweep.record import row_from

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from trainlog_doctor.sweep.row import Row, Stamp

Earlier: TypeAlias = Mapping[str, "Sequence[Row]"]
"""Path of a source to its rows."""


def read_earlier(file: BinaryIO, path: str, rules: str) -> Earlier:
    """Read a file that ``scan`` wrote.

    Parameters
    ----------
    path
        Names the file in errors.
    rules
        Fingerprint of the rules in force: rows that other rules judged are left out.

    Raises
    ------
    UsageError
        ``scan.not_resumable``, or ``no_pyarrow``.
    """
    found: dict[str, list[Row]] = {}
    lean = Lean()
    try:
        for row in map(row_from, recorded(file, rules)):
            if row.trouble is None:
                found.setdefault(row.path, []).append(lean(row))
    except (Unreadable, KeyError, TypeError, ValueError, AttributeError, csv.Error):
        raise UsageError("scan.not_resumable", path=path) from None
    return found


def unchanged(rows: Sequence[Row], stamp: Stamp | None) -> Sequence[Row]:
    """Those of the rows that were made of a source as it still is; of a directory, of this share of it.

    They stand in the order of the source's runs; a table has them in the order of their ranks.
    """
    kept = (row for row in rows if row.stamp == stamp) if stamp is not None else ()
    return sorted(kept, key=lambda row: row.number)


__all__ = ["SCHEMA", "Earlier", "read_earlier", "unchanged"]
