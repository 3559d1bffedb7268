from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from trainlog_doctor.engine.measures.remembered import remembered
from trainlog_doctor.engine.measures.trend import block_end, block_medians, kendall

if TYPE_CHECKING:
    from trainlog_doctor.engine.series import Series


@pytest.mark.parametrize(("points", "blocks"), [(1, 1), (7, 7), (50, 20), (121, 120), (1000, 120)])
def test_blocks_are_cut_as_numpy_cuts_them(points: int, blocks: int) -> None:
    values = np.random.default_rng(points).random(points)
    stretches = np.array_split(values, blocks)
    assert block_medians(values, blocks).tolist() == [float(np.median(one)) for one in stretches]
    ends = np.cumsum([len(one) for one in stretches]).tolist()
    assert [block_end(points, blocks, number) for number in range(blocks)] == ends


@pytest.mark.parametrize("points", [3, 10, 120])
def test_kendall_counts_every_pair_and_ties_as_nothing(points: int) -> None:
    values = np.random.default_rng(points).integers(0, 8, points).astype(np.float64)
    pairs = [np.sign(values[later] - values[first]) for later in range(points) for first in range(later)]
    assert kendall(values) == sum(pairs) / len(pairs)


def test_a_measure_is_computed_once_for_each_series_and_argument() -> None:
    asked = []

    @remembered
    def measure(series: Series, last: int) -> None:
        asked.append((series, last))

    one, other = (cast("Series", SimpleNamespace(memory={})) for _ in range(2))
    for series, last in ((one, 3), (one, 3), (one, 5), (other, 3), (other, 3)):
        measure(series, last)
    assert asked == [(one, 3), (one, 5), (other, 3)]
