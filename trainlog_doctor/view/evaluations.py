"""Runs whose log counts steps and no epochs: their rows are evaluations, and the report says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trainlog_doctor.view.phrases import word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.model import Run
    from trainlog_doctor.view.model import BestView, Text

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


def with_steps(best: BestView, steps: Mapping[int, int]) -> BestView:
    """Name the evaluation to keep, and those beside it, by number and step."""
    titles = (word("span.step", {"number": one.epoch, "step": steps.get(one.epoch)}) for one in best.columns)
    columns = tuple(replace(one, title=title) for one, title in zip(best.columns, titles, strict=True))
    if not best.worth_keeping:
        return replace(best, columns=columns)
    data = {"number": best.epoch, "step": steps.get(best.epoch)}
    return replace(best, title=word("best.title.step", data), columns=columns)
