from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainlog_doctor.view.charts.thinning import rounded, thinned

VALUES = st.lists(st.floats(width=32), min_size=1, max_size=400)


def no_breaks(values: list[float]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.zeros(len(values), dtype=bool)


def test_a_short_series_is_left_as_it_is() -> None:
    values = [1.0, np.nan, 3.0]
    assert thinned([np.array(values)], [no_breaks(values)], 3).tolist() == [0, 1, 2]


def test_a_peak_a_trough_a_break_and_both_ends_survive() -> None:
    values = np.ones(10_000)
    values[[1234, 5678]] = 9.0, -9.0
    breaks = np.zeros(10_000, dtype=bool)
    breaks[8765] = True
    kept = thinned([values], [breaks], 30).tolist()
    assert {0, 1234, 5678, 8765, 9999} <= set(kept)
    assert len(kept) <= 32


def test_what_must_stay_stays_and_what_is_outside_is_ignored() -> None:
    values = [float(value) for value in range(1000)]
    kept = thinned([np.array(values)], [no_breaks(values)], 10, always=(123, -1, 1000)).tolist()
    assert 123 in kept
    assert (kept[0], kept[-1]) == (0, 999)


@settings(max_examples=60)
@given(VALUES, VALUES, st.integers(1, 50))
def test_extremes_of_every_series_survive(first: list[float], second: list[float], rows: int) -> None:
    length = min(len(first), len(second))
    series = [np.array(values[:length]) for values in (first, second)]
    kept = thinned(series, [np.isnan(values) for values in series], rows)
    assert (np.diff(kept) > 0).all()
    for values in series:
        finite = values[np.isfinite(values)]
        for extreme in (finite.min(), finite.max()) if len(finite) else ():
            assert extreme in values[kept]
        assert np.isnan(values).any() == np.isnan(values[kept]).any()


@pytest.mark.parametrize(("value", "short"), [(0.6931471824645996, 0.6931472), (123456789.0, 123456800.0), (0.0, 0.0)])
def test_rounding_keeps_what_a_32_bit_float_can_tell_apart(value: float, short: float) -> None:
    assert rounded(np.array([value])).tolist() == [short]


@given(st.floats(1e-12, 1e12), st.sampled_from([1.0, -1.0]))
def test_a_rounded_number_is_short_and_near(size: float, sign: float) -> None:
    (short,) = rounded(np.array([sign * size])).tolist()
    assert short == pytest.approx(sign * size, rel=1e-6)
    assert len(json.dumps(short).lstrip("-").partition("e")[0].replace(".", "").strip("0")) <= 8


def test_rounding_leaves_alone_what_is_not_finite_and_what_could_overflow() -> None:
    odd = [np.nan, np.inf, -np.inf, 1.7976931348623157e308, 5e-324]
    assert str(rounded(np.array(odd)).tolist()) == str(odd)
