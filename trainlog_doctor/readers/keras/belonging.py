"""What stands within a run and is not of its next epoch: facts of another run, headers that open no epoch of it."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from trainlog_doctor.readers.keras.draft import STOPPED
from trainlog_doctor.readers.keras.surroundings import EPOCH_END

if TYPE_CHECKING:
    from trainlog_doctor.model import Fact
    from trainlog_doctor.readers.keras.draft import RunDraft
    from trainlog_doctor.readers.keras.epoch import EpochDraft
    from trainlog_doctor.readers.keras.events import Header

LAST_UPDATES = 0.9
"""Share of the steps from which on an update may be the last: bars are not drawn at every step."""


def is_elsewhere(fact: Fact, epoch: EpochDraft | None) -> bool:
    """Whether a fact is of an epoch that the open run has behind it, or has not begun: one of another run."""
    if fact.epoch is None or epoch is None:
        return False
    return fact.epoch < epoch.number or (fact.kind in EPOCH_END and fact.epoch > epoch.number)


def announces_validation(run: RunDraft, epoch: EpochDraft, line: int, updated: int) -> bool:
    """Whether a header ``Epoch 1`` in an open epoch is that of its validation, as TensorFlow 1.14 to 2.0 prints it.

    That is behind a last update or, where the first epoch had it too, behind any or the epoch's own header; it stands
    at a line, the latest update at another.
    """
    silent = epoch.last is None and line == epoch.line + 1
    again = 1 in (run.repeated or ())
    nearly_done = (epoch.unfinished().fraction or 0) >= LAST_UPDATES
    return (line == updated and (again or nearly_done)) or (silent and again)


def broke_off(run: RunDraft, epoch: EpochDraft, *, spoken: bool) -> bool:
    """Whether an epoch whose header stands once more ended before: the log says so, or a fit goes on from there.

    The first epoch of a training may have the header of its validation, and where one stood twice before, so may all.
    """
    resumed = epoch.number > 1 and epoch.last is not None and spoken
    return not run.repeated and (run.ended or resumed)


def has_stopped(run: RunDraft, epoch: EpochDraft) -> bool:
    """Whether a callback has ended the run at its open epoch: no later one is of the same fit."""
    latest = takewhile(lambda fact: fact.epoch in (None, epoch.number), reversed(run.facts))
    return run.ended and any(fact.kind in STOPPED for fact in latest)


def is_count(run: RunDraft, epoch: EpochDraft, header: Header, *, doubled: bool) -> bool:
    """Whether the header that opened a run was printed by a program that calls ``fit`` once for each of its epochs.

    Nothing came of it, not even an error, until another header, of the first of another number of epochs, or one of
    Keras' own that ``doubled`` it.
    """
    bare = not len(run.table) and epoch.final is None and epoch.last is None
    return bare and not run.ended and (doubled or (header.epoch == 1 and header.planned not in (None, run.planned)))
