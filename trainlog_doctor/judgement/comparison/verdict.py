"""A side against the baseline: what differs beyond chance, what that makes of the whole; the order of many sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.measures.facts import validation_samples
from trainlog_doctor.judgement.comparison.noise import mean, noise
from trainlog_doctor.judgement.comparison.obstacles import NOTHING_LEARNT
from trainlog_doctor.judgement.comparison.result import Difference

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.judgement.comparison.model import Side, Standing
    from trainlog_doctor.judgement.comparison.result import Judged, Obstacle, VerdictKind
    from trainlog_doctor.judgement.comparison.standings import Standings

_SPAN = 2.0
"""Deviations of the noise within which a difference counts as chance."""
_NEVER_FINITE: Mapping[str, Judged] = {"nonfinite_in_base": "better", "nonfinite_in_other": "worse"}


def difference(role: str, sides: tuple[Side, Side], base: Standing, other: Standing) -> Difference:
    """Compare two standings by the same metric."""
    change = mean(other) - mean(base)
    gain = change if base.better == "higher" else -change
    one, two = (validation_samples(side.first.run) for side in sides)
    chance = noise(base, other, (one, two))
    limit = _SPAN * chance.size
    judged: Judged = "same" if abs(gain) <= limit else "better" if gain > 0 else "worse"
    return Difference(role, base, other, gain, chance, limit, judged)


def verdict(differences: Sequence[Difference], obstacles: Sequence[Obstacle], *, named: bool) -> VerdictKind:
    """Join what the metrics say; those within the noise have no say where another one has.

    Parameters
    ----------
    obstacles
        A side whose metric is never a finite number is the worse one.
    named
        The user said which metric the score is: then it decides alone.
    """
    barring = [one.reason for one in obstacles if one.role is None]
    if barring:
        return "same" if barring == [NOTHING_LEARNT] else "incomparable"
    deciding = [one for one in differences if named and one.role.endswith("score")]
    if deciding:
        return deciding[0].judged
    said: set[Judged] = {one.judged for one in differences}
    said |= {_NEVER_FINITE[one.reason] for one in obstacles if one.reason in _NEVER_FINITE}
    if not said:
        return "incomparable"
    if {"better", "worse"} <= said:
        return "mixed"
    return "better" if "better" in said else "worse" if "worse" in said else "same"


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
