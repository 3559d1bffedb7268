"""Does the same configuration get the same verdict with every seed?"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from benchmarks.scoring.answers import Answer
    from benchmarks.scoring.example import Example


@dataclass(frozen=True, slots=True)
class Stability:
    """How steady verdicts are.

    Attributes
    ----------
    groups, steady
        Groups of at least two runs, and those in which all get one verdict.
    runs, usual
        Their runs, and those with the most frequent verdict of their group.
    """

    groups: int
    steady: int
    runs: int
    usual: int


def stability(examples: Iterable[Example], given: Mapping[str, Answer]) -> Stability:
    """Compare the verdicts of the runs of each group; runs whose cause the truth does not show are left out."""
    verdicts: dict[str, Counter[str | None]] = defaultdict(Counter)
    for example in examples:
        if example.known.any_of or example.known.calm:
            verdicts[example.group][given[example.name].verdict] += 1
    counted = [group for group in verdicts.values() if group.total() > 1]
    return Stability(
        groups=len(counted),
        steady=sum(len(group) == 1 for group in counted),
        runs=sum(group.total() for group in counted),
        usual=sum(max(group.values()) for group in counted),
    )
