from __future__ import annotations

import numpy as np
import pytest

from trainlog_doctor.engine.measures.printed import printed_step


@pytest.mark.parametrize(
    ("values", "step"),
    [
        ([3, 5], 1),
        ([0.69, 0.7], 0.01),
        ([0.6931, 0.7], 0.0001),
        ([1e12, 2.5], 0.1),
        ([1 / 3], 1e-8),
        ([0.5] * 9 + [0.25], 0.01),
    ],
)
def test_the_step_is_that_of_the_last_printed_digit(values: list[float], step: float) -> None:
    assert printed_step(np.array(values, dtype=np.float64)) == pytest.approx(step)
