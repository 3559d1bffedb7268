"""How large the noise of a series is, by nothing but the series."""

from __future__ import annotations

import numpy as np
import pytest

from trainlog_doctor.engine.measures.noise import carried_over, jitter


def noise(carried: float, count: int = 4000) -> np.ndarray:
    """Noise of deviation 1 of which a part carries over from one value to the next."""
    values = np.random.default_rng(5).normal(size=count)
    for at in range(1, count):
        values[at] = carried * values[at - 1] + (1 - carried**2) ** 0.5 * values[at]
    return values


@pytest.mark.parametrize("carried", [0.0, 0.3, 0.6, 0.8])
def test_noise_that_carries_over_is_measured_whole(carried: float) -> None:
    values = noise(carried)
    assert jitter(values) * carried_over(values) == pytest.approx(1, rel=0.2)


def test_a_steady_slope_is_no_noise_that_carries_over() -> None:
    values = noise(0)
    assert carried_over(values + np.arange(len(values))) == pytest.approx(carried_over(values))


@pytest.mark.parametrize("values", [np.linspace(1, 0, 20), np.ones(40), np.linspace(0, 1, 40)])
def test_too_few_values_and_such_as_have_no_noise_tell_nothing(values: np.ndarray) -> None:
    assert carried_over(values.round(12)) <= 3
