"""Every case of the lab, and the half it belongs to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from benchmarks.lab.cases import healthy, instability, misleading, overfitting, stagnation, validation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.lab.case import Case, Half

CASES: tuple[Case, ...] = (
    *healthy.CASES,
    *overfitting.CASES,
    *instability.CASES,
    *stagnation.CASES,
    *misleading.CASES,
    *validation.CASES,
)


def halves() -> Mapping[str, Half]:
    """Case to half: of the cases of one cause the first, third, … may be fitted to, the others are held out."""
    seen: dict[str, int] = defaultdict(int)
    found: dict[str, Half] = {}
    for case in CASES:
        found[case.name] = "held-out" if seen[case.cause] % 2 else "fitting"
        seen[case.cause] += 1
    return found
