"""Runs that go on from each other are one training: what its best epoch is over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.best_epoch import best_epoch
from trainlog_doctor.model import Frame, Origin, Run
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.judgement.advice import BestEpoch
    from trainlog_doctor.judgement.diagnosis import Diagnosis


@dataclass(frozen=True, slots=True)
class Linked:
    """Runs of one source, each but the first going on from the one before.

    Attributes
    ----------
    phases
        In their order.
    epochs
        How many epochs they have together.
    best
        The epoch to keep among all, by the metrics that every one of them has; None where none can be named.
    holder
        The phase that this epoch belongs to; the last one where none can be named.
    """

    phases: tuple[Diagnosis, ...]
    epochs: int
    best: BestEpoch | None
    holder: Diagnosis


def linked(diagnoses: Sequence[Diagnosis]) -> Mapping[Origin, Linked]:
    """Follow the links between runs; one entry for each that continues another and is not continued itself."""
    known = {diagnosis.origin: diagnosis for diagnosis in diagnoses}
    before = {origin: _before(diagnosis, known) for origin, diagnosis in known.items()}
    continued = {earlier.origin for earlier in before.values() if earlier is not None}
    ends = [origin for origin, earlier in before.items() if earlier is not None and origin not in continued]
    return {origin: _together(_chain(known[origin], before)) for origin in ends}


def _before(diagnosis: Diagnosis, known: Mapping[Origin, Diagnosis]) -> Diagnosis | None:
    number, origin = diagnosis.run.continues, diagnosis.origin
    if number is None or number >= origin.number:
        return None
    earlier = known.get(Origin(origin.path, number))
    return earlier if earlier is not None and _follows(earlier, diagnosis) else None


def _follows(earlier: Diagnosis, later: Diagnosis) -> bool:
    """Whether the epochs of a run come after those of another, as they must to stand in one table."""
    one, other = earlier.run.frame.epoch, later.run.frame.epoch
    return len(one) > 0 and len(other) > 0 and bool(one[-1] < other[0])


def _chain(last: Diagnosis, before: Mapping[Origin, Diagnosis | None]) -> Sequence[Diagnosis]:
    chain = [last]
    while (earlier := before[chain[0].origin]) is not None:
        chain.insert(0, earlier)
    return chain


def _together(chain: Sequence[Diagnosis]) -> Linked:
    frame = _joined([diagnosis.run.frame for diagnosis in chain])
    roles = {role: column for role, column in chain[-1].roles.items() if column.name in frame.columns}
    best = best_epoch(Run(chain[-1].run.format, frame), roles)
    holder = next((one for one in chain if best is not None and best.epoch in one.run.frame.epoch), chain[-1])
    if holder.best is None or holder.best.reason == "nothing_learnt":
        best, holder = None, chain[-1]
    return Linked(tuple(chain), len(frame), best, holder)


def _joined(frames: Sequence[Frame]) -> Frame:
    """One table of the columns that all have."""
    names = [name for name in frames[-1].columns if all(name in frame.columns for frame in frames)]
    columns = {name: np.concatenate([frame.columns[name] for frame in frames]) for name in names}
    nans = {name: tuple(epoch for frame in frames for epoch in frame.logged_nan.get(name, ())) for name in names}
    return Frame(
        np.concatenate([frame.epoch for frame in frames]), columns, {name: told for name, told in nans.items() if told}
    )
