"""What a rule that did not fire compared, measured when somebody looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measuring import Bench
from trainlog_doctor.engine.outcome import Measured
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.engine.predicate import Measure


@lru_cache(maxsize=1)
def _again(bench: Bench) -> Bench:
    """Measure a run once more; one is kept, since a report looks at one run after the other."""
    return Bench(bench.run, bench.roles, as_logged=bench.as_logged)


@dataclass(frozen=True, slots=True, eq=False)
class Deferred(Mapping[str, Measured]):
    """Predicates of a rule that did not fire: each is computed if anybody looks at it.

    The bench is empty by then: hardly any is looked at, and every outcome is kept.
    """

    measures: Mapping[str, Measure]
    bench: Bench

    def __getitem__(self, name: str) -> Measured:
        with np.errstate(all="ignore"):
            bench = _again(self.bench)
            return bench.evidence(self.measures, {name: bench.compare(self.measures[name])})[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.measures)

    def __len__(self) -> int:
        return len(self.measures)
