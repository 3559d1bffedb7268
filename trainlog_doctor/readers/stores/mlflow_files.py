"""MLflow's file store: a directory a run, in it ``metrics/<name>`` with a line a point: time, value, step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.errors import FormatError
from trainlog_doctor.model import Notice, Run
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Sniff
from trainlog_doctor.readers.histories.series import Series, make_series
from trainlog_doctor.readers.histories.stepwise import make_run
from trainlog_doctor.readers.histories.trainings import split_trainings

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "mlflow"
_METRICS = "metrics"
_LARGEST = 1 << 27


@dataclass(frozen=True, slots=True)
class MlflowTreeReader:
    """Reads every run below a directory of MLflow's file store."""

    name: str = NAME

    def sniff(self, root: Path, files: Sequence[Path]) -> Sniff:
        """Ours if a file below ``metrics`` begins with a line of time, value and step."""
        metrics = [file for file in files if _METRICS in file.parts[:-1] and file.suffix != ".json"]
        for file in metrics[:16]:
            points, _ = _read(root / file, 200)
            if len(points):
                return Sniff(Certainty.SURE, file.as_posix())
        return NOT_MINE

    def read(self, root: Path, files: Sequence[Path]) -> Sequence[Run]:
        """Read every run; times are milliseconds since 1970, steps as logged.

        Raises
        ------
        FormatError
            No metric could be read.
        """
        found: dict[PurePosixPath, dict[str, Series]] = {}
        lost: dict[PurePosixPath, int] = {}
        for file in files:
            parts = PurePosixPath(file.as_posix()).parts
            if _METRICS not in parts[:-1]:
                continue
            at = parts.index(_METRICS)
            place, tag = PurePosixPath(*parts[:at]), "/".join(parts[at + 1 :])
            points, bad = _read(root / file, _LARGEST)
            lost[place] = lost.get(place, 0) + bad
            if len(points):
                steps = points[:, 2].astype(np.int64)
                found.setdefault(place, {})[tag] = make_series(tag, steps, points[:, 1], points[:, 0])
        runs = [run for place, series in found.items() for run in _runs(place, series, lost[place])]
        if not runs:
            raise FormatError("history_errors.no_metrics")
        return runs


def _runs(place: PurePosixPath, series: dict[str, Series], lost: int) -> list[Run]:
    notices = [Notice("histories.points_lost", data={"count": lost})] if lost else []
    name = str(place) if place.parts else None
    made = (make_run(NAME, list(training.values()), name, notices) for training in split_trainings([series]))
    return [run for run in made if run]


def _read(path: Path, size: int) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.float64]], int]:
    """Read a metric's points, shape (n_points, 3), and how many lines are none."""
    try:
        with path.open("rb") as stream:
            lines = stream.read(size).split(b"\n")
    except OSError:
        return np.zeros((0, 3)), 0
    points, lost = [], 0
    for line in lines:
        try:
            time, value, step = map(float, line.split())
            if abs(step) >= 2.0**53 or step != int(step):
                raise ValueError
            points.append((time, value, step))
        except (ValueError, OverflowError):
            lost += bool(line.strip())
    return np.array(points, np.float64).reshape(-1, 3), lost
