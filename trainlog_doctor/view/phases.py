"""The stretches of a run, worded: what each is, and how the metrics went in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.judgement.phase_metrics import ROLES_TOLD
from trainlog_doctor.view.model import PhaseView
from trainlog_doctor.view.phrases import each, listed, moved, span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.diagnosis import Datum, Phase


def phase_view(phase: Phase) -> PhaseView:
    """Word one phase."""
    said = _course(phase.data)
    key = "course.plateau_of_loss" if "improving" in phase.data else f"phases.{phase.kind}"
    told = each(key, {"course": said}, **phase.data)
    name = translations(f"phase_names.{phase.kind}")
    return PhaseView(phase.kind, phase.first, phase.last, name, span(phase.first, phase.last), told)


def _course(data: Mapping[str, Datum]) -> Text:
    """Word where each metric came from and where it went: ``val_loss`` 0.34 → 0.72 (+116%)."""
    return listed([_metric(data, role) for role in ROLES_TOLD if role in data], "parts")


def _metric(data: Mapping[str, Datum], role: str) -> Text:
    change = moved(float(data[f"{role}_change"]), 0, share=bool(data[f"{role}_relative"]))
    told = {"metric": data[role], "start": data[f"{role}_start"], "end": data[f"{role}_end"], "change": change}
    return translations("course.moved", told)
