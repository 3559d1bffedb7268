"""The order of many sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.judgement.comparison.noise import mean

if TYPE_CHECKING:
    from trainlog_doctor.judgement.comparison.standings import Standings


def ranking(standings: Standings, named: bool) -> tuple[str | None, tuple[int, ...]]:
    """Order the sides by the metric that most of them share, the loss where several do; the best first.

    Parameters
    ----------
    named
        The user said which metric the score is: then it orders them.

    Returns
    -------
    tuple
        Role of the metric, None where there is none, and the places of the sides; those without it come last.
    """
    wanted = [role for role in standings if named and role.endswith("score")] or list(standings)
    if not wanted:
        return None, ()
    role = max(wanted, key=lambda one: sum(standing is not None for standing in standings[one]))
    costs = [
        float("inf") if one is None else -mean(one) if one.better == "higher" else mean(one) for one in standings[role]
    ]
    return role, tuple(sorted(range(len(costs)), key=lambda place: costs[place]))
