"""The stretches of a run, worded: what each is, and how the metrics went in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.judgement.phase_metrics import ROLES_TOLD
from trainlog_doctor.view.model import PhaseView
from trainlog_doctor.view.phrases import each, listed, moved, span

if TYPE_CHECKING:
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.course import Phase

_NOWHERE = frozenset({"plateau", "stuck", "oscillating"})


def phase_view(phase: Phase) -> PhaseView:
    """Word one phase."""
    said = listed([_metric(phase, role) for role in ROLES_TOLD if role in phase.data], "parts")
    key = "course.plateau_of_loss" if "improving" in phase.data else f"phases.{phase.kind}"
    told = each(key, {"course": said}, **phase.data)
    name = translations(f"phase_names.{phase.kind}")
    return PhaseView(phase.kind, phase.first, phase.last, name, span(phase.first, phase.last), told)


def _metric(phase: Phase, role: str) -> Text:
    """Word where a metric came from and where it went, or between which values it stayed where it went nowhere.

    The ends of a jumping curve may lie far apart by chance.
    """
    data = phase.data
    if phase.kind in _NOWHERE and data[role] != data.get("improving"):
        low, high = (float(data[f"{role}_{end}"]) for end in ("low", "high"))
        key = "course.stays" if number(low) == number(high) else "course.between"
        return translations(key, {"metric": data[role], "low": low, "high": high})
    change = moved(float(data[f"{role}_change"]), 0, share=bool(data[f"{role}_relative"]))
    told = {"metric": data[role], "start": data[f"{role}_start"], "end": data[f"{role}_end"], "change": change}
    return translations("course.moved", told)
