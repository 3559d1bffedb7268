"""What many tests need: a small training log, the built-in rules, and a command line in a clean environment."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from trainlog_doctor.engine.load import load_pack
from trainlog_doctor.judgement.judge import judge
from trainlog_doctor.judgement.report import Report
from trainlog_doctor.model import Frame, Origin, Run
from trainlog_doctor.view import build_view

if TYPE_CHECKING:
    from pathlib import Path

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.view.document import ReportView

# How long an example takes is no fact about it: other work on the machine would fail tests.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

Series = Mapping[str, list[float]]

OVERFIT: Series = {
    "loss": [0.60, 0.45, 0.35, 0.27, 0.20, 0.15, 0.11, 0.08, 0.06, 0.04, 0.03, 0.02],
    "val_loss": [0.58, 0.48, 0.42, 0.40, 0.42, 0.45, 0.48, 0.52, 0.56, 0.60, 0.65, 0.70],
    "val_f1": [0.70, 0.76, 0.79, 0.80, 0.80, 0.81, 0.81, 0.81, 0.81, 0.81, 0.81, 0.81],
}
"""Validation loss lowest at epoch 4, rising since; the F1 holds."""


def keras_log(series: Series, planned: int | None = None) -> str:
    """Print series as ``fit(verbose=2)`` does."""
    epochs = len(next(iter(series.values())))
    lines = []
    for epoch in range(epochs):
        values = " - ".join(f"{name}: {values[epoch]:.4f}" for name, values in series.items())
        lines.append(f"Epoch {epoch + 1}/{planned or epochs}\n2/2 - 1s - {values}\n")
    return "".join(lines)


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack()


@pytest.fixture
def log(tmp_path: Path) -> str:
    path = tmp_path / "run.log"
    path.write_text(keras_log(OVERFIT), "utf-8")
    return str(path)


_OF_TERMINALS = frozenset({"NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"})


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the tester's terminal, language and settings from the tests."""
    for name in list(os.environ):
        if name.startswith(("TRAINLOG_DOCTOR_", "LC_", "LANGUAGE")) or name in _OF_TERMINALS:
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "en_US.UTF-8")


@pytest.fixture(autouse=True)
def _interruptible() -> Iterator[None]:
    """Hand on to children that an interrupt counts: shells let jobs in the background ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def run_of(series: Series, **fields: Any) -> Run:  # noqa: ANN401 - the fields of a run
    """Make a run of series; NaN in them was logged as NaN."""
    columns = {name: np.array(values, dtype=np.float64) for name, values in series.items()}
    length = len(next(iter(columns.values())))
    nan = {name: tuple(int(place) + 1 for place in np.flatnonzero(np.isnan(v))) for name, v in columns.items()}
    frame = Frame(np.arange(1, length + 1), columns, {name: epochs for name, epochs in nan.items() if epochs})
    return Run("keras-stdout", frame, **fields)


def view_of(pack: Pack, *runs: Run, path: str = "run.log") -> ReportView:
    """Judge runs as those of one source, and word the report."""
    diagnoses = (judge(Origin(path, number), run, pack) for number, run in enumerate(runs, start=1))
    return build_view(Report(tuple(diagnoses)), pack)
