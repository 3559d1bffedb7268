"""MLflow's file store: a directory a run, in it ``metrics/<name>`` with a line a point: time, value, step."""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.errors import FormatError
from trainlog_doctor.model import Notice, Run
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Sniff
from trainlog_doctor.readers.histories.series import Series, make_series
from trainlog_doctor.readers.histories.stepwise import runs_of
from trainlog_doctor.readers.trees import METRICS, PARAMS, first_bytes
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import PurePath

    from trainlog_doctor.readers.trees import File, Tree

NAME = "mlflow"
_LARGEST = 1 << 27
_LONGEST_LINE = 200
_MOST_PARAMETERS = 500
_LONGEST_PARAMETER = 6000


@dataclass(frozen=True, slots=True)
class MlflowTreeReader:
    """Reads every run below a directory of MLflow's file store."""

    name: str = NAME

    def sniff(self, root: Tree, files: Sequence[PurePath]) -> Sniff:
        """Ours if a file below ``metrics`` begins with a line of time, value and step."""
        metrics = [file for file in files if METRICS in file.parts[:-1] and file.suffix != ".json"]
        found = next((file for file in metrics[:16] if len(_read(root / file, _LONGEST_LINE, 1)[0])), None)
        return Sniff(Certainty.SURE, found.as_posix()) if found else NOT_MINE

    def places(self, root: Tree, files: Sequence[PurePath]) -> Iterable[PurePosixPath]:
        """Name the folders of runs."""
        return _by_run(files)

    def read(self, root: Tree, files: Sequence[PurePath]) -> Sequence[Run]:
        """Read every run; times are milliseconds since 1970, steps as logged.

        Raises
        ------
        FormatError
            No metric could be read.
        """
        found: dict[PurePosixPath, dict[str, Series]] = {}
        lost: dict[PurePosixPath, int] = {}
        for place, below in _by_run(files).items():
            for file, tag in below:
                points, bad = _read(root / file, _LARGEST)
                lost[place] = lost.get(place, 0) + bad
                if len(points):
                    steps = points[:, 2].astype(np.int64)
                    found.setdefault(place, {})[tag] = make_series(tag, steps, points[:, 1], points[:, 0])
        runs: list[Run] = []
        for place, series in found.items():
            notices = [Notice("histories.points_lost", data={"count": lost[place]})] if lost[place] else []
            runs += runs_of(NAME, [series], str(place) if place.parts else None, notices)
        if not runs:
            raise FormatError("history_errors.no_metrics")
        return runs

    def shares(self, root: Tree, files: Sequence[PurePath]) -> Sequence[Sequence[PurePath]]:
        """Divide the files of metrics by run."""
        return [[file for file, _ in below] for below in _by_run(files).values()]


def _by_run(files: Sequence[PurePath]) -> dict[PurePosixPath, list[tuple[PurePath, str]]]:
    """Directory of each run to its files of metrics, each with the metric's name."""
    found: dict[PurePosixPath, list[tuple[PurePath, str]]] = {}
    for file in files:
        parts = PurePosixPath(file.as_posix()).parts
        if METRICS in parts[:-1]:
            at = parts.index(METRICS)
            found.setdefault(PurePosixPath(*parts[:at]), []).append((file, "/".join(parts[at + 1 :])))
    return found


def parameters(folder: Tree, names: Iterable[str]) -> Mapping[str, str]:
    """Read what a run's folder ``params`` holds under these names: a file a parameter."""
    found = {}
    for name in sorted(names)[:_MOST_PARAMETERS]:
        with suppress(OSError), (folder / PurePosixPath(PARAMS, name)).open("rb") as file:
            found[name] = file.read(_LONGEST_PARAMETER).decode("utf-8", "replace").strip()
    return found


def _read(
    file: File, size: int, most: int | None = None
) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.float64]], int]:
    """Read the points of a metric's first lines, shape (n_points, 3), and how many of those lines are none."""
    points, lost = [], 0
    for line in first_bytes(file, size).split(b"\n")[:most]:
        try:
            time, value, step = map(float, line.split())
            if abs(step) >= 2.0**53 or step != int(step):
                raise ValueError
            points.append((time, value, step))
        except (ValueError, OverflowError):
            lost += bool(line.strip())
    return np.array(points, np.float64).reshape(-1, 3), lost
