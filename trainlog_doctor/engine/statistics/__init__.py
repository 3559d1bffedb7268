"""The closed set of statistics that rules may use: one module each, pure numpy over one or two series.

A run decides most rules with half of them: each is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from trainlog_doctor.engine.on_demand import OnDemand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.statistic import Statistic

_NAMES = (
    "at_epoch",
    "below_best",
    "best",
    "best_by_epoch",
    "change_since_best_of",
    "constant_share",
    "drop_since_best_of",
    "ended_by_callback",
    "echo",
    "end_behind_best",
    "epochs_since_best",
    "evaluate_gap",
    "f1_doubts",
    "first_epoch",
    "flat_share",
    "gain",
    "gap",
    "gap_over_jitter",
    "gap_over_luck",
    "gap_to_best",
    "hollow_accuracy",
    "jitter_ratio",
    "jitter_share",
    "jitter_size",
    "last",
    "late_fall",
    "lead_over_training",
    "lead_steadiness",
    "lone_constant_share",
    "loss_over_chance",
    "loss_over_guess",
    "missing_epochs",
    "monitor_problems",
    "most_points",
    "nonfinite_epochs",
    "points",
    "residual_flatness",
    "resolution",
    "reversals",
    "rise_in_all",
    "rise_on_resuming",
    "rise_over_jitter",
    "rise_share",
    "samples",
    "share_below",
    "shortfall",
    "signs_of_a_break",
    "spike",
    "swing_of_range",
    "swing_share",
    "tail_improvement",
    "tail_trend",
    "total_improvement",
    "trend_certainty",
    "trend_since_best",
    "trend_since_best_of",
    "twin_distance",
    "twin_fall",
    "twin_lead",
    "uncarried",
    "undone",
    "unrecovered",
    "uphill",
    "weights_kept",
    "without_gain",
    "worse_than_best",
)
"""A statistic's name, which is that of its module, and in capitals that of its declaration there."""


def _declared(name: str) -> Statistic:
    declared: Statistic = getattr(import_module(f"{__name__}.{name}"), name.upper())
    return declared


STATISTICS: Mapping[str, Statistic] = OnDemand(dict(zip(_NAMES, _NAMES, strict=True)), _declared)
