from __future__ import annotations

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainlog_doctor.engine.notation import NotationError, read_series


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", []),
        ("0.5", [0.5]),
        ("0.60+0.05x3", [0.60, 0.65, 0.70, 0.75]),
        ("0.60-0.05x3", [0.60, 0.55, 0.50, 0.45]),
        ("0.60x4", [0.60] * 5),
        ("-1-1x2", [-1.0, -2.0, -3.0]),
        ("1+1x0", [1.0]),
        (".5 5. 1e-3 2E2", [0.5, 5.0, 0.001, 200.0]),
        ("1e-3+1e-3x2", [0.001, 0.002, 0.003]),
        ("_ 1 _x2", [None, 1.0, None, None]),
        ("inf -inf infx2", [math.inf, -math.inf, math.inf, math.inf]),
        (" 1 \t 2\n3 ", [1.0, 2.0, 3.0]),
    ],
)
def test_series_in_promtools_notation(text: str, values: list[float | None]) -> None:
    assert read_series(text) == values


def test_nan_is_a_value_that_was_logged() -> None:
    assert [None if value is None else math.isnan(value) for value in read_series("nanx2 _")] == [True, True, None]


@given(st.integers(-9999, 9999), st.integers(0, 999), st.integers(0, 200))
def test_steps_are_exact_in_decimal(start: int, step: int, count: int) -> None:
    values = read_series(f"{start / 100:.2f}+{step / 100:.2f}x{count}")
    assert values == [float(f"{start + k * step}e-2") for k in range(count + 1)]


@pytest.mark.parametrize(
    "token",
    ["a", "1..2", "1+x3", "1+2", "1x", "1x-2", "0.1+-0.2x3", "+1", "__", "nan+1x2", "-nan", "INF", "1,5", "0x10x2",
     "１", "１x2", "1_000", "1e", "--1", "5%", "1x100000"],
)  # fmt: skip
def test_a_malformed_token_is_named(token: str) -> None:
    with pytest.raises(NotationError) as caught:
        read_series(f"0.5 {token} 0.5")
    assert caught.value.token == token


@pytest.mark.parametrize("text", ["0x99999 1", "_x99999 _x2", "1+1x99999 1+1x99999", "1x99999 " * 1000])
def test_an_absurdly_long_series_is_refused(text: str) -> None:
    with pytest.raises(NotationError):
        read_series(text)


def test_a_hundred_thousand_values_are_the_most() -> None:
    assert len(read_series("0.5x99999")) == 100_000


@pytest.mark.parametrize("text", ["1e9999", "1e99999999999999999999", "9" * 400, "1e5+1e9999999x2", "0." + "1" * 400])
def test_numbers_beyond_any_log_are_refused(text: str) -> None:
    with pytest.raises(NotationError):
        read_series(text)


@given(st.text("0123456789.+-xeE_naif ", max_size=40))
def test_any_text_gives_values_or_a_notation_error(text: str) -> None:
    with contextlib.suppress(NotationError):
        assert all(value is None or isinstance(value, float) for value in read_series(text))
