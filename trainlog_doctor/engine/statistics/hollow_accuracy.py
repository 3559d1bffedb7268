"""Whether an accuracy is high although the model finds no positives, or names one class only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.facts import CLASS_COUNTS, numeric, of_kind
from trainlog_doctor.engine.measures.saturation import saturated
from trainlog_doctor.engine.measures.windows import end, epoch_span, value_level
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic
from trainlog_doctor.engine.statistics.share_below import share_below

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    Found: TypeAlias = Iterator[tuple[float, Series, dict[str, float | str]]]

_SIDE = 4
_LAST = 3
_BESIDE = "beside", "beside_value", "majority", "cost"
_EQUAL = 0.002
"""How far an accuracy and a class's share may differ and still be equal: the last batch may be left out of either."""


def hollow_accuracy(*series: Series | None, min_accuracy: float, max_score: float, share: float) -> Measurement | None:
    """Share of the last epochs at which F1, recall or precision is next to nothing beside a high accuracy.

    Validation is judged if it has an accuracy and one of the three, else training. Where the log tells how many
    examples each class has, the share of the last epochs at which the accuracy equals that of the largest class counts
    as well; so does a standstill in which every wrong answer costs the loss as much as Keras lets it. Unit: 0 to 1; 0
    where the accuracy does not end high. None where nothing can be compared.

    Parameters
    ----------
    series
        Accuracy, F1, recall and precision of validation, then of training; then both losses.
    min_accuracy
        Accuracy that counts as high.
    max_score
        Below this a score counts as next to nothing.
    share
        Part of the run that counts as its end, 0 to 1.

    Fields
    ------
    metric, level
        The accuracy, and the median of its last values.
    beside, beside_value
        The score that is next to nothing, and its value likewise.
    majority, cost
        The share of the largest class; what a wrong answer costs of the loss. Empty, as the score is, where it is
        another of the three that counts.
    """
    usable = [one if one is not None and len(one.values) else None for one in series]
    found = [
        *_collapsed(usable[:-2], max_score, share),
        *_majority(usable[_SIDE] or usable[0], share),
        *_certain((usable[0], usable[-2]), (usable[_SIDE], usable[-1]), share=share),
    ]
    if not found:
        return None
    value, accuracy, told = max(found, key=lambda row: row[0])
    level = value_level(accuracy, _LAST)
    fields: dict[str, float | str] = {"metric": accuracy.name, "level": level, **dict.fromkeys(_BESIDE, ""), **told}
    span = epoch_span(accuracy, -len(end(accuracy.values, share, 1)))
    return Measurement(value if level >= min_accuracy else 0.0, span, fields)


def _collapsed(series: Sequence[Series | None], max_score: float, share: float) -> Found:
    for accuracy, *rest in (series[:_SIDE], series[_SIDE:]):
        scores = [one for one in rest if one is not None]
        if accuracy is None or not scores:
            continue
        for one in scores:
            told: dict[str, float | str] = {"beside": one.name, "beside_value": value_level(one, _LAST)}
            yield share_below(one, max_score, share).value, accuracy, told
        return


def _majority(accuracy: Series | None, share: float) -> Found:
    """Compare with the first table of class counts in the log: that of the training data, as a rule."""
    table = next(iter(of_kind(accuracy.run, CLASS_COUNTS)), None) if accuracy else None
    if accuracy is None or table is None:
        return
    counts = [count for value in table.data.values() if (count := numeric(value)) is not None and count > 0]
    if len(counts) < 2:
        return
    majority = max(counts) / sum(counts)
    at = np.abs(end(accuracy.values, share, 1) - majority) <= _EQUAL
    yield float(at.mean()), accuracy, {"majority": majority}


def _certain(*sides: tuple[Series | None, Series | None], share: float) -> Found:
    """The same on each side that is logged: a model that has learnt its training data tells classes apart."""
    logged = [(accuracy, loss) for accuracy, loss in sides if accuracy is not None and loss is not None]
    if logged and all(saturated(loss, accuracy, share) for accuracy, loss in logged):
        accuracy, loss = logged[0]
        cost = value_level(loss, _LAST) / (1 - value_level(accuracy, _LAST))
        yield 1.0, accuracy, {"cost": cost}


HOLLOW_ACCURACY = Statistic(
    hollow_accuracy,
    inputs=2 * _SIDE + 2,
    points=0,
    required=0,
    arguments={
        "min_accuracy": Argument("number"),
        "max_score": Argument("number"),
        "share": Argument("number", 0.5),
    },
    fields=("level", *_BESIDE),
    lacks="positives",
    units={"level": "metric", "beside_value": "beside"},
)
