"""What is written of a run: its frame under a label, and the roles of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.errors import UsageError
from trainlog_doctor.record import dataclass
from trainlog_doctor.spreadsheets import is_hollow

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.model import Frame, Run


@dataclass(frozen=True, slots=True)
class Sheet:
    """A run to be written.

    Attributes
    ----------
    label
        Tells it from the other runs of the file: its name, or its number where it has none.
    """

    run: Run
    label: str
    roles: Roles


def labels(runs: Sequence[Run]) -> list[str]:
    """Label runs by name, by number (1-based) where there is none; a label that is taken is made longer."""
    found: dict[str, None] = {}
    for number, run in enumerate(runs, 1):
        label = str(number) if run.name is None else run.name
        while label in found:
            label = f"{label} ({number})"
        found[label] = None
    return list(found)


def columns_of_all(sheets: Sequence[Sheet]) -> list[str]:
    """Name the columns of one table of all runs.

    Raises
    ------
    UsageError
        ``hollow_table``: the runs have so few of them in common that there is no such table.
    """
    names = list(dict.fromkeys(name for sheet in sheets for name in sheet.run.frame.columns))
    rows = [len(sheet.run.frame) for sheet in sheets]
    filled = sum(count * len(sheet.run.frame.columns) for count, sheet in zip(rows, sheets, strict=True))
    if is_hollow(sum(rows), len(names), filled):
        raise UsageError("hollow_table", columns=len(names), rows=sum(rows), instead="json")
    return names


def logged(frame: Frame, name: str) -> npt.NDArray[np.bool_]:
    """Tell where a column was logged, as NaN or as a number; bool of shape (n_epochs,)."""
    return ~np.isnan(frame.columns[name]) | np.isin(frame.epoch, frame.logged_nan.get(name, ()))
