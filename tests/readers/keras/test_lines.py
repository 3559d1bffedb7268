"""The first stage: memory and cuts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainlog_doctor.readers.keras.lines import CARRY_BYTES, LineCutter


def cut(data: bytes, size: int) -> list[tuple[int, bytes]]:
    cutter = LineCutter()
    found = [line for at in range(0, len(data), size) for line in cutter.feed(data[at : at + size])]
    return [*found, *cutter.rest()]


@settings(max_examples=150, deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from([b"a", b"\n", b"\r", b"\x08", b"\r\n", b" ETA: ", b"Epoch 1/2", b" ", b"bc"]), max_size=40
    ),
    size=st.integers(1, 9),
)
def test_lines_do_not_depend_on_the_chunks(pieces: list[bytes], size: int) -> None:
    data = b"".join(pieces)
    assert cut(data, size) == cut(data, max(1, len(data)))


def test_only_what_was_written_last_is_visible() -> None:
    assert cut(b"one\rtwo\b\b\bthree\r\nfour\n", 100) == [(1, b"three"), (2, b"four")]


def test_a_header_that_opens_a_rewritten_line_is_kept() -> None:
    assert cut(b"Epoch 1/2\r 1/5 x\r 5/5 y\n", 100) == [(1, b"Epoch 1/2"), (1, b" 5/5 y")]


@pytest.mark.parametrize("size", [1_000, 70_000, 10_000_000])
def test_a_line_without_an_end_keeps_its_last_update_in_little_memory(size: int) -> None:
    cutter = LineCutter()
    data = b"\rupdate 1 of the bar" * 50_000 + b"\rlast"
    for at in range(0, len(data), size):
        assert list(cutter.feed(data[at : at + size])) == []
        assert sum(map(len, cutter._pieces)) <= 4 * CARRY_BYTES
    assert list(cutter.rest()) == [(1, b"last")]


def test_updates_that_the_next_line_replaces_are_left_out() -> None:
    assert cut(b"1/5 - ETA: 2s\n2/5 - ETA: 1s\n5/5 - 2s\n", 100) == [(2, b"2/5 - ETA: 1s"), (3, b"5/5 - 2s")]
