"""What the peers' findings mean in our codes.

A finding counts as right where any of its codes is right, and as wrong only where all of them are ruled out: the
reading that is kindest to the peer. What a history cannot show (throughput, memory, gradients) and what is no complaint
has no codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_OVERFIT = ("TD101", "TD102")
_STUCK = ("TD301", "TD302", "TD304")

CODES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "epochix": {"overfit": _OVERFIT, "divergence": ("TD001", "TD002"), "plateau": ("TD303", *_STUCK)},
    "finetune-doctor": {
        "overfitting": _OVERFIT,
        "loss_degenerate": ("TD001", "TD002"),
        "not_learning": _STUCK,
        "loss_spikes": ("TD201", "TD203"),
        "stopped_improving": ("TD303", "TD503"),
        "eval_below_train": ("TD402", "TD801"),
        "no_eval": ("TD901",),
    },
    "losslint": {
        "nan_inf": ("TD001",),
        "divergence": ("TD002",),
        "loss_spike": ("TD203", "TD201"),
        "overfit_onset": _OVERFIT,
        "stagnation": ("TD303", *_STUCK),
    },
    "runmedic": {
        "non_finite": ("TD001",),
        "divergence": ("TD002",),
        "loss_spikes": ("TD203", "TD201"),
        "overfitting": _OVERFIT,
        "no_learning": _STUCK,
        "val_below_train": ("TD402", "TD801"),
        "constant_lr_plateau": ("TD303",),
    },
    "trainproof": {
        "TP-NAN": ("TD001",),
        "TP-DIVERGE": ("TD002",),
        "TP-OVERFIT": _OVERFIT,
        "TP-DEAD-RUN": _STUCK,
        "TP-FLAT": _STUCK,
        "TP-ZERO-LOSS": ("TD601", "TD603", "TD302"),
    },
    "trainspotter": {
        "divergence": ("TD001", "TD002"),
        "spikes": ("TD203", "TD201"),
        "overfitting": _OVERFIT,
        "plateau": ("TD303", *_STUCK),
        "eval_noise": ("TD202",),
        "loss_floor": ("TD801",),
    },
}

GRAVE = frozenset({"warning", "warn", "error", "fail", "critical"})
"""The peers' words for what somebody must act on."""
