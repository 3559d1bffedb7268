"""How many examples a side is validated on, and how many classes its data has, as far as the log says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.measures.facts import CLASS_COUNTS, numeric, of_kind, validation_samples

if TYPE_CHECKING:
    from trainlog_doctor.judgement.comparison.model import Side

_IMAGES = "images-found"


def validation_size(side: Side) -> int | None:
    """Examples of the validation data: what ``fit`` said; None where the log does not tell."""
    return validation_samples(side.first.run)


def class_count(side: Side) -> int | None:
    """Number of classes, as counted in the log; None where it does not tell."""
    counted = [len(fact.data) for fact in of_kind(side.first.run, CLASS_COUNTS)]
    found = [numeric(fact.data.get("classes")) for fact in of_kind(side.first.run, _IMAGES)]
    return next(iter([*reversed(counted), *(int(count) for count in found if count)]), None)
