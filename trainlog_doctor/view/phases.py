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
    data, metric = phase.data, phase.data[role]
    told = {"metric": metric, **{part: data[f"{role}_{part}"] for part in ("low", "high", "start", "end")}}
    low, high, start = (number(float(told[part])) for part in ("low", "high", "start"))
    nowhere = phase.kind in _NOWHERE and metric != data.get("improving")
    if nowhere or low == high == start:
        return translations("course.stays" if low == high else "course.between", told)
    change = moved(float(data[f"{role}_change"]), 0, share=bool(data[f"{role}_relative"]))
    return translations("course.moved", {**told, "change": change})
