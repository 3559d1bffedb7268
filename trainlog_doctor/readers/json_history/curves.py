"""Curves in JSON: TensorBoard's downloads (``[wall time, step, value]``) and Keras Tuner's observations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Sniff
from trainlog_doctor.readers.histories.series import Series, make_series
from trainlog_doctor.readers.histories.stepwise import make_run
from trainlog_doctor.readers.histories.trainings import split_trainings
from trainlog_doctor.readers.json_history.document import Document, load
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from pathlib import PurePath

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.trees import File, Tree

_LARGEST_TRIAL = 1 << 24


def _triples(value: object) -> list[tuple[float, int, float]] | None:
    """Read ``[wall time, step, value]`` points; None if a value is something else, or holds none."""
    if not isinstance(value, list) or not value:
        return None
    points = []
    for point in value:
        if not (isinstance(point, list) and len(point) == 3 and all(type(one) in (int, float) for one in point)):
            return None
        wall, step, number = point
        if not (wall > 1e8 and abs(step) < 2**53 and step == int(step)):
            return None
        points.append((float(wall), int(step), float(number)))
    return points


def _series(tag: str, points: Sequence[tuple[float, int, float]]) -> Series:
    walls, steps, values = zip(*points, strict=True)
    return make_series(tag, np.array(steps, np.int64), np.array(values, np.float64), np.array(walls, np.float64))


def is_export(document: Document) -> bool:
    """Whether a document is a curve, or an object of nothing but curves."""
    value = document.value
    if isinstance(value, Mapping):
        curves = list(value.values())[:-1] if document.unclosed and len(value) > 1 else list(value.values())
        return bool(curves) and all(_triples(_complete(curve, document)) for curve in curves)
    return _triples(_complete(value, document)) is not None


def _complete(curve: object, document: Document) -> object:
    return curve[:-1] if document.unclosed and isinstance(curve, list) else curve


def read_export(format_name: str, document: Document) -> list[Run]:
    """Make one run of the curves of each log directory.

    ``export_scalars_to_json`` writes ``<log directory>/<tag>``; the last two parts are taken for the tag.
    """
    value = document.value if isinstance(document.value, Mapping) else {"Value": document.value}
    runs: dict[str, dict[str, Series]] = {}
    for key, curve in value.items():
        points = _triples(curve)
        parts = str(key).split("/")
        run, tag = ("/".join(parts[:-2]), "/".join(parts[-2:])) if len(parts) > 2 else ("", str(key))
        if points:
            runs.setdefault(run, {})[tag] = _series(tag, points)
    made = (
        make_run(format_name, list(training.values()), run or None)
        for run, series in runs.items()
        for training in split_trainings([series])
    )
    return [run for run in made if run]


def is_trial(document: Document) -> bool:
    """Whether a document is a Keras Tuner trial."""
    return isinstance(document.value, Mapping) and {"trial_id", "hyperparameters", "metrics"} <= document.value.keys()


def read_trial(format_name: str, document: Document) -> list[Run]:
    """Make one run of every execution of a trial; a tuner mostly keeps the best epoch only."""
    trial = document.value if isinstance(document.value, Mapping) else {}
    points: dict[int, dict[str, list[tuple[float, int, float]]]] = {}
    for tag, step, values in _observations(trial):
        for execution, value in enumerate(values):
            curves = points.setdefault(execution, {})
            curves.setdefault(tag, []).append((float(step), step, value))
    name = str(trial.get("trial_id", "")) or None
    made = (
        make_run(format_name, [_series(tag, sorted(curve)) for tag, curve in curves.items()], name)
        for curves in points.values()
    )
    return [run for run in made if run]


def _observations(trial: Mapping[str, object]) -> Iterator[tuple[str, int, list[float]]]:
    outer = trial.get("metrics")
    metrics = outer.get("metrics") if isinstance(outer, Mapping) else None
    for tag, metric in metrics.items() if isinstance(metrics, Mapping) else ():
        found = metric.get("observations") if isinstance(metric, Mapping) else None
        for one in found if isinstance(found, list) else ():
            values = one.get("value") if isinstance(one, Mapping) else None
            step = one.get("step", 0) if isinstance(one, Mapping) else 0
            if isinstance(values, list) and type(step) is int and abs(step) < 2**53:
                yield str(tag), step, [float(value) for value in values if type(value) in (int, float)]


@dataclass(frozen=True, slots=True)
class TrialTreeReader:
    """Reads a Keras Tuner or AutoKeras project: a directory a trial."""

    name: str = "keras-tuner"

    def sniff(self, root: Tree, files: Sequence[PurePath]) -> Sniff:
        """Ours if a ``trial.json`` below it is a trial."""
        for file in [file for file in files if file.name == "trial.json"][:16]:
            document = _load(root / file)
            if document is not None and is_trial(document):
                return Sniff(Certainty.SURE, file.as_posix())
        return NOT_MINE

    def places(self, root: Tree, files: Sequence[PurePath]) -> Iterable[PurePosixPath]:
        """Name the folders of trials."""
        return (PurePosixPath(file.as_posix()).parent for file in files if file.name == "trial.json")

    def read(self, root: Tree, files: Sequence[PurePath]) -> Sequence[Run]:
        """Read every trial that measured something.

        Raises
        ------
        FormatError
            No trial did.
        """
        documents = (_load(root / file) for file in files if file.name == "trial.json")
        runs = [run for one in documents if one and is_trial(one) for run in read_trial(self.name, one)]
        if not runs:
            raise FormatError("history_errors.no_trial_measured")
        return runs


def _load(file: File) -> Document | None:
    try:
        with file.open("rb") as stream:
            return load(stream.read(_LARGEST_TRIAL))
    except OSError:
        return None
