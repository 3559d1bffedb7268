"""Histories for sweeps: small, alike, and telling apart by one number."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.pipeline.scan import Sweeping

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from trainlog_doctor.sweep.engines.base import Source
    from trainlog_doctor.sweep.row import Row


def history(level: float, epochs: int = 12) -> str:
    """A CSVLogger file whose val_accuracy ends near 1 - level / 2."""
    rows = ["epoch,accuracy,loss,val_accuracy,val_loss"]
    for epoch in range(epochs):
        loss = 0.7 * math.exp(-0.3 * epoch) + 0.05
        rows.append(f"{epoch},{1 - loss / 2},{loss},{1 - (loss + level) / 2},{loss + level}")
    return "\n".join(rows) + "\n"


def sweep_of(folder: Path, levels: dict[str, float]) -> list[str]:
    """One folder with a history each; the paths in the order of the names."""
    for name, level in levels.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "history.csv").write_text(history(level))
    return sorted(str(folder / name / "history.csv") for name in levels)


def read_sources(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the sources that are read from now on, as they are."""
    read: list[str] = []
    rows = Sweeping.rows

    def noted(work: Sweeping, source: Source) -> list[Row]:
        read.append(source.path)
        return rows(work, source)

    monkeypatch.setattr(Sweeping, "rows", noted)
    return read
