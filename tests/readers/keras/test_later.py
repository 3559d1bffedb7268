"""Epochs that stand far below the head of their source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.readers.keras.reading import epochs, plain, read
from trainlog_doctor.errors import FormatError
from trainlog_doctor.pipeline.stream import begun
from trainlog_doctor.readers.base import HEAD_BYTES, Certainty, Head
from trainlog_doctor.readers.keras.later import CONTEXT_BYTES, LATER, OPENING, LaterParser

if TYPE_CHECKING:
    from trainlog_doctor.model import Run

TRAINING = b"".join(
    b"Epoch %d/3\n9/9 - 1s - 50ms/step - loss: 0.%d000 - val_loss: 0.5000\n" % (n, 9 - n) for n in (1, 2, 3)
)
ABOVE = {
    "lines": b"Unpacking library (1.2) ...\n" * 9_000,
    "a bar": b"\rDownloading: 12.5% |##   | 2.5/20 MB" * 6_000 + b"\n",
    "one line": b"x" * 300_000 + b"\n",
    "objects": b'{"id": 7, "size": 0.5}\n' * 9_000,
    "a table": b"id,size,name\n" + b"1,2.5,cat\n" * 20_000,
    "numbers": b"   12   0.5   0.25\n" * 9_000,
    "mentions": b"2024-05-01 10:11:00.123: W tensorflow/core/kernel.cc:17] Keras failed in epoch 5\n" * 2_000,
}


def recognised(data: bytes, size: int = 1 << 19) -> list[Run]:
    """Read a text as a source is read: by its head, then in chunks."""
    reading = begun(Head(data[:HEAD_BYTES], len(data) <= HEAD_BYTES), None)
    for at in range(0, len(data), size):
        reading.feed(data[at : at + size])
    return list(reading.close())


@pytest.mark.parametrize("above", ABOVE.values(), ids=ABOVE)
def test_a_training_is_read_behind_much_that_is_none(above: bytes) -> None:
    (run,) = recognised(above + TRAINING)
    assert (epochs(run), run.planned_epochs, run.line) == ([1, 2, 3], 3, above.count(b"\n") + 1)


def test_what_the_head_tells_of_goes_before_what_may_stand_further_on() -> None:
    epoch = b"Epoch %d: train loss: 0.5, val loss: 0.75\n"
    run, *_ = recognised(epoch % 1 + ABOVE["lines"] + epoch % 2 + epoch % 3 + TRAINING)
    assert epochs(run) == [1, 2, 3]
    assert run.format == "keras-like"


@pytest.mark.parametrize("above", ABOVE.values(), ids=ABOVE)
def test_what_holds_no_training_stays_refused(above: bytes) -> None:
    with pytest.raises(FormatError):
        recognised(above)


@pytest.mark.parametrize("text", [b" - train loss: 0.5", b" train 0.5, val 0.7", b" | loss 0.5", b"\t(3 min) loss 0.5"])
def test_a_count_that_goes_on_with_words_is_no_opening(text: bytes) -> None:
    assert OPENING.search(b"Epoch 3/9" + text) is None


@pytest.mark.parametrize("text", [b"\n - 2s - loss: 0.5", b"\r\n1/9 [>....]", b"  1/9 \x1b[32m", b" - 2s - loss: 0.5"])
def test_a_header_is_an_opening_wherever_its_line_ends(text: bytes) -> None:
    assert OPENING.search(b"Epoch 3/9" + text) is not None


@pytest.mark.parametrize("size", [1, 7, 60, 4_096, 65_537])
def test_any_chunking_gives_the_same(size: int) -> None:
    above = b"ready\n" * (CONTEXT_BYTES // 6 + 50)
    data = above + b'Model: "net"\n Layer (type)   Output Shape   Param #\n Total params: 12 (48 B)\n' + TRAINING
    parser = LaterParser()
    for at in range(0, len(data), size):
        parser.feed(data[at : at + size])
    assert [*map(plain, parser.close())] == [*map(plain, read(data))]


def test_epochs_are_told_while_they_come() -> None:
    parser = LaterParser()
    for line in (ABOVE["lines"] + TRAINING).splitlines(keepends=True)[:-2]:
        parser.feed(line)
    assert [epochs(run) for run in parser.runs()] == [[1, 2]]


def test_a_long_document_is_not_taken_for_a_text_that_grows() -> None:
    document = b'{"settings": {"units": [1' + b", 2" * HEAD_BYTES
    assert begun(Head(ABOVE["lines"][:HEAD_BYTES], whole=False), None).growing
    assert not begun(Head(document[:HEAD_BYTES], whole=False), None).growing


def test_little_is_held_of_what_stands_above() -> None:
    parser = LaterParser()
    for _ in range(50):
        parser.feed(b"x" * 100_000)
    assert len(parser._held) < 2 * CONTEXT_BYTES


def test_nothing_is_claimed_of_a_source_that_was_seen_whole_or_may_still_grow() -> None:
    head = b"ready\n" * HEAD_BYTES
    assert LATER.sniff(Head(head[:HEAD_BYTES], whole=False)).certainty is Certainty.WEAK
    assert LATER.sniff(Head(head[:HEAD_BYTES], whole=True)).certainty is Certainty.NO
    assert LATER.sniff(Head(head[:600], whole=False)).certainty is Certainty.NO
