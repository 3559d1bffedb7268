"""Tables with several rows an epoch, one a phase: ``epoch,phase,loss`` with ``train`` and ``val`` in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.labels import names_trainings
from trainlog_doctor.readers.histories.phases import DOUBTFUL_FIELDS, FIELDS, TRAINING, in_phase, names_phase, phase_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def part_phases(columns: dict[str, list[object]]) -> dict[str, list[object]]:
    """Give each metric a column a phase, empty in the rows of other phases; nothing is changed where there are none.

    What stands beside the metrics (time, memory) is kept for training only, so that one phase never overwrites another.

    Parameters
    ----------
    columns
        Column name to its cells.
    """
    fields = [name for name in columns if name.strip().lower() in FIELDS | DOUBTFUL_FIELDS]
    for field in fields:
        phases = [phase_of(cell) for cell in columns[field]]
        if phases and None not in phases:
            return _parted({name: cells for name, cells in columns.items() if name != field}, phases)
    return columns


def _parted(columns: dict[str, list[object]], phases: Sequence[str | None]) -> dict[str, list[object]]:
    parted: dict[str, list[object]] = {}
    for name, cells in columns.items():
        if names.is_epoch(name) or names.is_step(name) or names_trainings(name) or names_phase(name):
            parted[name] = cells
            continue
        kept = [TRAINING] if names.is_beside(name) else [phase for phase in dict.fromkeys(phases) if phase]
        for phase in kept:
            parted[in_phase(name, phase)] = [
                cell if own == phase else None for cell, own in zip(cells, phases, strict=True)
            ]
    return parted
