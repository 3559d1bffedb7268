"""What single steps hold beside their arrays, counted by Python itself."""

from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.smoothing import supported
from trainlog_doctor.model import Frame, Run
from trainlog_doctor.readers.base import Certainty, Sniff
from trainlog_doctor.readers.json_history.literal import parse_literal
from trainlog_doctor.readers.json_history.loading import load
from trainlog_doctor.readers.json_history.per_epoch import read
from trainlog_doctor.readers.keras.reader import KERAS

if TYPE_CHECKING:
    from collections.abc import Callable

EPOCHS = 300_000


def held(work: Callable[[], object]) -> int:
    """Bytes that some work takes at most."""
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def test_the_line_of_an_epoch_is_found_without_a_table_of_all() -> None:
    epochs = np.arange(2, EPOCHS + 2)
    run = Run("keras-csv", Frame(epochs, {}), line=1, epoch_lines=tuple(range(EPOCHS)))
    assert held(lambda: run.line_of(7)) < 10_000
    assert [run.line_of(epoch) for epoch in (1, 2, 7, EPOCHS + 1, EPOCHS + 2)] == [1, 1, 5, EPOCHS - 1, 1]


def test_the_neighbours_of_all_epochs_are_not_copied_at_once() -> None:
    costs = np.random.default_rng(0).random(EPOCHS)
    assert held(lambda: supported(costs)) < 15 * costs.nbytes


def test_rows_of_printed_values_share_their_keys() -> None:
    value, *_ = parse_literal("[{'a loss': 1}, {'a loss': 2}]")
    assert isinstance(value, list)
    one, other = (next(iter(row)) for row in value)
    assert one is other


def test_histories_of_a_document_are_given_up_as_their_runs_are_made() -> None:
    curves = {"loss": [3, 2, 1] * 30, "val_loss": [4, 3, 2] * 30}
    data = json.dumps({f"run {number}": curves for number in range(300)}).encode()
    tracemalloc.start()
    documents = [load(data)]
    assert documents[0] is not None
    assert len(documents[0].shapes) == 300
    document, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    runs = read("keras-json", documents.pop())  # type: ignore[arg-type]
    both, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(runs) == 300
    assert peak < both + document / 2


def test_runs_of_a_few_epochs_take_a_kilobyte_each_while_they_are_read() -> None:
    runs = 5_000
    log = b"".join(b"Epoch %d/2\n10/10 - 1s - loss: 0.7 - val_loss: 0.8\n" % epoch for epoch in (1, 2)) * runs
    parser = KERAS.parser(Sniff(Certainty.SURE, ""))

    def work() -> None:
        parser.feed(log)
        assert len(parser.close()) == runs

    assert held(work) < 1_170 * runs


def test_runs_whose_epochs_have_the_same_numbers_stay_apart_where_one_is_joined_to_another() -> None:
    single = b"Epoch 1/1\n10/10 - 1s - loss: 0.7\n"
    parser = KERAS.parser(Sniff(Certainty.SURE, ""))
    parser.feed(single * 3 + b"Epoch 1/2\n10/10 - 1s - loss: 0.7\n" * 2)
    for _ in range(2):
        assert [run.frame.epoch.tolist() for run in parser.runs()] == [[1, 2, 3], [1], [1]]
