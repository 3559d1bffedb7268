"""What Keras logs a batch beside what it logs an epoch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.readers.histories.series import Series


def without_batches(series: Mapping[str, Series]) -> dict[str, Series]:
    """Leave out what Keras logs a batch beside what it logs an epoch; all of it is kept where nothing else is there."""
    kept = {name: one for name, one in series.items() if not _per_batch(name, series)}
    return kept or dict(series)


def _per_batch(name: str, series: Mapping[str, Series]) -> bool:
    bare = name.removeprefix("val_")
    if bare.startswith("batch_"):
        return name.replace("batch_", "", 1) in series
    return bare.startswith("evaluation_") and bare.endswith("_vs_iterations")
