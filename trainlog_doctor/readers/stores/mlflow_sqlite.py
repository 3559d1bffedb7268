"""MLflow's sqlite store, opened in memory and for reading only."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import field
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Head, Sniff
from trainlog_doctor.readers.histories.series import make_series
from trainlog_doctor.readers.histories.stepwise import make_run
from trainlog_doctor.readers.histories.trainings import split_trainings
from trainlog_doctor.readers.histories.whole import Whole
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.model import Run

_MAGIC = b"SQLite format 3\0"
_SECONDS = 20.0
_QUERY = "SELECT run_uuid, key, timestamp, step, value, is_nan FROM metrics ORDER BY run_uuid, timestamp, step"
_NAMES = "SELECT run_uuid, name FROM runs"

Points = dict[str, list[tuple[float, int, float]]]


@dataclass(frozen=True, slots=True)
class MlflowSqliteReader:
    """Reads MLflow's ``mlflow.db``."""

    name: str = "mlflow-sqlite"

    def sniff(self, head: Head) -> Sniff:
        """Ours if it is an sqlite file; whether it is MLflow's is known when it is opened."""
        return Sniff(Certainty.SURE, "SQLite format 3") if head.data.startswith(_MAGIC) else NOT_MINE

    def parser(self, sniff: Sniff) -> MlflowSqliteParser:
        """Make a parser."""
        return MlflowSqliteParser()


@dataclass(slots=True)
class MlflowSqliteParser:
    """Parser of one database, which it holds whole."""

    whole: Whole = field(default_factory=Whole)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        self.whole.add(chunk)

    def close(self) -> Sequence[Run]:
        """Every run of the store.

        Raises
        ------
        FormatError
            The database is too large, is damaged, or is not MLflow's.
        """
        import sqlite3

        try:
            return _read(self.whole.content())
        except (sqlite3.Error, OverflowError, ValueError, TypeError) as error:
            raise FormatError("history_errors.not_mlflow", reason=str(error)) from None


def _read(data: bytes) -> list[Run]:
    import sqlite3

    if not data.startswith(_MAGIC):
        raise ValueError("no SQLite file")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA query_only = ON")
        deadline = time.monotonic() + _SECONDS
        database.set_progress_handler(lambda: time.monotonic() > deadline, 100_000)
        kind = database.execute("SELECT type FROM sqlite_master WHERE name = 'metrics'").fetchone()
        if kind != ("table",):
            raise ValueError("no table named metrics")
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
    series = {}
    for tag, rows in points.items():
        clock, steps, values = zip(*rows, strict=True)
        series[tag] = make_series(tag, np.array(steps, np.int64), np.array(values), np.array(clock))
    made = (make_run("mlflow", list(training.values()), name) for training in split_trainings([series]))
    return [run for run in made if run]
