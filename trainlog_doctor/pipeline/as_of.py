"""Runs judged as of an epoch: as if the log ended there and the training might still go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.errors import UsageError
from trainlog_doctor.model import Frame, Notice
from trainlog_doctor.readers import facts as kinds
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from trainlog_doctor.model import Fact, FloatArray, Run
    from trainlog_doctor.pipeline.collected import Found

_BEHIND_AN_EPOCH = frozenset(
    {
        kinds.EVALUATE,
        kinds.PRINTED_SCORE,
        kinds.CLASSIFICATION_REPORT,
        kinds.EARLY_STOPPING,
        kinds.RESTORED_BEST,
        kinds.NON_FINITE_STOP,
        kinds.INTERRUPTED,
        kinds.TRACEBACK,
        kinds.OUT_OF_MEMORY,
    }
)
"""Kinds that are printed when an epoch is over, so that only their line tells whether they came before the next one."""


def as_of(found: Sequence[Found], epoch: int) -> Sequence[Found]:
    """Cut every run behind an epoch.

    Returns
    -------
    sequence of Found
        Without the runs that had not begun by then; one that ends before is whole, and a notice says so.

    Raises
    ------
    UsageError
        ``no_such_epoch``: no run has come to that epoch.
    """
    held = [one.run.frame.epoch for one in found if len(one.run.frame)]
    if held and not any(epochs[0] <= epoch <= epochs[-1] for epochs in held):
        first, last = min(int(epochs[0]) for epochs in held), max(int(epochs[-1]) for epochs in held)
        raise UsageError("no_such_epoch", given=epoch, first=first, last=last)
    begun = [one for one in found if len(one.run.frame) and one.run.frame.epoch[0] <= epoch]
    return [replace(one, run=_cut(one.run, epoch)) for one in begun]


def _cut(run: Run, epoch: int) -> Run:
    last = int(run.frame.epoch[-1])
    cut = until(run, epoch)
    if last >= epoch:
        return cut
    return replace(cut, notices=(*cut.notices, Notice("sources.ends_before", data={"given": epoch, "last": last})))


def until(run: Run, epoch: int) -> Run:
    """Cut a run behind an epoch, as its log was then: what was only known after it is gone, the plan stays.

    Parameters
    ----------
    epoch
        1-based; at least the run's first one.
    """
    frame = run.frame
    rows = frame.epoch <= epoch
    behind = _line_behind(run, int(rows.sum()))
    return replace(
        run,
        frame=_frame(frame, rows, epoch),
        unfinished=None,
        stopped_early=False,
        epoch_seconds=_known(run.epoch_seconds, rows),
        epoch_lines=run.epoch_lines[: int(rows.sum())],
        facts=tuple(fact for fact in run.facts if _was_known(fact, epoch, behind)),
        notices=tuple(one for one in run.notices if one.line is None or behind is None or one.line < behind),
    )


def _frame(frame: Frame, rows: npt.NDArray[np.bool_], epoch: int) -> Frame:
    """The rows, without columns that nothing was logged in yet."""
    nans = {name: tuple(one for one in told if one <= epoch) for name, told in frame.logged_nan.items()}
    nans = {name: told for name, told in nans.items() if told}
    columns = {name: values[rows] for name, values in frame.columns.items()}
    columns = {name: values for name, values in columns.items() if name in nans or not np.isnan(values).all()}
    return Frame(frame.epoch[rows], columns, nans)


def _known(seconds: FloatArray | None, rows: npt.NDArray[np.bool_]) -> FloatArray | None:
    return None if seconds is None or np.isnan(seconds[rows]).all() else seconds[rows]


def _line_behind(run: Run, count: int) -> int | None:
    """The first line that the log would not have had; None where there are no lines."""
    if len(run.epoch_lines) != len(run.frame) or not count:
        return None
    return run.epoch_lines[count] if count < len(run.epoch_lines) else run.epoch_lines[-1] + 1


def _was_known(fact: Fact, epoch: int, behind: int | None) -> bool:
    before = fact.line is not None and behind is not None and fact.line < behind
    if fact.kind in _BEHIND_AN_EPOCH:
        return before
    if fact.epoch is not None:
        return fact.epoch <= epoch
    return before or fact.line is None or behind is None
