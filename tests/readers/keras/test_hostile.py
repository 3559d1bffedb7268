"""Inputs made to cost much: time and memory stay in proportion to their length."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest

from tests.readers.keras.reading import certainty, only, read
from tests.yardstick import cost
from trainlog_doctor.readers.base import Head
from trainlog_doctor.readers.keras.reader import KERAS
from trainlog_doctor.readers.lookalikes import lookalike
from trainlog_doctor.readers.prints import PRINTS

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 120_000
WIDTHS = (64, 1_500, 60_000)
MOMENTS = 400
"""Far above what linear reading takes and far below what anything quadratic would."""

PATTERNS = [
    b"1" * 64,
    b"1/1 ",
    b"1/1====",
    b"1/1 [====",
    b"Epoch 1/2",
    b"Epoch 1/2 1/1 - 1s - loss: 1.0 ",
    b"1s - a: ",
    b"- a: 1.0 ",
    b" - a: 1.0 - b: 2.0 improved from ",
    b"\xe2\x94\x81",
    b"\x1b[",
    b"\x1b]0;",
    b'"\\n',
    b"\r",
    b"\x08",
    b"1/2 - ETA: 1s\n",
    b"x improved from ",
    b"fold fold fold 1",
    b"a 1 / ",
    b"epoch 1 a ",
    b"epoch 1: loss a b c d ",
    b"loss acc f1 ",
    b"{'loss': ",
    b"99%|",
    b"  0.5  ",
    b"<p ",
]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_repetition_costs_linear_time(pattern: bytes, width: int) -> None:
    line = pattern * (width // len(pattern)) + b"\n"
    data = b"Epoch 1/9\n" + line * (SIZE // len(line)) + pattern * (SIZE // len(pattern))
    looks: list[Callable[[bytes], object]] = [read, certainty, lookalike, read_prints]
    for look in looks:
        assert cost(lambda look=look: look(data)) < MOMENTS  # type: ignore[misc]


def read_prints(data: bytes) -> object:
    parser = PRINTS.parser(PRINTS.sniff(Head(data[:65_536], whole=False)))
    parser.feed(data)
    return parser.close()


def test_metric_names_that_never_return_do_not_fill_the_memory() -> None:
    lines = [f"Epoch {epoch}/3000\n5/5 - 1s - loss: 0.5 - once_{epoch}: 1.0\n" for epoch in range(1, 3_001)]
    run = only("".join(lines))
    assert len(run.frame) == 3_000
    assert len(run.frame.columns) < 200
    assert "keras.columns_left_out" in [notice.code for notice in run.notices]


def test_a_line_of_thousands_of_metrics_is_read() -> None:
    run = only("Epoch 1/1\n5/5 - 1s" + "".join(f" - m{number}: 0.5" for number in range(4_000)) + "\n")
    assert len(run.frame.columns) == 4_000


def test_drafts_are_let_go_as_runs_are_made_of_them() -> None:
    data = b"Epoch 1/2\n5/5 - 1s - loss: 0.7\nEpoch 2/2\n5/5 - 1s - loss: 0.6\n" * 2_000
    tracemalloc.start()
    parser = KERAS.parser(KERAS.sniff(Head(data[:65_536], whole=False)))
    parser.feed(data)
    drafted, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    runs = parser.close()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(runs) == 2_000
    assert most < 1.5 * drafted
