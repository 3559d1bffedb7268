"""The tables of a comparison: what each side reaches, their order, and what is different about them."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.judgement.comparison.noise import deviation, mean
from trainlog_doctor.view.best import cells
from trainlog_doctor.view.comparison.document import TableView
from trainlog_doctor.view.comparison.phrases import change, letter, signed, word
from trainlog_doctor.view.phrases import same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.comparison.model import Side, Standing
    from trainlog_doctor.judgement.comparison.result import Comparison
    from trainlog_doctor.view.comparison.document import SideView, VersusView

    Row = tuple[Text, ...]
    Standings = Sequence[Standing | None]

NOTHING = "–"
_COMPARED = 2
MOST_BESIDE_EACH_OTHER = 4
"""Sides that have room beside each other; more of them stand below each other."""


def measures(comparison: Comparison, views: Sequence[SideView]) -> TableView:
    """What each side reaches: a row a measure, a column a side; for two sides the change too."""
    sides = comparison.sides
    heads = [same(view.letter) for view in views]
    two = len(sides) == _COMPARED
    headings = (same(""), *heads, *([word("head.change")] if two else []))
    rows = [row for standings in comparison.standings.values() for row in _of_metric(standings, two)]
    rows += [row for row in _of_course(sides, views) if any(cell != same(NOTHING) for cell in row[1:])]
    padded = tuple((*row, *[same("")] * (len(headings) - len(row))) for row in rows)
    return TableView(word("table.measures"), headings, padded)


def _of_metric(standings: Standings, two: bool) -> Iterator[Row]:
    """The best value, its epoch, the training's value there, and the gap between both."""
    known = [one for one in standings if one is not None]
    metric, better = known[0].metric, known[0].better
    values = _means(standings)
    spread = [None if one is None else deviation(one) for one in standings]
    shown = [value if sd is None else f"{value} ± {number(sd, 2)}" for value, sd in zip(values, spread, strict=True)]
    comparable = two and len(known) == _COMPARED and known[0].whole == known[1].whole
    changed = [same(change(mean(known[0]), mean(known[1]), better))] if comparable else []
    yield (word(f"row.best.{better}", {"metric": f"`{neutral(metric)}`"}), *map(same, shown), *changed)
    yield (word("row.epoch"), *(same(_epochs(one)) for one in standings))
    training = [None if one is None else _training(one) for one in standings]
    if any(value is not None for value in training):
        yield (word("row.training"), *map(same, _row(standings, training)))
        yield (word("row.gap"), *(same(_gap(one)) for one in standings))


def _row(standings: Standings, values: Sequence[float | None]) -> Sequence[str]:
    """Print the sides' values with the same decimals, if all are in one unit."""
    units = {one.whole for one in standings if one is not None}
    return cells(values) if len(units) == 1 else [cells([value])[0] for value in values]


def _means(standings: Standings) -> Sequence[str]:
    return _row(standings, [None if one is None else mean(one) for one in standings])


def _epochs(standing: Standing | None) -> str:
    return NOTHING if standing is None else _span([one.epoch for one in standing.reached])


def _span(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(set(numbers)) == 1 else f"{min(numbers)}–{max(numbers)}"


def _training(standing: Standing) -> float | None:
    known = [one.training for one in standing.reached if one.training is not None]
    return fmean(known) if known else None


def _gap(standing: Standing | None) -> str:
    """By how much validation is worse than training at that epoch."""
    training = None if standing is None else _training(standing)
    if standing is None or training is None:
        return NOTHING
    behind = mean(standing) - training
    return signed(behind if standing.better == "lower" else -behind)


def _of_course(sides: Sequence[Side], views: Sequence[SideView]) -> Iterator[Row]:
    """How long each ran, which epoch to keep, and what its verdict is."""
    yield (word("row.epochs"), *map(_ran, sides))
    yield (word("row.keep"), *(same(_kept(view)) for view in views))
    yield (word("row.seconds"), *map(_seconds, views))
    yield (word("row.verdict"), *(view.verdict for view in views))


def _ran(side: Side) -> Text:
    if len(side.trainings) > 1:
        epochs = _span([training.epochs for training in side.trainings])
        return word("epochs.folds", {"epochs": epochs, "count": len(side.trainings)})
    training = side.trainings[0]
    run = training.phases[-1].run
    planned = run.planned_epochs or None
    last = int(run.frame.epoch[-1]) if len(run.frame) else 0
    shown = last if planned else training.epochs
    return word("epochs", {"epochs": shown, "planned": planned, "open": None if training.complete else True})


def _kept(side: SideView) -> str:
    epochs = [one.keep for one in side.trainings if one.keep is not None]
    return _span(epochs) if epochs else NOTHING


def _seconds(side: SideView) -> Text:
    """In one unit for all sides."""
    known = [one.seconds for one in side.trainings if one.seconds]
    return translations("report.duration.seconds", {"value": fmean(known)}) if known else same(NOTHING)


def ranking(comparison: Comparison, views: Sequence[SideView], versus: Sequence[VersusView]) -> TableView | None:
    """Many sides, the best first; None for two."""
    if not comparison.ranking or comparison.ranked_by is None:
        return None
    labels = {one.other: one.label for one in versus} | {letter(0): word("baseline")}
    metrics = {role: next(one for one in row if one).metric for role, row in comparison.standings.items()}
    columns = [_ranked(row) for row in comparison.standings.values()]
    heads = [one for metric in metrics.values() for one in (same(f"`{neutral(metric)}`"), word("head.epoch"))]
    rows = tuple(
        (
            same(f"{views[place].letter}  {views[place].short}"),
            *(same(cell) for column in columns for cell in column[place]),
            _ran(comparison.sides[place]),
            labels[views[place].letter],
        )
        for place in comparison.ranking
    )
    title = word("table.ranking", {"metric": metrics[comparison.ranked_by], "count": len(views)})
    return TableView(
        title, (word("head.side"), *heads, word("row.epochs"), word("head.verdict", {"base": letter(0)})), rows
    )


def _ranked(standings: Standings) -> Sequence[tuple[str, str]]:
    return list(zip(_means(standings), map(_epochs, standings), strict=True))
