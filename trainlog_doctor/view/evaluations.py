"""Runs whose log counts steps and no epochs: their rows are evaluations, and the report says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.record import replace
from trainlog_doctor.view.phrases import word
from trainlog_doctor.view.verdict import summary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.model import Run
    from trainlog_doctor.view.document import RunView
    from trainlog_doctor.view.model import BestView

_GROUPED = "histories.steps_grouped"
_COLUMN = "step"


def steps_of(run: Run) -> Mapping[int, int]:
    """Number of each evaluation to its step; empty where rows are epochs."""
    steps = run.frame.columns.get(_COLUMN)
    if steps is None or all(notice.code != _GROUPED for notice in run.notices):
        return {}
    return dict(zip(run.frame.epoch.tolist(), steps.astype(int).tolist(), strict=True))


def fact(steps: Mapping[int, int]) -> Text:
    """Say how many evaluations there are, between which steps, and what “epoch” means in the report."""
    every = list(steps.values())
    return word("fact.evaluations", {"count": len(every), "first": every[0], "last": every[-1]})


def in_steps(view: RunView, steps: Mapping[int, int]) -> RunView:
    """Name what stands by itself in a report by evaluation and step: the one to keep, stretches, the line of a run.

    Sentences speak of epochs all the same, and the facts say what that means.
    """
    kept = steps.get(view.best.epoch) if view.best else None
    return replace(
        view,
        summary=summary(view.verdict, view.best, view.epochs, step=kept),
        best=_best(view.best, steps) if view.best else None,
        phases=tuple(replace(one, span=_span(one.first, one.last, steps)) for one in view.phases),
        findings=tuple(replace(one, span=_span(*one.epochs, steps)) if one.epochs else one for one in view.findings),
    )


def _span(first: int, last: int, steps: Mapping[int, int]) -> Text:
    if first == last:
        return word("span.step", {"number": first, "step": steps.get(first)})
    data = {"first": first, "last": last, "first_step": steps.get(first), "last_step": steps.get(last)}
    return word("span.steps", data)


def _best(best: BestView, steps: Mapping[int, int]) -> BestView:
    titles = (word("span.step", {"number": one.epoch, "step": steps.get(one.epoch)}) for one in best.columns)
    columns = tuple(replace(one, title=title) for one, title in zip(best.columns, titles, strict=True))
    if not best.worth_keeping:
        return replace(best, columns=columns)
    data = {"number": best.epoch, "step": steps.get(best.epoch)}
    return replace(best, title=word("best.title.step", data), columns=columns)
