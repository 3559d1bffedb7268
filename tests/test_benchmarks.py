"""The benchmarks compare like with like: what they generate is a log, and all commands read the same of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import console, line_loop
from benchmarks.gen_console import KINDS, size_of, write
from trainlog_doctor.pipeline import collect

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("kind", KINDS)
def test_every_generated_log_is_one_run_with_all_its_epochs(kind: str, tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    epochs = write(kind, 30_000, log, updates=12)
    (found,) = collect([str(log)]).found
    assert log.stat().st_size >= 30_000
    assert found.run.frame.epoch.tolist() == list(range(1, epochs + 1))
    assert set(found.run.frame.columns) == {f"{v}{name}" for v in ("", "val_") for name in ("accuracy", "f1", "loss")}


def test_the_line_loop_reads_the_same_values(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    write("verbose2", 200_000, log)
    (found,) = collect([str(log)]).found
    epochs, columns = line_loop.read(log)
    assert epochs == found.run.frame.epoch.tolist()
    assert columns == {name: values.tolist() for name, values in found.run.frame.columns.items()}


def test_sizes_have_units() -> None:
    assert [size_of(text) for text in ("512", "20k", "200m", "1.5G")] == [512, 20_000, 200_000_000, 1_500_000_000]


def test_a_command_is_measured_and_its_failure_is_no_figure(tmp_path: Path) -> None:
    used = console.cost(("grep", "-c", "x", __file__), tmp_path / "out")
    assert used.cpu >= 0
    assert used.rss > 0
    assert int((tmp_path / "out").read_text()) > 0
    with pytest.raises(RuntimeError):
        console.cost(("grep", "-c", "no such", str(tmp_path / "absent")), tmp_path / "out")
