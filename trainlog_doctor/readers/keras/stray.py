"""Bars and verbose=2 lines without a header: fits of one epoch, epochs whose header is lost, or ``evaluate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.model import Fact, Notice, Scalar
from trainlog_doctor.readers import facts
from trainlog_doctor.readers.keras.cut_off import is_cut_off
from trainlog_doctor.readers.keras.draft import RunDraft
from trainlog_doctor.readers.keras.epoch import EpochDraft
from trainlog_doctor.readers.keras.events import is_validation
from trainlog_doctor.readers.keras.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.readers.keras.events import Aside, Pairs, Status
    from trainlog_doctor.readers.keras.surroundings import Surroundings


NEAR = 4
"""How many lines behind what a callback says of an epoch its bar may stand: other callbacks speak there too."""


class Stray:
    """Collects finished lines without a header until it is known what they are.

    Lines of the same shape that follow each other directly, ``adjacent``, are numbered by their position. Those just
    behind lines that were left out are ``torn`` from the epochs above: only a header below tells their numbers.
    """

    def __init__(self) -> None:
        self.done: list[RunDraft] = []
        self.found: list[Fact] = []
        self.run: RunDraft | None = None
        self.looks: Status | None = None
        self.adjacent = self.torn = False
        self.told: tuple[int, int] | None = None
        self._latest: EpochDraft | None = None
        self._next: int | None = None  # count to come, where one stands right above each line of the latest group

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
        coming = around.counted if around.told else None
        counted = coming is not None and coming == self._next
        over = self._next is not None and not counted and len(self.table) > 1
        anew = around.announced or around.counts_again(self.run) or over or not (self.adjacent or counted)
        if self.run is None or anew or not looks_alike(status, self.looks):
            self.file()
            counted = not status.validated
            self.torn = around.elided
            self.run = around.begin(None, line)
        self._next = coming + 1 if counted and coming is not None else None
        self.looks, self.adjacent = status, True
        epoch = self._latest = EpochDraft(self._number(self.run, line, coming), line, status.total, status)
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
        if run is None or not self.adjacent or not self._is_training(run) or not isinstance(told, int):
            return False
        if told > run.last:
            table = Table()
            table.extend(run.table, shift=told - run.last)
            run.table = table
        run.note([Fact(aside.kind, run.last, line)])
        self.file()
        return True

    def doubt(self) -> None:
        """The program says results: where it does behind the first line already, that may be of ``evaluate``."""
        if len(self.table) == 1:
            self._next = None

    def print(self, pairs: Pairs) -> None:
        """Add a callback's metrics to the epoch just read."""
        if not pairs.marked:
            self.doubt()
        elif self.run is not None and self.adjacent:
            self.run.table.amend(zip(pairs.names, pairs.values, strict=True))

    def precedes(self, epoch: EpochDraft, status: Status) -> bool:
        """Whether the latest group can be the epochs just before the one that a header opened, of which this line is.

        A line that lost its beginning has no counter, and one that is not its epoch's last may lack metrics.
        """
        looks = self.looks
        if self.run is None or looks is None or epoch.number <= len(self.run.table):
            return False
        before, now = list(looks.trained), list(status.trained)
        return looks.total in (None, status.total) and now == (before if status.ends else before[: len(now)])

    def continues(self, epoch: EpochDraft, following: int) -> bool:
        """Whether the latest group can be the epochs behind a finished one and just before the next header's."""
        missing = following - epoch.number - 1
        fits = self.torn and epoch.final is not None and looks_alike(epoch.final, self.looks)
        return 0 < len(self.table) <= missing if fits else 0 < len(self.table) == missing

    def take(self) -> RunDraft:
        """Hand the latest group over to the run that it belongs to."""
        run = self.run or RunDraft(None, 0)
        self.run, self.looks = None, None
        return run

    def fits(self) -> list[RunDraft]:
        """The groups that are fits of their own. Changes nothing."""
        if self.run is None or not self._is_training(self.run):
            return self.done[:]
        latest = self.run.copy()
        if self.adjacent and self._latest is not None and is_cut_off(self._latest, latest.names, latest.table):
            latest.table = latest.table.but_last()
        return [*self.done, latest]

    def file(self) -> None:
        """The latest group has come to its end: a fit of its own, or results of ``evaluate``."""
        run, self.run = self.run, None
        if run is not None and self._is_training(run):
            self.done.append(run)
        elif run is not None:
            for row, line in enumerate(run.table.lines):
                measured = {name: values[row] for name, values in run.table.columns.items()}
                self.found.append(evaluation(run.steps, measured, line))

    def _is_training(self, run: RunDraft) -> bool:
        """Whether the latest group can only come from ``fit``."""
        several, looks = len(run.table) > 1, self.looks
        counted = looks is not None and looks.unpaced and run.counted is not None
        fitted = counted or (several and (self._next is not None or (looks is not None and looks.total is None)))
        return run.fitting or fitted or any(map(is_validation, run.table.columns))

    def _number(self, run: RunDraft, line: int, coming: int | None) -> int:
        """The next epoch's number: by position, but the first as the program or a callback told it just before."""
        if len(run.table):
            return run.last + 1
        if coming:
            return coming
        if self.told is not None and line - self.told[1] <= NEAR:
            return self.told[0]
        scheduled = [fact.epoch for fact in run.facts if fact.kind == facts.LR_SCHEDULE and fact.epoch]
        return scheduled[-1] if scheduled else 1


def looks_alike(one: Status, other: Status | None) -> bool:
    """Whether two lines have as many steps, the same metrics, and are bars of the same kind."""
    return other is not None and (one.total, one.names, one.unpaced) == (other.total, other.names, other.unpaced)


def evaluation(steps: int | None, measured: Mapping[str, float], line: int, epoch: int | None = None) -> Fact:
    """The fact that ``evaluate`` measured something, perhaps behind an epoch."""
    data: dict[str, Scalar] = {"steps": steps, **measured}
    return Fact(facts.EVALUATE, epoch, line, data)
