"""JSON lines that put what was measured into an object of its own."""

from __future__ import annotations

import json

import pytest

from tests.readers.tables.reading import claims, read
from trainlog_doctor.readers.json_history.reader import JSON_READERS

BEGUN = {"event": "start", "data": {"lr": 0.1, "epochs": 3}}


def lines(*rows: object) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


@pytest.mark.parametrize("envelope", ["data", "metrics", "payload"])
def test_what_lies_in_an_envelope_is_read_and_other_events_are_none(envelope: str) -> None:
    told = [{"event": "epoch", envelope: {"epoch": at, "loss": 3 / at, "val_loss": 4 / at}} for at in (1, 2, 3)]
    saved = {"event": "saved", envelope: {"path": "best.pt"}}
    (run,) = read(lines(BEGUN, *told[:2], saved, told[2]), JSON_READERS)
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert run.frame.columns["val_loss"].tolist() == [4, 2, 4 / 3]


def test_what_counts_by_itself_has_no_envelope() -> None:
    (run,) = read(
        lines(*({"epoch": at, "train": {"loss": 3 / at}, "time": {"step": at}} for at in (1, 2, 3))), JSON_READERS
    )
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert run.frame.columns["train.loss"].tolist() == [3, 1.5, 1]


def test_events_that_measure_nothing_are_no_training() -> None:
    assert not claims(
        lines(*({"event": "block", "data": {"epoch": at, "error": "none"}} for at in (1, 2))), JSON_READERS
    )
