"""What callbacks did during a run, what was measured after it, and how long it took."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.view.log.pieces import ending, piece, values
from trainlog_doctor.view.logged import SecondsView
from trainlog_doctor.view.phrases import duration, each, epoch_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.model import FloatArray
    from trainlog_doctor.view.log.pieces import Facts

_AVERAGES = frozenset({"accuracy", "micro avg", "macro avg", "weighted avg", "samples avg", "avg / total"})


def checkpoints(facts: Facts) -> Iterator[Text]:
    """Word how often checkpoints were saved, where, by what, and how often they were not."""
    saved = facts.get("checkpoint-saved", ())
    for last in saved[-1:]:
        yield piece("saved", {"count": len(saved), "epoch": last.epoch})
        if last.data.get("monitor") is not None:
            yield piece("best_saved", last.data)
        if last.data.get("path") is not None:
            yield piece("path", {"path": ending(last.data["path"])})
    if missed := len(facts.get("checkpoint-not-improved", ())):
        yield piece("not_improved", {"count": missed})


def stop(facts: Facts) -> Iterator[Text]:
    """Word what callbacks ended the run, and whose weights were put back."""
    for fact in facts.get("early-stopping", ())[-1:]:
        yield piece("early_stopping", {"epoch": fact.epoch})
    for fact in facts.get("restored-best", ())[-1:]:
        yield piece("restored", fact.data)
    if facts.get("non-finite-stop"):
        yield piece("non_finite_stop")


def learning_rate(facts: Facts) -> Iterator[Text]:
    """Word the epochs at which the learning rate fell, and what a schedule made of it."""
    if lowered := facts.get("reduce-lr"):
        epochs = sorted({fact.epoch for fact in lowered if fact.epoch is not None})
        data = {"count": len(epochs), "epochs": epoch_list(epochs), "lr": lowered[-1].data.get("lr")}
        yield piece(("reduced_unplaced", "reduced_once", "reduced")[min(len(epochs), 2)], data)
    if scheduled := facts.get("lr-schedule"):
        yield piece("scheduled", {"first": scheduled[0].data.get("lr"), "lr": scheduled[-1].data.get("lr")})


def evaluation(facts: Facts) -> Iterator[Text]:
    """Word the last result of ``evaluate`` on each part of the data."""
    found = facts.get("evaluate", ())
    for part, fact in {fact.data.get("set"): fact for fact in found}.items():
        told = values({name: value for name, value in fact.data.items() if name not in ("set", "steps")})
        if told is not None:
            yield told if part is None else each(f"facts.set.{part}", {"values": told})
    if len(found) > 1:
        yield piece("evaluations", {"count": len(found)})


def scores(facts: Facts) -> Iterator[Text]:
    """Word the scores that the program printed, each name once."""
    printed = {name: value for fact in facts.get("printed-score", ()) for name, value in fact.data.items()}
    told = values(printed)
    if told is not None:
        yield told


def report(facts: Facts) -> Iterator[Text]:
    """Word the classification report printed last: its size, its average, its weakest class."""
    rows = {str(fact.data["label"]): fact.data for fact in facts.get("classification-report", ())}
    each_f1 = {label: float(row["f1"] or 0) for label, row in rows.items() if label not in _AVERAGES}
    if not each_f1:
        return
    weakest = min(each_f1, key=lambda label: each_f1[label])
    yield piece("report_rows", {"count": len(each_f1), "f1": each_f1[weakest], "label": weakest})
    if "macro avg" in rows:
        yield piece("macro", rows["macro avg"])


def seconds(logged: FloatArray | None) -> SecondsView | None:
    """Sum up the seconds that epochs took."""
    if logged is None:
        return None
    told = logged[~np.isnan(logged)]
    # A clock that shows whole seconds says nothing of epochs that take less.
    if not told.any() or not (pace := median(told)):
        return None
    return SecondsView(pace, math.fsum(told) if len(told) == len(logged) else None)


def time(seconds: SecondsView | None) -> Iterator[Text]:
    """Word the seconds an epoch took, and their sum where that says more."""
    if seconds is None:
        return
    yield each("facts.pace", {"median": duration(seconds.median)})
    if seconds.total not in (None, seconds.median):
        yield each("facts.in_all", {"total": duration(seconds.total)})
