"""Prints that stand far below the head of their source."""

from __future__ import annotations

import tracemalloc

import pytest

from tests.readers.keras.test_later import ABOVE, recognised
from trainlog_doctor.readers.base import HEAD_BYTES
from trainlog_doctor.readers.prints.later import MOST_LOOKS, LaterParser

EPOCHS = b"".join(b"epoch %d: train_loss=0.5 val_loss=0.75\n" % n for n in (1, 2, 3))
TABLE = b"Epoch  Train Loss  Val Loss\n-----  ----------  --------\n" + b"".join(
    b"%5d      0.5000    0.7500\n" % n for n in (1, 2, 3)
)


@pytest.mark.parametrize("above", ABOVE.values(), ids=ABOVE)
@pytest.mark.parametrize("text", [EPOCHS, TABLE], ids=["lines", "a table"])
@pytest.mark.parametrize("size", [9_001, 1 << 19])
def test_prints_are_read_behind_much_that_is_none(above: bytes, text: bytes, size: int) -> None:
    (run,) = recognised(above + text, size)
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert list(run.epoch_lines[:1]) in ([], [above.count(b"\n") + 1])


@pytest.mark.parametrize("above", [70_000, 300_000])
def test_epochs_are_told_while_they_are_printed(above: int) -> None:
    parser = LaterParser()
    parser.feed(b"Unpacking library (1.2) ...\n" * (above // 28))
    told = []
    for line in EPOCHS.splitlines(keepends=True):
        parser.feed(line)
        told.append([run.frame.epoch.tolist() for run in parser.runs()])
    assert told == [[[1]], [[1, 2]], [[1, 2, 3]]]
    assert [run.frame.epoch.tolist() for run in parser.close()] == told[-1]


def test_lines_above_are_counted_without_being_held() -> None:
    text = b"\n" * 3_000_000 + EPOCHS
    tracemalloc.start()
    (run,) = recognised(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert list(run.epoch_lines) == [3_000_001, 3_000_002, 3_000_003]
    assert peak < 10_000_000


@pytest.mark.parametrize(("parts", "found"), [(MOST_LOOKS - 2, 1), (MOST_LOOKS + 2, 0)])
def test_a_text_that_itself_keeps_counting_is_given_up(parts: int, found: int) -> None:
    parser = LaterParser()
    parser.feed(b"step 3 of the deployment is done\n" * (parts * HEAD_BYTES // 33) + EPOCHS)
    assert len(parser.close()) == found
