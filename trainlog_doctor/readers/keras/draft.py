"""One run while it is read: small, since a log may hold very many. What few runs have is None until there is any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers import facts
from trainlog_doctor.readers.keras.cut_off import is_cut_off
from trainlog_doctor.readers.keras.table import Table
from trainlog_doctor.record import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Fact, Notice, Unfinished
    from trainlog_doctor.readers.keras.epoch import EpochDraft

MOST_LISTS = 32
"""How many names of metrics that are lists are remembered."""

STOPPED = frozenset({facts.EARLY_STOPPING, facts.NON_FINITE_STOP})
BROKEN = frozenset({facts.INTERRUPTED, facts.TRACEBACK, facts.OUT_OF_MEMORY})
ENDED = STOPPED | BROKEN
"""What tells that a run went no further."""


@dataclass(slots=True)
class RunDraft:
    """What is known of a run so far.

    Attributes
    ----------
    planned
        Epochs that its headers promise; None while no header was seen.
    line
        The line at which it begins.
    fitting
        Whether ``Train on … samples`` was among it.
    spoken
        Whether anything else was said between it and the epoch before.
    counted
        The latest epoch that the program itself said begins.
    steps, names
        Steps and metrics of its epochs, as the latest bar has them.
    announced
        Whether something announced it as a fit of its own: a heading, ``Train on``, a model summary.
    unmarked
        Callback metrics tied to their epochs by place only, with those epochs.
    unfinished
        The epoch that another run or the end of the log cut off.
    followed
        Whether the program went on after its last epoch.
    lost
        Epochs that other epochs followed but whose values are missing.
    lists
        Metrics left out because their values are lists, each with the first line that has it.
    repeated
        Epochs in which a header or a callback's line was printed more than once, each with the line that repeats.
    ended
        Whether a fact tells that it went no further.
    heavy, drifted
        Whether its bars are those of Keras 3, and whether they show the averages of Keras 3.0 to 3.14.
    """

    planned: int | None
    line: int
    name: str | None = None
    announced: bool = False
    fitting: bool = False
    spoken: bool = False
    counted: int | None = None
    steps: int | None = None
    names: tuple[str, ...] = ()
    table: Table = field(default_factory=Table)
    facts: list[Fact] | tuple[()] = ()
    notices: tuple[Notice, ...] = ()
    unmarked: dict[str, list[int]] | None = None
    unfinished: Unfinished | None = None
    followed: bool = False
    lost: int = 0
    lists: dict[str, int] | None = None
    repeated: dict[int, int] | None = None
    ended: bool = False
    heavy: bool = False
    drifted: bool = False

    @property
    def last(self) -> int:
        """Number of the last epoch that ended, 0 if none did."""
        return self.table.numbers[-1] if len(self.table) else 0

    def add(self, epoch: EpochDraft) -> None:
        """Add an epoch that ended."""
        if epoch.final is None or epoch.number <= self.last:
            self.lost += 1
            return
        self.heavy = self.heavy or epoch.final.heavy
        self.drifted = self.drifted or epoch.drifted
        self.table.append(epoch.number, epoch.line, epoch.final.seconds, epoch.metrics())
        self.steps, self.names = epoch.total, epoch.final.names
        if epoch.final.lists:
            self.lists = self.lists or {}
            for name in epoch.final.lists[: MOST_LISTS - len(self.lists)]:
                self.lists.setdefault(name, epoch.line)
        for name in epoch.unmarked:
            if name not in epoch.final.names:
                self.unmarked = self.unmarked or {}
                self.unmarked.setdefault(name, []).append(epoch.number)

    def note(self, told: Sequence[Fact]) -> None:
        """Keep what the log says of the run besides its metrics."""
        self.ended = self.ended or any(fact.kind in ENDED for fact in told)
        if self.facts:
            self.facts.extend(told)
        else:
            self.facts = [*told] if told else ()

    def repeats(self, epoch: int, line: int) -> None:
        """Note that a line of an epoch was printed once more."""
        self.repeated = self.repeated or {}
        self.repeated.setdefault(epoch, line)

    def end(self, epoch: EpochDraft) -> None:
        """The log of the run ends with an epoch: add it if it is whole, else keep it apart.

        Nothing broke off where the log itself ends in a line that Keras prints at once: copying tore it. Only bars of
        Keras 3 are full before their validation.
        """
        stopped = any(fact.kind == facts.NON_FINITE_STOP and fact.epoch == epoch.number for fact in self.facts)
        whole = (stopped and epoch.stop()) or not is_cut_off(epoch, self.names, self.table)
        final = epoch.final
        if final is not None and whole:
            self.add(epoch)
        elif final is None or self.followed or self.ended or (final.heavy and not final.validated):
            self.unfinished = epoch.unfinished()

    def adopt(self, earlier: RunDraft, number: int) -> None:
        """Put the epochs of another draft before the one of this number, which is this run's first."""
        self.table.extend(earlier.table, shift=number - 1 - earlier.last)
        self.line, self.name = earlier.line, earlier.name or self.name
        self.steps, self.names = self.steps or earlier.steps, self.names or earlier.names
        self.heavy, self.ended = self.heavy or earlier.heavy, self.ended or earlier.ended
        self.facts = [*earlier.facts, *self.facts]

    def go_on(self, after: RunDraft, shift: int = 0) -> None:
        """Add what another draft holds, its epochs shifted."""
        self.table.extend(after.table, shift=shift)
        self.note([moved(fact, shift) for fact in after.facts])
        self.unfinished, self.followed = after.unfinished, after.followed
        if self.unfinished:
            self.unfinished = replace(self.unfinished, epoch=self.unfinished.epoch + shift)
        self.counted = self.counted if after.counted is None else after.counted

    def shifted(self, shift: int) -> RunDraft:
        """A draft that grows apart from this one, its epochs shifted."""
        other = replace(self.copy(), table=Table(), facts=())
        other.go_on(self, shift)
        if shift and other.unmarked:
            other.unmarked = {name: [epoch + shift for epoch in epochs] for name, epochs in other.unmarked.items()}
        return other

    def copy(self) -> RunDraft:
        """A draft that grows apart from this one."""
        return replace(
            self,
            table=self.table.copy(),
            facts=[*self.facts],
            unmarked=self.unmarked and {name: epochs[:] for name, epochs in self.unmarked.items()},
            lists=self.lists and dict(self.lists),
            repeated=self.repeated and dict(self.repeated),
        )


def moved(fact: Fact, shift: int) -> Fact:
    """A fact of a run whose epochs are numbered anew."""
    best = fact.data.get("best_epoch")
    data = {**fact.data, "best_epoch": best + shift} if isinstance(best, int) else fact.data
    return replace(fact, epoch=None if fact.epoch is None else fact.epoch + shift, data=data)
