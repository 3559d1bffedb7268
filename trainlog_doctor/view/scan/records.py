"""Every row of a sweep as a record, with its place and what it says in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.errors import DoctorError
from trainlog_doctor.judgement.report import Failure
from trainlog_doctor.sweep.record import record
from trainlog_doctor.view import error_view
from trainlog_doctor.view.lazy import Lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from trainlog_doctor.sweep.row import Row
    from trainlog_doctor.sweep.table import Sweep
    from trainlog_doctor.view.document import ErrorView


def records(rows: Sequence[Row], sweep: Sweep, rules: Callable[[], str]) -> Lazy[Mapping[str, object]]:
    """Give the record of every row, in the order of the sources."""

    def made(at: int) -> Mapping[str, object]:
        row = rows[at]
        message = row_error(row).text if row.trouble else None
        return {**record(row), "place": sweep.places[at] or None, "rules": rules(), "message": message}

    return Lazy(len(rows), made)


def ranked_first(sweep: Sweep) -> Sequence[int]:
    """Places of the rows, 0-based in the order of the sources: the ranked ones first, then the others as found."""
    last = len(sweep.places) + 1
    return sorted(range(len(sweep.places)), key=lambda at: sweep.places[at] or last)


def row_error(row: Row) -> ErrorView:
    """Word what is wrong with a row in which something is."""
    key, data = row.trouble or ("", {})
    return error_view(Failure(row.path, DoctorError(key, **data)))
