"""Which runs stand against which: phases make one training, the folds of one source make one side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.judgement.comparison.model import Side, Training
from trainlog_doctor.judgement.linked import linked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.judgement.linked import Linked


def sides(diagnoses: Sequence[Diagnosis]) -> tuple[Side, ...]:
    """Make a side of every source, or of every training where there is one source only.

    Parameters
    ----------
    diagnoses
        In the order of the sources.
    """
    by_path: dict[str, list[Diagnosis]] = {}
    for diagnosis in diagnoses:
        by_path.setdefault(diagnosis.origin.path, []).append(diagnosis)
    found = {path: trainings(of_path) for path, of_path in by_path.items()}
    if len(found) == 1:
        return tuple(Side(path, (training,)) for path, several in found.items() for training in several)
    return tuple(Side(path, several) for path, several in found.items())


def trainings(diagnoses: Sequence[Diagnosis]) -> tuple[Training, ...]:
    """Join the runs of a source that go on from each other."""
    chains = linked(diagnoses)
    joined = {one.origin for told in chains.values() for one in told.phases[:-1]}
    return tuple(_training(one, chains.get(one.origin)) for one in diagnoses if one.origin not in joined)


def _training(last: Diagnosis, told: Linked | None) -> Training:
    if told is None:
        return Training((last,), last, len(last.run.frame))
    return Training(told.phases, told.holder, told.epochs)
