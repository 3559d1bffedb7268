"""MLflow's sqlite store, opened in memory and for reading only."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.histories.series import of_points
from trainlog_doctor.readers.histories.stepwise import runs_of
from trainlog_doctor.readers.histories.whole import MarkedReader

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.histories.whole import Whole

_MAGIC = b"SQLite format 3\0"
_VERSIONS, _ALL_IN_ONE = 18, b"\x01\x01"
"""Where the header says that SQLite writes ahead into a second file, as MLflow has it do: memory has no such file."""

_SECONDS = 20.0
_QUERY = "SELECT run_uuid, key, timestamp, step, value, is_nan FROM metrics ORDER BY run_uuid, timestamp, step"
_NAMES = "SELECT run_uuid, name FROM runs"

_TABLES = """
SELECT count(*) FROM sqlite_master AS made WHERE type = 'table' AND rootpage AND name IN ('metrics', 'runs')
AND NOT EXISTS (SELECT 1 FROM pragma_table_xinfo(made.name) WHERE hidden)
"""
"""How many of the two tables there are whose rows are stored; those of views and computed columns know no end."""
_LONGEST = 1 << 16
"""Bytes of a row: a table may add a column to all of its rows whose default is as long."""

Points = dict[str, list[tuple[float, int, float]]]


def _read(whole: Whole) -> Sequence[Run]:
    """Read every run of the store.

    Raises
    ------
    FormatError
        The database is too large, is damaged, or is not MLflow's.
    """
    import sqlite3

    try:
        return _read_database(whole.content())
    except (sqlite3.Error, OverflowError, ValueError, TypeError) as error:
        raise FormatError("history_errors.not_mlflow", reason=str(error)) from None


def _read_database(data: bytes) -> list[Run]:
    import sqlite3

    if not data.startswith(_MAGIC):
        raise ValueError("no SQLite file")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data[:_VERSIONS] + _ALL_IN_ONE + data[_VERSIONS + len(_ALL_IN_ONE) :])
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA query_only = ON")
        deadline = time.monotonic() + _SECONDS
        database.set_progress_handler(lambda: time.monotonic() > deadline, 100_000)
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        if database.execute(_TABLES).fetchone() != (2,):
            raise ValueError("no tables named metrics and runs")
        names = {str(run): str(name) for run, name in database.execute(_NAMES) if name}
        runs = [run for uuid, points in _points(database) for run in _runs(names.get(uuid, uuid), points)]
    if not runs:
        raise FormatError("history_errors.no_metrics")
    return runs


def _points(database: sqlite3.Connection) -> Iterator[tuple[str, Points]]:
    current, points = "", Points()
    for uuid, key, stamp, step, value, is_nan in database.execute(_QUERY):
        if uuid != current and points:
            yield current, points
            points = Points()
        current = str(uuid)
        number = float("nan") if is_nan else float(value)
        points.setdefault(str(key), []).append((float(stamp), int(step or 0), number))
    if points:
        yield current, points


def _runs(name: str, points: Points) -> list[Run]:
    return runs_of("mlflow", [{tag: of_points(tag, rows) for tag, rows in points.items()}], name)


MLFLOW_SQLITE = MarkedReader("mlflow-sqlite", _MAGIC, _read)
