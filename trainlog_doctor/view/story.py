"""Runs that go on from each other, told as the one training that they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.view.phrases import each, epoch_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.judgement.linked import Linked


def story(linked: Linked) -> Text:
    """Word how many phases a training has, and which of all its epochs is the best."""
    data = {**_numbered(linked), "count": len(linked.phases), "epochs": linked.epochs}
    if linked.best is None:
        return translations("facts.phases_unjudged", data)
    best = linked.best
    reason = translations(f"best.{best.reason}", {"epoch": best.epoch, "by": best.by, **best.data})
    told = translations("facts.phases", {**data, "epoch": best.epoch})
    return each("facts.because", {"text": told, "reason": reason})


def elsewhere(linked: Linked | None, last: Diagnosis) -> Text | None:
    """Say beside the epoch that a last phase names which one the whole training names; None where that is the same."""
    if linked is None or linked.best is None:
        return None
    epoch = linked.best.epoch
    if last.best is not None and (last.origin.number, last.best.epoch) == (linked.holder.origin.number, epoch):
        return None
    return translations("facts.phases_elsewhere", {**_numbered(linked), "epoch": epoch})


def _numbered(linked: Linked) -> Mapping[str, object]:
    numbers = [one.origin.number for one in linked.phases]
    return {"numbers": epoch_list(numbers), "number": linked.holder.origin.number}
