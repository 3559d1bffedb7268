"""The targets of ``make fuzz`` in small: any bytes, and seeds with pieces changed, within the limits of each target."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.__main__ import turn
from tests.fuzz.limits import TooLargeError, TooSlowError, within_limits
from tests.fuzz.seeds import claimed, seeds
from tests.fuzz.targets import targets
from trainlog_doctor.readers import readers
from trainlog_doctor.sweep.earlier import read_earlier

if TYPE_CHECKING:
    from collections.abc import Sequence

TARGETS = targets()
REFUSING = {"binary", "bare-numbers", "header-only", "other-json", "other-table"}
SLOW = {"report", "repeated", "compared", "checked", "swept", "gathered"}


@st.composite
def changed(draw: st.DrawFn, originals: Sequence[bytes]) -> bytes:
    """A seed of which some pieces are replaced, doubled or cut out."""
    data = draw(st.sampled_from(originals))
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(data)))
        end = min(len(data), begin + draw(st.integers(0, 40)))
        piece = draw(st.one_of(st.binary(max_size=12), st.just(2 * data[begin:end])))
        data = data[:begin] + piece + data[end:]
    return data


@pytest.mark.parametrize("name", TARGETS)
def test_no_bytes_bring_a_target_down(name: str) -> None:
    originals = list(seeds(name))
    for seed in originals[:: 6 if name in SLOW else 1]:
        TARGETS[name](seed)

    @settings(max_examples=5 if name in SLOW else 40)
    @given(st.one_of(st.binary(max_size=300), changed(originals)))
    def stands(data: bytes) -> None:
        TARGETS[name](data)

    stands()


@pytest.mark.parametrize("name", sorted({one.name for one in readers()} - REFUSING))
def test_a_reader_is_given_seeds_that_it_reads(name: str) -> None:
    asked = [one for one in readers() if one.name == name]
    assert any(claimed(seed, asked) for seed in seeds(f"reader-{name}"))


def test_the_seeds_of_a_resumed_scan_are_taken_over() -> None:
    assert all(read_earlier(io.BytesIO(seed), "seed", "") for seed in seeds("resumed"))


def test_a_target_that_takes_too_long_falls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.limits.MOMENTS_AT_LEAST", 0.0)
    with pytest.raises(TooSlowError), within_limits(1):
        sum(range(10_000_000))


def test_a_target_that_takes_too_much_memory_falls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.limits._peak", iter([0, 1 << 40]).__next__)
    with pytest.raises(TooLargeError), within_limits(1):
        pass


@pytest.mark.parametrize(("left", "expected"), [(-0.5, 1), (0, 1), (8.2, 8), (120, 120), (700, 120)])
def test_a_turn_ends_with_the_time_or_before_the_engine_fills_the_memory(left: float, expected: int) -> None:
    assert turn(left) == expected
