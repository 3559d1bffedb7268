"""What lines without a header are, by their looks: epochs of a fit, or what ``evaluate`` measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.model import Fact, Scalar
from trainlog_doctor.readers import facts
from trainlog_doctor.readers.keras.events import is_validation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.readers.keras.draft import RunDraft
    from trainlog_doctor.readers.keras.events import Status


def looks_alike(one: Status, other: Status | None) -> bool:
    """Whether two lines have as many steps, the same metrics, and are bars of the same kind."""
    return other is not None and (one.total, one.names, one.unpaced) == (other.total, other.names, other.unpaced)


def is_training(run: RunDraft, looks: Status | None) -> bool:
    """Whether a group of lines that look like this one can only come from ``fit``."""
    counted = looks is not None and looks.unpaced and run.counted is not None
    fitted = counted or (looks is not None and looks.total is None and len(run.table) > 1)
    return run.fitting or fitted or any(map(is_validation, run.table.columns))


def trains_alike(status: Status, looks: Status) -> bool:
    """Whether a line, perhaps not its epoch's last, has the metrics of a training whose lines have these looks.

    A line that lost its beginning has no counter.
    """
    before, now = list(looks.trained), list(status.trained)
    return looks.total in (None, status.total) and now == (before if status.ends else before[: len(now)])


def evaluation(steps: int | None, measured: Mapping[str, float], line: int, epoch: int | None = None) -> Fact:
    """The fact that ``evaluate`` measured something, perhaps behind an epoch."""
    data: dict[str, Scalar] = {"steps": steps, **measured}
    return Fact(facts.EVALUATE, epoch, line, data)


def evaluations(run: RunDraft) -> list[Fact]:
    """The facts of a group that ``evaluate`` printed."""
    return [
        evaluation(run.steps, {name: values[row] for name, values in run.table.columns.items()}, line)
        for row, line in enumerate(run.table.lines)
    ]
