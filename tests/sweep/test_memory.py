"""What a sweep keeps of a run, and what writing it takes: measured by Python's own count of its memory."""

from __future__ import annotations

import gc
import pickle
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.reporters import SCANS, reporter
from trainlog_doctor.reporters.base import Style
from trainlog_doctor.sweep.lean import Lean
from trainlog_doctor.sweep.row import Fired, Row, Stamp
from trainlog_doctor.sweep.table import tabulate
from trainlog_doctor.view.scan import build_scan
from trainlog_doctor.view.scan.summary import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.engine.pack import Pack

RUNS = 1000
MOST_BYTES = 1400
"""A run; ``docs/scan.md`` says about 1 KB."""


def batch(begin: int) -> list[Row]:
    """Rows as they come from another process: nothing of theirs is shared with those of other batches."""
    roles = {"val_score": RoleColumn("val_accuracy", "higher"), "val_loss": RoleColumn("val_loss", "lower")}
    rows = [
        Row(
            path=f"runs/lr=0.001/seed{number}/history.csv",
            number=1,
            format="keras-csv",
            stamp=Stamp(4000 + number, str(10**18 + number)),
            epochs=50,
            best_epoch=number % 50,
            by="val_loss",
            roles=roles,
            best=dict.fromkeys(("accuracy", "loss", "lr", "val_accuracy", "val_loss"), number / 7),
            last=dict.fromkeys(("accuracy", "loss", "lr", "val_accuracy", "val_loss"), number / 9),
            verdict="TD101",
            findings=(Fired("TD101", "warning"), Fired("TD305", "info")),
            judged=20,
            parameters={"lr": 0.001, "opt": "adam"},
        )
        for number in range(begin, begin + 50)
    ]
    found: list[Row] = pickle.loads(pickle.dumps(rows))  # noqa: S301 - our own
    return found


@pytest.fixture
def counted() -> Iterator[None]:
    gc.collect()
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("name", ["jsonl", "json", "csv", "text"])
def test_a_run_of_a_sweep_takes_a_kilobyte_whatever_is_written(name: str, pack: Pack) -> None:
    lean, rows = Lean(), list[Row]()
    reporter(SCANS[name])
    before, _ = tracemalloc.get_traced_memory()
    for begin in range(0, RUNS, 50):
        rows += map(lean, batch(begin))
    view = build_scan(rows, tabulate(rows), pack, top=20, rules=lambda: "x", left_out=LeftOut())
    content = reporter(SCANS[name])(view, Style())
    written = sum(map(len, content))
    _, most = tracemalloc.get_traced_memory()
    assert written
    assert (most - before) / RUNS < MOST_BYTES
