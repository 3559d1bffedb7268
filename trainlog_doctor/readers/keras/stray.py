"""Bars and verbose=2 lines without a header: fits of one epoch, epochs whose header is lost, or ``evaluate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.model import Fact, Notice
from trainlog_doctor.readers import facts
from trainlog_doctor.readers.keras.draft import RunDraft
from trainlog_doctor.readers.keras.epoch import EpochDraft
from trainlog_doctor.readers.keras.groups import evaluations, is_training, looks_alike, trains_alike
from trainlog_doctor.readers.keras.table import Table

if TYPE_CHECKING:
    from trainlog_doctor.readers.keras.events import Aside, Pairs, Status
    from trainlog_doctor.readers.keras.surroundings import Surroundings


NEAR = 4
"""How many lines behind what a callback says of an epoch its bar may stand: other callbacks speak there too."""


class Stray:
    """Collects finished lines without a header until it is known what they are.

    Lines of the same shape that follow each other directly are numbered by their position.
    """

    def __init__(self) -> None:
        self.done: list[RunDraft] = []
        self.found: list[Fact] = []
        self.run: RunDraft | None = None
        self.looks: Status | None = None
        self.adjacent = False
        self.told: tuple[int, int] | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is held."""
        return self.run is None and not self.done and not self.found

    @property
    def table(self) -> Table:
        """Epochs of the latest group."""
        return self.run.table if self.run is not None else Table()

    def add(self, status: Status, line: int, around: Surroundings) -> None:
        """Take a line with the final values of something."""
        anew = around.announced or around.counts_again(self.run)
        if self.run is None or not self.adjacent or anew or not looks_alike(status, self.looks):
            self._file()
            self.run = around.begin(None, line)
        self.looks, self.adjacent = status, True
        epoch = EpochDraft(self._number(self.run, line), line, status.total, status)
        if len(self.run.table) == 1:
            self.run.notices += (Notice("keras.without_header", self.run.line),)
        self.run.add(epoch)

    def tell(self, epoch: int, line: int) -> None:
        """A callback names an epoch that no header opened: that of the bar to come, unless one stands just before."""
        if self.run is None or not self.adjacent:
            self.told = epoch, line

    def stop(self, aside: Aside, line: int) -> bool:
        """Take early stopping, which tells the number of a fit's last epoch; False if none has just run."""
        run, told = self.run, aside.data.get("epoch")
        if run is None or not self.adjacent or not is_training(run, self.looks) or not isinstance(told, int):
            return False
        if told > run.last:
            table = Table()
            table.extend(run.table, shift=told - run.last)
            run.table = table
        run.note([Fact(aside.kind, run.last, line)])
        self._file()
        return True

    def interrupt(self) -> None:
        """Something else stands here: what follows does not continue the group."""
        self.adjacent = False

    def print(self, pairs: Pairs) -> None:
        """Add a callback's metrics to the epoch just read."""
        if self.run is not None and self.adjacent and pairs.marked:
            self.run.table.amend(zip(pairs.names, pairs.values, strict=True))

    def precedes(self, epoch: EpochDraft, status: Status) -> bool:
        """Whether the latest group can be the epochs just before the one that a header opened."""
        if self.run is None or self.looks is None or epoch.number <= len(self.run.table):
            return False
        return trains_alike(status, self.looks)

    def take(self) -> RunDraft:
        """Hand the latest group over to the run that it belongs to."""
        run = self.run or RunDraft(None, 0)
        self.run, self.looks = None, None
        return run

    def fits(self) -> list[RunDraft]:
        """The groups that are fits of their own. Changes nothing."""
        latest = [self.run.copy()] if self.run is not None and is_training(self.run, self.looks) else []
        return [*self.done, *latest]

    def evaluations(self) -> list[Fact]:
        """The groups that are not: results of ``evaluate``. Changes nothing."""
        if self.run is None or is_training(self.run, self.looks):
            return self.found
        return [*self.found, *evaluations(self.run)]

    def _number(self, run: RunDraft, line: int) -> int:
        """The next epoch's number: by position, but the first as a callback told it just before."""
        if len(run.table):
            return run.last + 1
        if self.told is not None and line - self.told[1] <= NEAR:
            return self.told[0]
        scheduled = [fact.epoch for fact in run.facts if fact.kind == facts.LR_SCHEDULE and fact.epoch]
        return scheduled[-1] if scheduled else 1

    def _file(self) -> None:
        if self.run is not None and is_training(self.run, self.looks):
            self.done.append(self.run)
        elif self.run is not None:
            self.found.extend(evaluations(self.run))
        self.run = None
