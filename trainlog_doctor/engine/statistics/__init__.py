"""The closed set of statistics that rules may use: pure numpy over one or two series, those of one idea in one module.

A run decides most rules with half of them: each module is imported when one of its own is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from trainlog_doctor.engine.on_demand import OnDemand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.statistic import Statistic

_MODULES = {
    "below_best": ("below_best",),
    "constant_share": ("constant_share", "lone_constant_share"),
    "echo": ("echo",),
    "end_behind_best": ("end_behind_best",),
    "ending": ("missing_epochs", "ended_by_callback", "signs_of_a_break"),
    "epochs_since_best": ("epochs_since_best",),
    "evaluate_gap": ("evaluate_gap",),
    "f1_doubts": ("f1_doubts",),
    "first_epoch": ("first_epoch",),
    "flat_share": ("flat_share",),
    "gap": ("gap", "gap_to_best", "gap_over_jitter", "gap_over_luck", "uncarried"),
    "hollow_accuracy": ("hollow_accuracy",),
    "improvement": ("total_improvement", "gain", "tail_improvement", "late_fall"),
    "jitter": ("jitter_size", "jitter_share", "jitter_ratio", "jitter_over_luck", "swing_share", "swing_of_range"),
    "last": ("last",),
    "lead": ("lead_over_training", "lead_steadiness"),
    "logged": ("at_epoch", "best", "best_by_epoch"),
    "loss_over_chance": ("loss_over_chance",),
    "loss_over_guess": ("loss_over_guess",),
    "monitor_problems": ("monitor_problems",),
    "nonfinite_epochs": ("nonfinite_epochs",),
    "points": ("points", "most_points"),
    "residual_flatness": ("residual_flatness",),
    "resolution": ("resolution",),
    "reversals": ("reversals",),
    "rise": ("worse_than_best", "rise_share", "rise_over_jitter", "rise_in_all"),
    "rise_on_resuming": ("rise_on_resuming",),
    "samples": ("samples",),
    "share_below": ("share_below",),
    "shortfall": ("shortfall",),
    "since_best_of": ("change_since_best_of", "drop_since_best_of"),
    "spike": ("spike",),
    "trends": ("tail_trend", "trend_since_best", "trend_since_best_of", "trend_certainty"),
    "twins": ("twin_distance", "twin_fall", "twin_lead"),
    "undone": ("undone", "unrecovered"),
    "uphill": ("uphill",),
    "weights_kept": ("weights_kept",),
    "without_gain": ("without_gain",),
}
"""The statistics of each module, by their names, which in capitals are those of their declarations there."""

_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def _declared(name: str) -> Statistic:
    declared: Statistic = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name.upper())
    return declared


STATISTICS: Mapping[str, Statistic] = OnDemand({name: name for name in sorted(_MODULE_OF)}, _declared)
