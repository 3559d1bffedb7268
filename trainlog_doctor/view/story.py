"""Runs that go on from each other, told as the one training that they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.view.phrases import each, epoch_list

if TYPE_CHECKING:
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.linked import Linked


def story(linked: Linked) -> Text:
    """Word how many phases a training has, and which of all its epochs is the best."""
    data = {
        "numbers": epoch_list(linked.numbers),
        "count": len(linked.numbers),
        "epochs": linked.epochs,
        "number": linked.number,
    }
    if linked.best is None:
        return translations("facts.phases_unjudged", data)
    best = linked.best
    reason = translations(f"best.{best.reason}", {"epoch": best.epoch, "by": best.by, **best.data})
    told = translations("facts.phases", {**data, "epoch": best.epoch})
    return each("facts.because", {"text": told, "reason": reason})
