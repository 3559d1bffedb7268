"""Trainings side by side: which is better, by how much, beyond chance or not, and what was different about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.comparison.facts import fact_rows
from trainlog_doctor.judgement.comparison.findings import finding_changes
from trainlog_doctor.judgement.comparison.model import Side, Training
from trainlog_doctor.judgement.comparison.obstacles import of_data, of_metric
from trainlog_doctor.judgement.comparison.result import AtEpoch, Comparison, Versus
from trainlog_doctor.judgement.comparison.standings import standings
from trainlog_doctor.judgement.comparison.verdict import difference, ranking, verdict
from trainlog_doctor.judgement.linked import linked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.engine.roles import MetricTable
    from trainlog_doctor.judgement.comparison.result import Obstacle
    from trainlog_doctor.judgement.comparison.standings import Standings
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.judgement.linked import Linked
    from trainlog_doctor.model import Frame


def compare(diagnoses: Sequence[Diagnosis], table: MetricTable, *, named: bool = False) -> Comparison:
    """Compare every training with the first one.

    Parameters
    ----------
    diagnoses
        In the order of their sources; the runs of one source are folds of one side, unless it is the only source.
    named
        The user said which metric the score is: then it decides alone.
    """
    compared = _sides(diagnoses)
    reached = standings(compared, table)
    versus = tuple(_versus(compared, place, reached, named) for place in range(1, len(compared)))
    ranked_by, order = ranking(reached, named)
    return Comparison(compared, reached, versus, order if len(compared) > 2 else (), ranked_by, fact_rows(compared))


def _sides(diagnoses: Sequence[Diagnosis]) -> tuple[Side, ...]:
    """Make a side of every source, or of every training where there is one source only."""
    by_path: dict[str, list[Diagnosis]] = {}
    for diagnosis in diagnoses:
        by_path.setdefault(diagnosis.origin.path, []).append(diagnosis)
    found = {path: _trainings(of_path) for path, of_path in by_path.items()}
    if len(found) == 1:
        return tuple(Side(path, (training,)) for path, several in found.items() for training in several)
    return tuple(Side(path, several) for path, several in found.items())


def _trainings(diagnoses: Sequence[Diagnosis]) -> tuple[Training, ...]:
    """Join the runs of a source that go on from each other."""
    chains = linked(diagnoses)
    joined = {one.origin for told in chains.values() for one in told.phases[:-1]}
    return tuple(_training(one, chains.get(one.origin)) for one in diagnoses if one.origin not in joined)


def _training(last: Diagnosis, told: Linked | None) -> Training:
    if told is None:
        return Training((last,), last, len(last.run.frame))
    return Training(told.phases, told.holder, told.epochs)


def _versus(compared: Sequence[Side], place: int, reached: Standings, named: bool) -> Versus:
    pair = (compared[0], compared[place])
    obstacles: list[Obstacle] = list(of_data(*pair))
    differences = []
    for role, row in reached.items():
        base, other = row[0], row[place]
        obstacle = of_metric(role, pair, base, other)
        if obstacle is not None:
            obstacles.append(obstacle)
        elif base is not None and other is not None:
            differences.append(difference(role, pair, base, other))
    return Versus(
        side=place,
        verdict=verdict(differences, obstacles, named=named),
        differences=tuple(differences),
        obstacles=tuple(obstacles),
        at_epoch=_at_same_epoch(pair, [(one.role, one.base.metric, one.other.metric) for one in differences]),
        findings=finding_changes(*pair),
    )


def _at_same_epoch(sides: tuple[Side, Side], metrics: Sequence[tuple[str, str, str]]) -> AtEpoch | None:
    """Read both sides at the last epoch that both have; None unless one of two single runs broke off or goes on there.

    Parameters
    ----------
    metrics
        Role, and its column on each side.
    """
    if any(len(side.trainings) != 1 or len(side.trainings[0].phases) != 1 for side in sides):
        return None
    frames = [side.first.run.frame for side in sides]
    if all(side.trainings[0].complete for side in sides) or not all(map(len, frames)):
        return None
    lasts = [int(frame.epoch[-1]) for frame in frames]
    if lasts[0] == lasts[1]:
        return None
    epoch = min(lasts)
    read = {role: (_at(frames[0], base, epoch), _at(frames[1], other, epoch)) for role, base, other in metrics}
    values = {role: (one, two) for role, (one, two) in read.items() if one is not None and two is not None}
    return AtEpoch(epoch, values) if values else None


def _at(frame: Frame, column: str, epoch: int) -> float | None:
    (places,) = (frame.epoch == epoch).nonzero()
    value = float(frame.columns[column][places[0]]) if len(places) else np.nan
    return value if np.isfinite(value) else None


__all__ = ["Comparison", "compare"]
