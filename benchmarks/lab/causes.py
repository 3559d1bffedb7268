"""What each cause is called by the rules: the code that names it, and others that are as right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Mapping[str, tuple[str, ...]] = {
    "healthy": (),
    "nan": ("TD001",),
    "divergence": ("TD002", "TD001"),
    "overfit_score_holds": ("TD101", "TD102"),
    "overfit": ("TD102", "TD101"),
    "gap": ("TD103",),
    "oscillation": ("TD201",),
    "noisy_validation": ("TD202",),
    "spike": ("TD203",),
    "stuck": ("TD301",),
    "frozen": ("TD301", "TD302", "TD304"),
    "constant_metric": ("TD302",),
    "plateau": ("TD303",),
    "underfit": ("TD304",),
    "still_improving": ("TD305",),
    "val_better": ("TD402",),
    "accuracy_on_regression": ("TD601",),
    "batchwise_f1": ("TD602",),
    "negative_loss": ("TD603",),
    "accuracy_paradox": ("TD604",),
    "leak": ("TD801",),
    "no_validation": ("TD901",),
    "too_short": ("TD902",),
}
"""Cause to codes; a run of the cause is judged rightly when one of them is found. The first is what the case is for."""
