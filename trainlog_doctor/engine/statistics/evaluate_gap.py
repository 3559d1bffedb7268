"""How far ``evaluate`` on the training data is from what ``fit`` printed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.facts import EVALUATE, RESTORED_BEST, SAMPLES, numeric, of_kind
from trainlog_doctor.engine.statistic import Argument, Measurement, Series, Statistic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.model import Fact, Scalar

_TRAINING = "train"


def evaluate_gap(*series: Series | None, min_loss_gap: float, min_score_gap: float) -> Measurement | None:
    """Distance of ``evaluate`` on the training data from ``fit``, over the least distance that counts. Unit: ratio.

    The distance is a share of the larger value where lower is better (0.85: one is about seven times the other), in the
    score's own unit where higher is better; the larger ratio of the given series counts. ``fit``'s value is that of the
    epoch whose weights were evaluated: the last one, or the one that was restored.

    It counts as evaluated on the training data when the log says so (``set``), or when it ran over as many samples as
    ``fit`` trained on. None where the log shows no such evaluation.

    Fields
    ------
    metric, fit_value, evaluate_value
        Of the series that differs most.
    """
    found = [measured for one in series if one and (measured := _measure(one, min_loss_gap, min_score_gap))]
    return max(found, key=lambda measured: measured.value, default=None)


def _measure(series: Series, min_loss_gap: float, min_score_gap: float) -> Measurement | None:
    evaluated = _evaluated(series)
    at = None if evaluated is None else _position(series)
    if evaluated is None or at is None:
        return None
    fitted = float(series.values[at])
    apart, largest = abs(evaluated - fitted), max(abs(evaluated), abs(fitted)) or 1.0
    ratio = apart / min_score_gap if series.better == "higher" else apart / largest / min_loss_gap
    return Measurement(ratio, None, {"metric": series.name, "fit_value": fitted, "evaluate_value": evaluated})


def _evaluated(series: Series) -> float | None:
    sizes = [fact.data.get(_TRAINING) for fact in of_kind(series.run, SAMPLES)]
    facts = [fact for fact in of_kind(series.run, EVALUATE) if _on_training(fact, sizes)]
    values = [numeric(fact.data.get(series.name)) for fact in facts]
    finite = [value for value in values if value is not None and math.isfinite(value)]
    return series.measured(finite[-1]) if finite else None


def _on_training(fact: Fact, sizes: Sequence[Scalar]) -> bool:
    told = fact.data.get("set")
    return told == _TRAINING if told is not None else fact.data.get("steps") in [size for size in sizes if size]


def _position(series: Series) -> int | None:
    """Position of the epoch whose weights were evaluated; None where the log does not tell which were restored."""
    restored = of_kind(series.run, RESTORED_BEST)
    if not restored:
        return len(series.values) - 1 if len(series.values) else None
    at = np.flatnonzero(series.epochs == (restored[-1].data.get("best_epoch") or 0))
    return int(at[0]) if len(at) else None


EVALUATE_GAP = Statistic(
    evaluate_gap,
    inputs=2,
    points=0,
    required=0,
    arguments={"min_loss_gap": Argument("number"), "min_score_gap": Argument("number")},
    fields=("fit_value", "evaluate_value"),
    lacks="evaluated_training",
    units={"fit_value": "metric", "evaluate_value": "metric"},
)
