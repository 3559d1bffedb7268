"""Runs judged as of an epoch: as if the log ended there and the training might still go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.errors import UsageError
from trainlog_doctor.model import Notice
from trainlog_doctor.pipeline.until import until
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Run
    from trainlog_doctor.pipeline.collected import Found


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
