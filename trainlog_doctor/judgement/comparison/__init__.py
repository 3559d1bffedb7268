"""Trainings side by side: which is better, by how much, beyond chance or not, and what was different about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.judgement.comparison.facts import fact_rows
from trainlog_doctor.judgement.comparison.findings import finding_changes
from trainlog_doctor.judgement.comparison.obstacles import of_data, of_metric
from trainlog_doctor.judgement.comparison.result import Comparison, Versus
from trainlog_doctor.judgement.comparison.same_epoch import at_same_epoch
from trainlog_doctor.judgement.comparison.sides import sides
from trainlog_doctor.judgement.comparison.standings import standings
from trainlog_doctor.judgement.comparison.verdict import difference, ranking, verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.engine.roles import MetricTable
    from trainlog_doctor.judgement.comparison.model import Side
    from trainlog_doctor.judgement.comparison.result import Obstacle
    from trainlog_doctor.judgement.comparison.standings import Standings
    from trainlog_doctor.judgement.diagnosis import Diagnosis


def compare(diagnoses: Sequence[Diagnosis], table: MetricTable, *, named: bool = False) -> Comparison:
    """Compare every training with the first one.

    Parameters
    ----------
    diagnoses
        In the order of their sources; the runs of one source are folds of one side, unless it is the only source.
    named
        The user said which metric the score is: then it decides alone.
    """
    compared = sides(diagnoses)
    reached = standings(compared, table)
    versus = tuple(_versus(compared, place, reached, named) for place in range(1, len(compared)))
    ranked_by, order = ranking(reached, named)
    return Comparison(compared, reached, versus, order if len(compared) > 2 else (), ranked_by, fact_rows(compared))


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
        at_epoch=at_same_epoch(pair, [(one.role, one.base.metric, one.other.metric) for one in differences]),
        findings=finding_changes(*pair),
    )


__all__ = ["Comparison", "compare"]
