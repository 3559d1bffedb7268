"""What the sides are, and what they are called."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.model import STDIN
from trainlog_doctor.view.comparison.document import SideView
from trainlog_doctor.view.comparison.phrases import letter, word
from trainlog_doctor.view.findings import findings, outcomes
from trainlog_doctor.view.phrases import same
from trainlog_doctor.view.run import facts
from trainlog_doctor.view.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.rule import Severity
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.comparison.model import Side

_LONGEST_NAME = 24
"""Characters of a name that a sentence has room for."""
_NO_VERDICT = "–"


def side_views(sides: Sequence[Side], pack: Pack) -> tuple[SideView, ...]:
    """Name every side, by its source or, where there is one source only, by its runs."""
    one_source = len({side.path for side in sides}) == 1
    names = [_number(side) for side in sides] if one_source else _distinct([side.path for side in sides])
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
    path = "stdin" if side.path == STDIN else neutral(side.path)
    folds = len(side.trainings)
    run = side.first.run
    said, severity = (same(_NO_VERDICT), None) if folds > 1 else _verdict(side, pack)
    return SideView(
        letter=letter(place),
        title=f"{path} {name}" if one_source else path,
        short="stdin" if side.path == STDIN else neutral(name),
        path=side.path,
        runs=tuple(phase.origin.number for training in side.trainings for phase in training.phases),
        about=(same(run.format), *([word("side.folds", {"count": folds})] if folds > 1 else facts(run))),
        verdict=said,
        severity=severity,
    )


def _verdict(side: Side, pack: Pack) -> tuple[Text, Severity | None]:
    diagnosis = side.first
    judged = verdict(findings(diagnosis, pack.rules), outcomes(diagnosis, pack.rules), diagnosis.verdict)
    said = judged.severity_label if judged.code is None else same(f"{judged.code} {judged.label}")
    return said, judged.severity


def _number(side: Side) -> str:
    first = side.trainings[0].phases[0]
    name = side.first.run.name
    return f"#{first.origin.number} {neutral(name)}" if name else f"#{first.origin.number}"


def _distinct(paths: Sequence[str]) -> Sequence[str]:
    """Paths without the folders that all begin with, and without what all end with."""
    parts = [path.replace("\\", "/").split("/") for path in paths]
    before, after = _shared(parts), _shared([one[::-1] for one in parts])
    cut = ["/".join(one[before : len(one) - after]) for one in parts]
    return [short or path for short, path in zip(cut, paths, strict=True)]


def _shared(parts: Sequence[Sequence[str]]) -> int:
    """How many parts all have in common from the beginning on."""
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*parts, strict=False)))
