"""What the sides are, and what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.judgement.comparison.facts import seconds_per_epoch
from trainlog_doctor.judgement.comparison.obstacles import NOTHING_LEARNT
from trainlog_doctor.view.comparison.document import SideView, TrainingView
from trainlog_doctor.view.comparison.phrases import letter, word
from trainlog_doctor.view.findings import findings, outcomes
from trainlog_doctor.view.phrases import same
from trainlog_doctor.view.run import facts
from trainlog_doctor.view.titles import apart, own, source
from trainlog_doctor.view.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.comparison.model import Side, Training
    from trainlog_doctor.judgement.diagnosis import Diagnosis

_LONGEST_NAME = 24
"""Characters of a name that a sentence has room for."""
_NO_VERDICT = "–"


def side_views(sides: Sequence[Side], pack: Pack) -> tuple[SideView, ...]:
    """Name every side, by its source or, where there is one source only, by its runs."""
    paths = [side.path for side in sides]
    one_source = len(set(paths)) == 1
    names = map(_number, sides) if one_source else map(apart(paths), paths)
    return tuple(
        _view(side, place, name, pack, one_source=one_source)
        for place, (side, name) in enumerate(zip(sides, names, strict=True))
    )


def called(sides: Sequence[SideView]) -> Sequence[Text]:
    """What sentences call the sides: the letter, with the name where that is short."""
    return [
        word("called" if len(one.short) <= _LONGEST_NAME else "called.plain", {"letter": one.letter, "name": one.short})
        for one in sides
    ]


def _view(side: Side, place: int, name: str, pack: Pack, *, one_source: bool) -> SideView:
    path = source(side.path)
    folds = len(side.trainings)
    trainings = tuple(map(_training, side.trainings))
    run = side.first.run
    return SideView(
        letter=letter(place),
        title=f"{path} {name}" if one_source else path,
        short=name,
        path=side.path,
        runs=tuple(number for training in trainings for number in training.runs),
        about=(same(run.format), *([word("side.folds", {"count": folds})] if folds > 1 else facts(run))),
        verdict=same(_NO_VERDICT) if folds > 1 else _verdict(side.first, pack),
        trainings=trainings,
    )


def _training(one: Training) -> TrainingView:
    judged = one.judged
    learnt = judged.best is not None and judged.best.reason != NOTHING_LEARNT
    return TrainingView(
        runs=tuple(phase.origin.number for phase in one.phases),
        epochs=one.epochs,
        complete=one.complete,
        keep=judged.best.epoch if judged.best and learnt else None,
        keep_run=judged.origin.number,
        seconds=seconds_per_epoch(judged.run),
    )


def _verdict(one: Diagnosis, pack: Pack) -> Text:
    return verdict(one, findings(one, pack.rules), outcomes(one, pack.rules)).brief


def _number(side: Side) -> str:
    first = side.trainings[0].phases[0]
    return own(first.origin.number, side.first.run.name, numbered=True)
