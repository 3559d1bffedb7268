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
    chains = {told.numbers[-1]: told for told in linked(diagnoses).values()}
    joined = {number for told in chains.values() for number in told.numbers[:-1]}
    return tuple(_training(one, chains, diagnoses) for one in diagnoses if one.origin.number not in joined)


def _training(last: Diagnosis, chains: dict[int, Linked], diagnoses: Sequence[Diagnosis]) -> Training:
    told = chains.get(last.origin.number)
    if told is None:
        return Training((last,), last, len(last.run.frame))
    phases = tuple(one for one in diagnoses if one.origin.number in told.numbers)
    judged = next((one for one in phases if one.origin.number == told.number), last)
    return Training(phases, judged, told.epochs)
