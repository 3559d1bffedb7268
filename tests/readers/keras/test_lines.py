"""The first stage: memory and cuts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainlog_doctor.readers.keras.lines import Line, LineCutter
from trainlog_doctor.readers.keras.rewrites import CARRY_BYTES, shortened, visible


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


@settings(max_examples=60, deadline=None)
@given(
    opening=st.sampled_from([b"", b"Epoch 1/9", b"x" * 3_000, b"poch" + b"y" * 2_000]),
    middle=st.sampled_from([b"", b"\r", b"\b\b\r 1/9 loss: 0.5", b"z" * 9_000, b"\r" + b"z" * 9_000]),
    ending=st.sampled_from([b"", b"\r 9/9 loss: 0.4", b"\b" * 300, b" \t \r", b"\r" + b"w" * 5_000]),
)
def test_a_part_of_a_chunk_is_seen_as_the_line_that_it_is(opening: bytes, middle: bytes, ending: bytes) -> None:
    line = opening + middle + ending
    assert visible(shortened(b"ab\n" + line + b"\ncd", 3, 3 + len(line))) == visible(line)


UPDATE = b"\b" * 60 + b"\r 7/9 - loss: 0.%d"
PARTS = st.sampled_from(
    [
        *(b"".join(UPDATE % n for n in range(many)) for many in (1, 90, 400)),
        *(b"\n", b"Epoch 1/2", b"Epoch 1/2\n", b"q" * 1_500, b"w" * 5_000, b" \t\r", b"\b" * 5_000, b" ETA: 3s"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(parts=st.lists(PARTS, max_size=9), size=st.integers(700, 30_000))
def test_long_rewritten_lines_do_not_depend_on_the_chunks(parts: list[bytes], size: int) -> None:
    data = b"".join(parts)
    whole = [Line(n, text) for n, line in enumerate(data.split(b"\n"), 1) for text in visible(line) if text]
    assert cut(data, size) == cut(data, max(1, len(data)))
    if b" ETA:" not in data:
        assert cut(data, size) == whole
