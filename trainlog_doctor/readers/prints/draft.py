"""One run while its lines are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.readers.histories import names
from trainlog_doctor.readers.prints.counts import in_turn, is_counted
from trainlog_doctor.readers.prints.names import RATE, VALIDATED
from trainlog_doctor.readers.prints.parts import tells_measure
from trainlog_doctor.record import dataclass, field, replace

if TYPE_CHECKING:
    from trainlog_doctor.readers.prints.grammar import Printed

FEWEST_FOR_CONFIDENCE = 3


@dataclass(slots=True)
class Draft:
    """One run: what was printed of its epochs, and how."""

    line: int
    planned: int | None = None
    rows: dict[int, dict[str, float]] = field(default_factory=dict)  # epoch as printed to its metrics
    lines: dict[int, int] = field(default_factory=dict)  # epoch as printed to the line that names it first
    stepwise: bool = False  # whether any line tells of a step
    batches: bool = False  # whether an epoch has several values of a metric: its row is that of the last step
    sure: bool = True  # whether every value is tied to its name
    listed: bool = True  # whether all metrics stand on lines of their own below an epoch
    closed: set[int] = field(default_factory=set)  # epochs that some line told as a whole
    whole: set[str] = field(default_factory=set)  # metrics that lines on a whole epoch told
    stepped: set[str] = field(default_factory=set)  # metrics that only lines on a step told
    beside: set[str] = field(default_factory=set)  # metrics that only lines without an epoch of their own told so far
    scores: set[str] = field(default_factory=set)  # metrics told by dictionaries of scores
    alone: bool = False  # whether its epochs are counts that may be of anything
    latest: int = -1

    def add(self, printed: Printed) -> None:
        """Take the metrics of a line, which are the latest epoch's."""
        row = self.rows.setdefault(self.latest, {})
        again = row.keys() & printed.metrics.keys()
        self.batches = self.batches or any(row[name] != printed.metrics[name] for name in again)
        self.stepwise = self.stepwise or printed.stepwise
        self.sure = self.sure and printed.sure
        self.alone = self.alone or printed.alone
        self.listed = self.listed and printed.listed
        # Operators would make a new set of all names at every line: the keys of a mapping are no set.
        if printed.stepwise:
            self.stepped.update(printed.metrics.keys() - self.whole)
        else:
            self.closed.add(self.latest)
            self.whole.update(printed.metrics)
            self.stepped.difference_update(printed.metrics)
        if printed.epoch is None:
            self.beside.update(printed.metrics)
        else:
            self.beside.difference_update(printed.metrics)
        if printed.scores:
            self.scores.update(printed.metrics)
        row.update(printed.metrics)


def begins_anew(draft: Draft, epoch: int, printed: Printed) -> bool:
    """Whether an epoch is of another run: one before the latest, or further on by another plan."""
    if draft.alone and printed.alone:  # of which those that begin again are the batches of every epoch
        return False
    other = printed.planned is not None and draft.planned not in (None, printed.planned)
    return epoch < draft.latest or (other and epoch > draft.latest + 1)


def is_training(draft: Draft) -> bool:
    """Whether the rows are what was measured of epochs, not one loose remark, or the batches of an epoch or two."""
    disputed = draft.batches and not (draft.stepwise and draft.closed >= draft.rows.keys())
    if not measured(draft) or (disputed and len(draft.rows) < FEWEST_FOR_CONFIDENCE):
        return False
    if not tells_measure([draft.rows[epoch] for epoch in measured(draft)]):
        return False
    if draft.listed and draft.planned is None and not is_counted(list(draft.rows)):
        return False
    if draft.alone and not tells_course(draft):
        return False
    (first, *others) = draft.rows.values()
    told = draft.planned is not None or not draft.beside
    return bool(others) or (draft.sure and told and len(first) > 1)


def tells_course(draft: Draft) -> bool:
    """Whether counts alone are those of epochs: several, each once and one after the other, with losses of training."""
    counts, told = list(draft.rows), {name.lower() for name in draft.whole}
    trained = (name for name in told if not name.startswith(VALIDATED))
    if draft.batches or not any(names.is_loss(name) or f"val_{name}" in told for name in trained):
        return False
    return in_turn(counts) and len(counts) >= FEWEST_FOR_CONFIDENCE


def measured(draft: Draft) -> list[int]:
    """The epochs as printed, in order, without those at the end for which only a learning rate was set.

    Nor is one that broke off: of which steps alone are told, where each before has a line on the whole of it.
    """
    epochs = sorted(draft.rows)
    if len(epochs) > 1 and draft.closed == {*epochs[:-1]}:
        epochs.pop()
    while epochs and all(map(RATE.search, draft.rows[epochs[-1]])):
        epochs.pop()
    return epochs


def finished(draft: Draft) -> Draft:
    """A draft that may still grow, without its latest epoch where more lines on that may follow."""
    return without_latest(draft) if draft.stepwise or draft.beside else draft


def without_torn(draft: Draft) -> Draft:
    """A draft whose last line has no end, without its latest epoch where that lacks what every other one tells."""
    others, last = without_latest(draft), draft.rows.get(draft.latest, {})
    return others if others.rows and all(last.keys() < row.keys() for row in others.rows.values()) else draft


def without_latest(draft: Draft) -> Draft:
    """A draft without its latest epoch."""
    return replace(draft, rows={epoch: row for epoch, row in draft.rows.items() if epoch != draft.latest})
