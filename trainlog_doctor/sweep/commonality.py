"""What the good runs of a sweep have in common: the places that runs of each level of a parameter take.

For every level, the places of its runs are held against those of all others (Wilcoxon's rank sum, normal
approximation), so that one lucky run decides nothing. A level is told of as better or worse where that is beyond
chance at 1%, divided by the number of levels looked at; levels of too few runs are only counted.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, TypeAlias

from trainlog_doctor.record import dataclass
from trainlog_doctor.sweep.levels import Level, levels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.sweep.row import Value

FEWEST_RUNS = 12
"""Sweeps of fewer ranked runs are too small to say anything."""
FEWEST_OF_LEVEL = 4
"""Levels of fewer runs are not judged."""
TOP = 0.25
"""The share of the runs that counts as the good ones."""
CHANCE = 0.01

Standing: TypeAlias = Literal["better", "worse", "alike", "few"]


@dataclass(frozen=True, slots=True)
class LevelStanding:
    """How the runs of one level of a parameter stand.

    Attributes
    ----------
    runs, top
        How many there are, and how many of them are among the best quarter.
    place
        Median of their places, 1 is the best.
    middle, best
        Places (0-based, among the ranked runs) of the run in the middle and of the best one.
    standing
        ``few`` where they are too few to judge.
    """

    level: Level
    runs: int
    top: int
    place: float
    middle: int
    best: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter with its levels, in their order; ``chance`` is the smallest p of any of them."""

    name: str
    levels: tuple[LevelStanding, ...]
    chance: float


@dataclass(frozen=True, slots=True)
class Common:
    """What the parameters tell.

    Attributes
    ----------
    runs, top
        Ranked runs, and how many of them are the best quarter.
    known
        Names of all parameters that any run has.
    parameters
        Those that could be compared, the one that tells most first.
    """

    runs: int
    top: int
    known: tuple[str, ...]
    parameters: tuple[Parameter, ...]


def in_common(ranked: Sequence[Mapping[str, Value]]) -> Common:
    """Compare the levels of every parameter, given the parameters of each run, the best run first."""
    known = tuple(sorted({name for one in ranked for name in one}))
    top = max(1, round(TOP * len(ranked))) if ranked else 0
    if len(ranked) < FEWEST_RUNS:
        return Common(len(ranked), top, known, ())
    split = {name: levels([one.get(name) for one in ranked], most_judged=FEWEST_OF_LEVEL) for name in known}
    split = {name: found for name, found in split.items() if _compares(found)}
    looked_at = sum(len(places) >= FEWEST_OF_LEVEL for found in split.values() for places in found.values())
    parameters = [_parameter(name, found, len(ranked), top, looked_at) for name, found in split.items()]
    return Common(len(ranked), top, known, tuple(sorted(parameters, key=lambda one: (one.chance, one.name))))


def _compares(found: Mapping[Level, Sequence[int]]) -> bool:
    return len(found) > 1 and any(len(places) >= FEWEST_OF_LEVEL for places in found.values())


def _parameter(name: str, found: Mapping[Level, Sequence[int]], runs: int, top: int, looked_at: int) -> Parameter:
    judged = sum(map(len, found.values()))
    order = {place: rank for rank, place in enumerate(sorted(place for one in found.values() for place in one))}
    chances = {level: rank_sum([order[place] for place in places], judged) for level, places in found.items()}
    standings = tuple(_standing(level, places, top, chances[level], looked_at) for level, places in found.items())
    judgeable = [abs(chances[one.level]) for one in standings if one.standing != "few"]
    return Parameter(name, standings, min(judgeable, default=1.0))


def _standing(level: Level, places: Sequence[int], top: int, chance: float, looked_at: int) -> LevelStanding:
    from statistics import median  # brings fractions and decimals along; most sweeps have no levels

    standing: Standing = "alike"
    if len(places) < FEWEST_OF_LEVEL:
        standing = "few"
    elif abs(chance) <= CHANCE / looked_at:
        standing = "better" if chance > 0 else "worse"
    return LevelStanding(
        level=level,
        runs=len(places),
        top=sum(place < top for place in places),
        place=median(places) + 1,
        middle=sorted(places)[(len(places) - 1) // 2],
        best=min(places),
        standing=standing,
    )


def rank_sum(ranks: Sequence[int], total: int) -> float:
    """How probable such ranks of a group among all (0-based, 0 is the best), or more extreme ones, are by chance.

    The probability is two-sided, negative where the group is worse than the others, and 1 where there are none.
    """
    size, others = len(ranks), total - len(ranks)
    if not size or not others:
        return 1.0
    excess = size * (total - 1) / 2 - sum(ranks)
    deviation = math.sqrt(size * others * (total + 1) / 12)
    # Half a rank is taken off, since sums of ranks come in whole steps.
    chance = math.erfc(max(0.0, abs(excess) - 0.5) / deviation / math.sqrt(2))
    return math.copysign(chance, excess)
