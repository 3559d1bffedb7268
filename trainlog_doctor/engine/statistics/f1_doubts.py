"""How strongly the log speaks against its F1 being that of a whole data set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.measures.f1 import (
    Doubt,
    against_parts,
    behind_validation,
    made_of_parts,
    restlessness,
    weighted_over_classes,
)
from trainlog_doctor.engine.measures.positives import against_positives
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIDE = 4
_FEWEST = 4


def f1_doubts(
    *series: Series | None, tolerance: float, max_shortfall: float, jump_ratio: float, max_lag: float
) -> Measurement | None:
    """Strongest of four comparisons (``engine.measures.f1``, ``positives``), over the least deviation that counts.

    Unit: ratio; 1 counts.

    The last two are not made where the training F1 is 2PR / (P + R) in every epoch. None where the log holds too little
    beside the F1 for any of them.

    Parameters
    ----------
    series
        F1, accuracy, precision and recall of training, then of validation.
    tolerance
        Distance from 2PR / (P + R); not asked where the recall is the accuracy, as in means weighted over classes.
    max_shortfall
        Distance below what the errors allow, given the positives that other epochs prove.
    jump_ratio
        Jumps of the training F1 over what the accuracy explains.
    max_lag
        Lag of the training F1 behind validation's that the accuracies don't explain.

    Fields
    ------
    metric, yardstick, logged, expected, jumps
        Of the strongest comparison.
    """
    usable = [one if one is not None and len(one.values) >= _FEWEST else None for one in series]
    train, validation = usable[:_SIDE], usable[_SIDE:]
    if train[0] is None and validation[0] is None:
        return None
    found = [
        *((abs(one.logged - one.expected) / tolerance, one) for one in _parts(validation, train)),
        *(((one.expected - one.logged) / max_shortfall, one) for one in _positives(train, validation)),
    ]
    if train[0] and not made_of_parts(train[0], *train[2:]):
        found += [
            *((one.logged / one.expected / jump_ratio, one) for one in _jumps(train)),
            *(((one.expected - one.logged) / max_lag, one) for one in _lags(train, validation)),
        ]
    if not found:
        return None
    value, doubt = max(found, key=lambda pair: pair[0])
    return Measurement(value, None, doubt._asdict())


def _parts(*sides: list[Series | None]) -> Iterator[Doubt]:
    for f1, accuracy, precision, recall in sides:
        if not (f1 and precision and recall) or weighted_over_classes(accuracy, recall):
            continue
        if doubt := against_parts(f1, precision, recall):
            yield doubt


def _positives(*sides: list[Series | None]) -> Iterator[Doubt]:
    for f1, accuracy, precision, recall in sides:
        if f1 and accuracy:
            for parts in (None, (precision, recall) if precision and recall else None):
                if doubt := against_positives(f1, accuracy, parts):
                    yield doubt


def _jumps(train: list[Series | None]) -> Iterator[Doubt]:
    """Only the training data are shuffled; the batches of validation are the same each epoch."""
    f1, accuracy = train[:2]
    if f1 and accuracy and (doubt := restlessness(f1, accuracy)):
        yield doubt


def _lags(train: list[Series | None], validation: list[Series | None]) -> Iterator[Doubt]:
    f1, accuracy, val_f1, val_accuracy = *train[:2], *validation[:2]
    if f1 and accuracy and val_f1 and val_accuracy:
        doubt = behind_validation(f1, accuracy, val_f1, val_accuracy)
        if doubt:
            yield doubt


F1_DOUBTS = Statistic(
    f1_doubts,
    inputs=2 * _SIDE,
    points=0,
    required=0,
    arguments={
        "tolerance": Argument("number"),
        "max_shortfall": Argument("number"),
        "jump_ratio": Argument("number"),
        "max_lag": Argument("number"),
    },
    fields=("yardstick", "logged", "expected", "jumps"),
    lacks="f1_checked",
    units={"logged": "metric", "expected": "metric"},
)
