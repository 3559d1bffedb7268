"""What our own writers print reads back to the same values, however it is cut."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.keras.reading import certainty, column, epochs, only, plain, read
from tests.readers.keras.writers import WRITERS, History, shown
from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import Certainty
from trainlog_doctor.readers.keras import KerasParser

if TYPE_CHECKING:
    from trainlog_doctor.model import Run

Writer = Callable[[History], str]

NAMES = st.sampled_from(
    ["loss", "accuracy", "acc", "f1_score", "mean_io_u_1", "top 5 acc", "out.b_loss", "auc (macro)", "准确率", "mae"]
)
VALUES = st.one_of(
    st.floats(min_value=-1e6, max_value=1e6, allow_nan=False),
    st.floats(min_value=-1e-3, max_value=1e-3, allow_nan=False),
    st.just(math.nan),
    st.just(math.inf),
)


@st.composite
def histories(draw: st.DrawFn) -> History:
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    names += [f"val_{name}" for name in names] if draw(st.booleans()) else []
    count = draw(st.integers(1, 6))
    first = draw(st.sampled_from([1, 1, 1, 7]))
    rows = {name: draw(st.lists(VALUES, min_size=count, max_size=count)) for name in names}
    return History(rows, first, draw(st.sampled_from([None, first + count + 3])))


@pytest.mark.parametrize("write", WRITERS)
@settings(max_examples=25)
@given(history=histories())
def test_every_format_reads_back_to_what_was_printed(write: Writer, history: History) -> None:
    run = only(write(history))
    assert epochs(run) == list(history.epochs)
    assert list(run.frame.columns) == list(history.metrics)
    for name, values in history.metrics.items():
        assert repr(column(run, name)) == repr([float(shown(value)) for value in values])
    assert run.planned_epochs == history.total
    assert run.unfinished is None


@pytest.mark.parametrize("write", WRITERS)
def test_printed_nan_is_told_from_missing(write: Writer) -> None:
    run = only(write(History({"loss": [0.5, math.nan, 0.3]})))
    assert run.frame.logged_nan == {"loss": (2,)}


@pytest.mark.parametrize("write", WRITERS)
@settings(max_examples=20)
@given(history=histories(), sizes=st.lists(st.integers(0, 90), max_size=25))
def test_any_chunking_gives_the_same_runs(write: Writer, history: History, sizes: list[int]) -> None:
    text = write(history)
    assert list(map(plain, read(text, tuple(sizes)))) == list(map(plain, read(text)))


@pytest.mark.parametrize("write", WRITERS)
def test_every_format_is_recognised(write: Writer) -> None:
    assert certainty(write(History({"loss": [0.5, 0.4], "val_loss": [0.6, 0.7]}))) is Certainty.SURE


@pytest.mark.parametrize("write", WRITERS)
@settings(max_examples=15)
@given(cut=st.integers(0, 10_000))
def test_a_log_cut_at_any_byte_keeps_the_epochs_before(write: Writer, cut: int) -> None:
    history = History({"loss": [0.5, 0.4, 0.25], "val_loss": [0.6, 0.7, 0.75]})
    data = write(history).encode()[:cut]
    for run in read(data):
        count = len(run.frame)
        assert column(run, "loss")[: count - 1] == [0.5, 0.4, 0.25][: count - 1]
        assert epochs(run) == list(range(1, count + 1))


@settings(max_examples=60)
@given(data=st.binary(max_size=600))
def test_any_bytes_are_sniffed_and_parsed_without_an_error(data: bytes) -> None:
    certainty(data)
    read(data)


LINES = st.sampled_from(
    [
        b"Epoch 1/3\n",
        b"Epoch 2/3\n",
        b"Epoch 1/1\n",
        b"5/5 - 1s - loss: 0.5 - val_loss: 0.6\n",
        b"5/5 [==============================] - 1s 2ms/step - loss: 0.5\n",
        b"3/5 [=================>............] - ETA: 1s - loss: 0.5\n",
        b"\r4/5 [=================>............] - ETA: 1s - loss: 0.5",
        b" \xe2\x80\x94 val_f1: 0.5\n",
        b"Epoch 1: val_loss improved from inf to 0.5, saving model to m.h5\n",
        b"Train on 5 samples, validate on 2 samples\n",
        b"fold 2\n",
        b"...\n",
        b"\n",
        b"Traceback (most recent call last):\n",
        b"Test accuracy: 0.5\n",
    ]
)


def outcome(reading: Callable[[], list[Run]]) -> object:
    """What a reading gives: runs that compare by value, or the key of its refusal."""
    try:
        return list(map(plain, reading()))
    except FormatError as error:
        return error.key


@settings(max_examples=80)
@given(lines=st.lists(LINES, max_size=14), sizes=st.lists(st.integers(1, 60), max_size=12))
def test_any_order_of_lines_is_read_the_same_in_any_chunks(lines: list[bytes], sizes: list[int]) -> None:
    data = b"".join(lines)
    assert outcome(lambda: read(data, tuple(sizes))) == outcome(lambda: read(data))


@settings(max_examples=80)
@given(lines=st.lists(LINES, max_size=14), asked=st.integers(0, 14))
def test_asking_for_runs_changes_nothing(lines: list[bytes], asked: int) -> None:
    parser = KerasParser()
    for at, line in enumerate(lines):
        parser.feed(line)
        if at == asked:
            assert list(map(plain, parser.runs())) == list(map(plain, parser.runs()))
    assert outcome(parser.close) == outcome(lambda: read(b"".join(lines)))
