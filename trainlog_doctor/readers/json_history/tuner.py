"""Trials of Keras Tuner and AutoKeras: ``trial.json``, with the observations of each metric; a directory each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import NOT_MINE, Certainty, Sniff
from trainlog_doctor.readers.histories.series import of_points
from trainlog_doctor.readers.histories.stepwise import make_run
from trainlog_doctor.readers.json_history.loading import load_file
from trainlog_doctor.readers.trees import folder_of
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from pathlib import PurePath, PurePosixPath

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.json_history.document import Document
    from trainlog_doctor.readers.trees import Tree


def is_trial(document: Document) -> bool:
    """Whether a document is a Keras Tuner trial."""
    return {"trial_id", "hyperparameters", "metrics"} <= document.mapping.keys()


def read_trial(format_name: str, document: Document) -> list[Run]:
    """Make one run of every execution of a trial; a tuner mostly keeps the best epoch only."""
    points: dict[int, dict[str, list[tuple[float, int, float]]]] = {}
    for tag, step, values in _observations(document.mapping):
        for execution, value in enumerate(values):
            curves = points.setdefault(execution, {})
            curves.setdefault(tag, []).append((float(step), step, value))
    name = str(document.mapping.get("trial_id", "")) or None
    made = (
        make_run(format_name, [of_points(tag, sorted(curve)) for tag, curve in curves.items()], name)
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
        looked_at = islice((file for file in files if file.name == "trial.json"), 16)
        found = next((file for file in looked_at if (one := load_file(root / file)) and is_trial(one)), None)
        return Sniff(Certainty.SURE, found.as_posix()) if found else NOT_MINE

    def places(self, root: Tree, files: Sequence[PurePath]) -> Iterable[PurePosixPath]:
        """Name the folders of trials."""
        return (folder_of(file) for file in files if file.name == "trial.json")

    def read(self, root: Tree, files: Sequence[PurePath]) -> Sequence[Run]:
        """Read every trial that measured something.

        Raises
        ------
        FormatError
            No trial did.
        """
        documents = (load_file(root / file) for file in files if file.name == "trial.json")
        runs = [run for one in documents if one and is_trial(one) for run in read_trial(self.name, one)]
        if not runs:
            raise FormatError("history_errors.no_trial_measured")
        return runs
