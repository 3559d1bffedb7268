"""The JSON report is read back as the runs that it was made of."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.conftest import run_of, view_of
from tests.readers.tables.reading import read
from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.json_history.reader import JSON_READERS
from trainlog_doctor.reporters.base import Style
from trainlog_doctor.reporters.json_v1 import render

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.model import Run

NAN = float("nan")


def again(pack: Pack, *runs: Run) -> list[Run]:
    return list(read(render(view_of(pack, *runs), Style()).encode(), JSON_READERS))


def test_runs_come_back_with_their_names_and_plans(pack: Pack) -> None:
    first = run_of({"loss": [0.9, 0.8], "val_loss": [0.9, 0.85]}, name="fold 1", planned_epochs=5)
    second = run_of({"loss": [0.9, 0.7]}, name="fold 2", planned_epochs=9, stopped_early=True)
    found = again(pack, first, second)
    assert [(run.name, run.planned_epochs, run.complete, run.format) for run in found] == [
        ("fold 1", 5, False, "report-json"),
        ("fold 2", 9, True, "report-json"),
    ]
    assert found[0].frame.columns["val_loss"].tolist() == [0.9, 0.85]


def test_what_was_logged_as_nan_is_told_from_what_was_not_logged(pack: Pack) -> None:
    run = run_of({"loss": [0.9, NAN, 0.7], "val_loss": [0.9, 0.8, 0.7]})
    (found,) = again(pack, run)
    assert found.frame.logged_nan == {"loss": (2,)}
    document = json.loads(render(view_of(pack, run), Style()))
    document["runs"][0]["logged_nan"] = {}
    (found,) = read(json.dumps(document).encode(), JSON_READERS)
    assert np.isnan(found.frame.columns["loss"][1])
    assert found.frame.logged_nan == {}


@pytest.mark.parametrize("history", [None, 1, {}, {"epoch": 1}, {"epoch": [1, 2], "loss": [1.0]}, {"epoch": ["x"]}])
def test_a_report_without_a_history_that_can_be_read_gives_no_run(history: object) -> None:
    document = {"schema": "trainlog-doctor/1", "runs": [{"source": 3, "history": history}]}
    with suppress(FormatError):
        assert all(not run.frame.columns for run in read(json.dumps(document).encode(), JSON_READERS))


@pytest.mark.parametrize("name", ["baseline/1", "compare-1", "scan-1", "2", "frame/2"])
@pytest.mark.parametrize("lines", [1, 3])
def test_other_documents_of_ours_are_no_histories(lines: int, name: str) -> None:
    document = {"schema": f"trainlog-doctor/{name}", "runs": [{"val_loss": 0.5}, {"val_loss": 0.4}], "loss": [2, 1]}
    with pytest.raises(FormatError) as raised:
        read(f"{json.dumps(document)}\n".encode() * lines, JSON_READERS)
    assert raised.value.key == "history_errors.own_document"
