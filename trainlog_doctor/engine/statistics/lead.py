"""How far, and how steadily, validation is better than training."""

from __future__ import annotations

from trainlog_doctor.engine.measures.half_epoch import at_epoch_ends
from trainlog_doctor.engine.measures.median import median
from trainlog_doctor.engine.measures.windows import relative
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

_FEWEST = 4
_FEWEST_STEADY = 3


def lead_over_training(validation: Series, training: Series, share: float) -> Measurement | None:
    """Median of (training - validation) / training over the last part of a run, training shifted by half an epoch.

    Unit: fraction of the training level where lower is better; the score's own unit where higher is better. Positive:
    validation is better. None for fewer than four epochs in common.
    Source: A. Rosebrock, Why is my validation loss lower than my training loss?, 2019.

    Parameters
    ----------
    share
        Part of the run that counts as its end, 0 to 1.

    Fields
    ------
    train_value, val_value
        Medians over that part, training shifted.
    """
    epochs, ours, theirs = at_epoch_ends(validation, training)
    if len(epochs) < _FEWEST:
        return None
    points = min(len(epochs), max(_FEWEST, round(share * len(epochs))))
    ahead = median(theirs[-points:] - ours[-points:])
    level = median(theirs[-points:])
    sign = -1 if validation.better == "higher" else 1
    fields = {"train_value": sign * level, "val_value": sign * median(ours[-points:])}
    span = (int(epochs[-points]), int(epochs[-1]))
    value = ahead if validation.better == "higher" else relative(ahead, level, training.values)
    return Measurement(value, span, fields)


LEAD_OVER_TRAINING = Statistic(
    lead_over_training,
    inputs=2,
    points=_FEWEST,
    arguments={"share": Argument("number", 0.5)},
    fields=("train_value", "val_value"),
    units={"value": "metric", "train_value": "metric", "val_value": "metric"},
)


def lead_steadiness(validation: Series, training: Series) -> Measurement | None:
    """Share of the epochs after the first at whose end validation is better than training (shifted by half an epoch).

    Unit: 0 to 1. None for fewer than three such epochs.

    Fields
    ------
    count, of_epochs
        Epochs at which it is better, and how many there were.
    """
    _, ours, theirs = at_epoch_ends(validation, training)
    better = (ours < theirs)[1:]
    if len(better) < _FEWEST_STEADY:
        return None
    return Measurement(float(better.mean()), None, {"count": int(better.sum()), "of_epochs": len(better)})


LEAD_STEADINESS = Statistic(lead_steadiness, inputs=2, points=_FEWEST_STEADY, fields=("count", "of_epochs"))
