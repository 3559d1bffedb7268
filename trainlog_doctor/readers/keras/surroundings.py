"""What a log has said since the last epoch about the run that may come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.model import Fact
from trainlog_doctor.readers import facts
from trainlog_doctor.readers.keras.draft import RunDraft
from trainlog_doctor.readers.keras.events import Header

if TYPE_CHECKING:
    from trainlog_doctor.readers.keras.events import Aside, Counter

ANNOUNCING = frozenset({facts.SAMPLES, facts.MODEL_SUMMARY})
"""Facts that show that what follows is a fit of its own."""

BEFORE_A_RUN = ANNOUNCING | {facts.CLASS_COUNTS, facts.IMAGES_FOUND, facts.SETTINGS, facts.BACKEND, facts.VERSION}
"""Facts that belong to the run that follows them."""

EPOCH_END = frozenset({facts.CHECKPOINT_SAVED, facts.CHECKPOINT_NOT_IMPROVED, facts.REDUCE_LR, facts.EARLY_STOPPING})
"""Facts that callbacks print before the bar of their epoch is drawn for the last time."""

MOST_WAITING = 1_000
"""How many facts may wait for a run that may never come."""


class Surroundings:
    """Remembers names and facts until a run begins.

    Attributes
    ----------
    waiting, place
        Facts of the run to come, and the name of the part of the source in which it stands.
    announced
        Whether something announced a fit of its own: a heading, ``Train on``, a model summary, another cell.
    fitting
        Whether ``Train on … samples`` was among it, which only ``fit`` prints.
    elided
        Whether lines were left out.
    spoken
        Whether the program said anything else, or measured something.
    counted, told
        The epoch that the program itself said comes now, and whether nothing has come between.
    begun
        The header that this is, of how many epochs and at which line, if the next bar follows before anything is said.
    """

    def __init__(self) -> None:
        self.waiting: list[Fact] = []
        self._name: str | None = None
        self.place: str | None = None
        self.counted: int | None = None
        self.begun: tuple[Header, int] | None = None
        self.announced = self.fitting = self.elided = self.spoken = self.told = False

    def head(self, name: str) -> None:
        """A heading names what follows, or parts it from what was before."""
        self._name, self.announced = name or self._name, True

    def hear(self, aside: Aside) -> bool:
        """Note a fact's meaning for what follows; whether it announces a fit."""
        self.fitting = self.fitting or aside.kind == facts.SAMPLES
        announcing = aside.kind in ANNOUNCING
        self.announced = self.announced or announcing
        return announcing

    def count(self, counter: Counter, line: int) -> None:
        """The program counts its epochs itself."""
        self.counted, self.told = counter.epoch, True
        self.begun = (Header(counter.epoch, counter.planned, own=True), line) if counter.planned else None

    def speak(self) -> None:
        """The program says anything else."""
        self.spoken, self.told, self.begun = True, False, None

    def keep(self, fact: Fact) -> None:
        """Let a fact wait for the run to come."""
        if len(self.waiting) < MOST_WAITING:
            self.waiting.append(fact)

    def begin(self, planned: int | None, line: int) -> RunDraft:
        """Make the draft of a run that begins here, with everything that was said of it."""
        run = RunDraft(planned, line, self._name or self.place, self.announced, self.fitting, self.spoken)
        run.note(self.waiting)
        run.counted = self.counted
        self.waiting, self._name, self.counted, self.told = [], None, None, False
        return run

    def take_back(self, run: RunDraft, epoch: int) -> None:
        """A header was the program's own count of epochs: what was said before it is said of the run to come."""
        self.waiting[:0], self._name, self.counted = run.facts, run.name, epoch

    def counts_again(self, run: RunDraft | None) -> bool:
        """Whether the program has begun to count its epochs anew since a run began."""
        return self.counted is not None and run is not None and run.counted is not None and self.counted <= run.counted

    def settle(self) -> None:
        """An epoch began: what was announced has come."""
        self.announced = self.fitting = self.elided = self.spoken = self.told = False
        self.begun = None


def fact_of(aside: Aside, epoch: int | None, line: int) -> Fact:
    """The fact of a line, which may name its epoch itself, told while an epoch was open."""
    named = told_of(aside, epoch) or epoch
    data = {name: value for name, value in aside.data.items() if name != "epoch"}
    return Fact(aside.kind, named if aside.kind not in BEFORE_A_RUN else None, line, data)


def told_of(aside: Aside, epoch: int | None) -> int | None:
    """The epoch that a line names, None if it names none or the open one.

    Until Keras 2.0 callbacks counted from 0; early stopping is told of the open one in any case.
    """
    told = aside.data.get("epoch")
    if not isinstance(told, int) or (aside.kind in EPOCH_END and epoch is not None and told in (epoch - 1, epoch)):
        return None
    return None if aside.kind == facts.EARLY_STOPPING and epoch is not None else told
