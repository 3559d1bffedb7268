"""Bars and verbose=2 lines without a header: fits of one epoch, epochs whose header is lost, or ``evaluate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.model import Fact, Notice, Scalar
from trainlog_doctor.readers import facts
from trainlog_doctor.readers.keras.draft import RunDraft
from trainlog_doctor.readers.keras.epoch import EpochDraft, trained
from trainlog_doctor.readers.keras.table import Table

if TYPE_CHECKING:
    from trainlog_doctor.readers.keras.events import Aside, Pairs, Status
    from trainlog_doctor.readers.keras.surroundings import Surroundings


class Stray:
    """Collects finished lines without a header until it is known what they are.

    Lines of the same shape that follow each other directly are numbered by their position.
    """

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.done: list[RunDraft] = []
        self.found: list[Fact] = []
        self.run: RunDraft | None = None
        self.shape: tuple[int | None, tuple[str, ...]] | None = None
        self.adjacent = False

    @property
    def empty(self) -> bool:
        """Whether nothing is held."""
        return self.run is None and not self.done and not self.found

    @property
    def table(self) -> Table:
        """Epochs of the latest group."""
        return self.run.table if self.run is not None else Table()

    @staticmethod
    def is_fit(status: Status, fitting: bool) -> bool:
        """Whether a line can only come from ``fit``."""
        return fitting or status.validated or status.step is None

    def add(self, status: Status, line: int, around: Surroundings) -> None:
        """Take a line with the final values of something."""
        shape = (status.total, status.names)
        if self.run is not None and self._redrawn(status):
            self.run.table = Table()
        elif self.run is None or not self.adjacent or around.announced or shape != self.shape:
            self._file()
            self.run = around.begin(None, line)
        self.shape, self.adjacent = shape, True
        epoch = EpochDraft(self._number(self.run), line, status.total, status)
        if len(self.run.table) == 1:
            self.run.notices.append(Notice("keras.without_header", self.run.line))
        self.run.add(epoch)

    def stop(self, aside: Aside, line: int) -> bool:
        """Take early stopping, which tells the number of a fit's last epoch; False if none has just run."""
        run, told = self.run, aside.data.get("epoch")
        if run is None or not self.adjacent or not self._is_fit(run) or not isinstance(told, int):
            return False
        if told > run.last:
            table = Table()
            table.extend(run.table, shift=told - run.last)
            run.table = table
        run.facts.append(Fact(aside.kind, run.last, line))
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
        if self.run is None or self.shape is None or epoch.number <= len(self.run.table):
            return False
        total, names = self.shape
        alike = [name for name in names if not name.startswith("val_")] == list(trained(status))
        return alike and total == status.total

    def take(self) -> RunDraft:
        """Hand the latest group over to the run that it belongs to."""
        run = self.run or RunDraft(None, 0)
        self.run, self.shape = None, None
        return run

    def fits(self) -> list[RunDraft]:
        """The groups that are fits of their own. Changes nothing."""
        latest = [self.run.copy()] if self.run is not None and self._is_fit(self.run) else []
        return [*self.done, *latest]

    def evaluations(self) -> list[Fact]:
        """The groups that are not: results of ``evaluate``. Changes nothing."""
        if self.run is None or self._is_fit(self.run):
            return self.found
        return [*self.found, *self._evaluations(self.run)]

    def _redrawn(self, status: Status) -> bool:
        """Whether the line before was the same bar, before validation."""
        if not self.adjacent or self.shape is None or len(self.table) != 1:
            return False
        total, names = self.shape
        return (
            status.total == total
            and status.validated
            and set(names) < set(status.names)
            and not self._has_validation(self.table)
        )

    @staticmethod
    def _number(run: RunDraft) -> int:
        """The next epoch's number: by position, but the first as a scheduler of learning rates told it just before."""
        told = [fact.epoch for fact in run.facts if fact.kind == facts.LR_SCHEDULE and fact.epoch]
        return run.last + 1 if len(run.table) or not told else told[-1]

    def _file(self) -> None:
        if self.run is not None and self._is_fit(self.run):
            self.done.append(self.run)
        elif self.run is not None:
            self.found.extend(self._evaluations(self.run))
        self.run = None

    def _is_fit(self, run: RunDraft) -> bool:
        uncounted = self.shape is not None and self.shape[0] is None and len(run.table) > 1
        return run.fitting or uncounted or self._has_validation(run.table)

    @staticmethod
    def _has_validation(table: Table) -> bool:
        return any(name.startswith("val_") for name in table.columns)

    @staticmethod
    def _evaluations(run: RunDraft) -> list[Fact]:
        found = []
        for row, line in enumerate(run.table.lines):
            data: dict[str, Scalar] = {"steps": run.steps}
            data.update({name: values[row] for name, values in run.table.columns.items()})
            found.append(Fact(facts.EVALUATE, None, line, data))
        return found
