"""Rows of which each is of one phase: every metric gets a column a phase, ``epoch,phase,loss`` a ``val_loss``."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.histories.labels import names_trainings
from trainlog_doctor.readers.histories.phases import TRAINING, in_phase, marks, names_phase, phase_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FIELDS = frozenset({"mode", "phase", "split", "stage", "subset", "partition", "context"})
"""Names of what holds such a word, and the last words of others: ``runContext``."""

_DOUBTFUL_FIELDS = frozenset({"set", "type", "dataset", "data", "part", "kind"})
"""Names of what may as well hold something else."""

_MOST_PHASES = 12
"""More words in one field are no phases; each would cost a column a metric."""

_KINDS_OF_ROWS = frozenset({"type", "kind"})
"""Those of them in which other words say that a row is no evaluation: ``epoch_end`` beside ``test``."""


def part_phases(columns: dict[str, list[object]], told: set[str] | None = None) -> dict[str, list[object]]:
    """Give each metric a column a phase, empty in the rows of others, where a column says the phase of each row.

    What stands beside the metrics (time, memory) is kept for training only, so that one phase never overwrites another.

    A row whose phase is not said keeps its names. To ``told``, other words that earlier rows have shown to be phases,
    those of these rows are added; without it these are all rows, which may tell of any column that it says phases.
    """
    whole, told = told is None, set() if told is None else told
    for field, cells in columns.items():
        kind = next((word for word in names.words(field)[-1:] if word in _FIELDS), field.strip().lower())
        known = kind in _FIELDS | _DOUBTFUL_FIELDS or (whole and _says_phases(cells))
        if known and (phases := _phases_in(cells, kind, columns, told)):
            parts = (_parted(name, column, phases) for name, column in columns.items() if name != field)
            return {name: column for part in parts for name, column in part.items()}
    return columns


def _says_phases(cells: Sequence[object]) -> bool:
    """Whether a column, whatever its name, says in every row whether it is of the training."""
    if not cells or phase_of(cells[0]) is None:
        return False
    phases = {phase_of(word) for word in {cell if isinstance(cell, str) else "" for cell in cells}}
    return TRAINING in phases and None not in phases and len(phases) > 1


def _phases_in(
    cells: Sequence[object], kind: str, columns: Mapping[str, Sequence[object]], told: set[str]
) -> list[str] | None:
    """Tell the phase of each row; None where the words may well say something else: ``warmup`` and then ``train``."""
    words = [cell.strip().lower() if isinstance(cell, str) else "" for cell in cells]
    seen = dict.fromkeys(filter(None, words))
    known = marks(seen)
    if len(seen) > _MOST_PHASES or not (known or told & seen.keys()):
        return None
    phases, others = set(map(phase_of, known)), seen.keys() - known.keys() - told
    if TRAINING not in phases and _train(words, others, kind):
        known |= dict.fromkeys(others, TRAINING)
    elif others and (kind not in _KINDS_OF_ROWS or TRAINING in phases):
        others &= _measured(words, columns)
        if others and len(phases) < 2 and not _are_phases(words, kind, columns):
            return None
        told |= others
    return [known.get(word) or (word if word in told else TRAINING) for word in words]


def _train(words: Sequence[str], others: set[str], kind: str) -> bool:
    """Whether the only word beside those of evaluations is that of most rows: it trains, whatever it is."""
    alone = len(others) == 1 and kind in _FIELDS and not any(map(names.is_validation, others))
    return alone and 2 * sum(map(others.__contains__, words)) > len(words)


def _measured(words: Sequence[str], columns: Mapping[str, Sequence[object]]) -> set[str]:
    """Tell the words of rows that hold a metric; others, such as ``checkpoint``, are of no phase of their own."""
    metrics = (cells for name, cells in columns.items() if names.is_metric(name))
    return {word for cells in metrics for word, cell in zip(words, cells, strict=True) if cell not in (None, "")}


def _are_phases(words: Sequence[str], kind: str, columns: Mapping[str, Sequence[object]]) -> bool:
    """Whether words that are not known are phases: they come in turn, or two of them at one moment.

    Not so where metrics name their phases themselves, and where the words rather tell trainings apart.
    """
    marked = any(names_phase(name) and names.is_metric(name) for name in columns)
    if marked or (kind not in _FIELDS and names_trainings(kind)):
        return False
    counters = [cells for name, cells in columns.items() if names.is_counter(name)]
    changes = [at for at, (one, next_one) in enumerate(pairwise(words), 1) if "" != one != next_one != ""]
    stays = (all(cells[at] in (None, "", cells[at - 1]) for cells in counters) for at in changes)
    return len(changes) >= len(set(filter(None, words))) or (bool(counters) and any(stays))


def _parted(name: str, cells: list[object], phases: Sequence[str]) -> dict[str, list[object]]:
    if names.is_counter(name) or names_trainings(name) or names_phase(name):
        return {name: cells}
    logged = dict.fromkeys(phase for phase, cell in zip(phases, cells, strict=True) if cell not in (None, ""))
    kept = [TRAINING] if TRAINING in logged and names.is_beside(name) else logged
    return {
        in_phase(name, phase): [cell if own == phase else None for cell, own in zip(cells, phases, strict=True)]
        for phase in kept
    }
