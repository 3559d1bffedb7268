"""The stretches of a run, worded: what each is, and how the metrics went in it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.i18n import LANGUAGES, text, translations
from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.record import dataclass
from trainlog_doctor.view.model import PhaseView
from trainlog_doctor.view.phrases import listed, relative, span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.diagnosis import Datum, Phase, PhaseKind
    from trainlog_doctor.model import Frame

_ROLES = ("val_loss", "val_score", "loss", "score")


@dataclass(frozen=True, slots=True)
class Unexplained:
    """How a run ends where no rule says why.

    Attributes
    ----------
    metric
        The metric that tells the run's progress.
    training
        The training loss where it gets worse as well; None where it does not.
    constant
        The one value that the metric has whenever it is logged; None where it moves.
    """

    kind: PhaseKind
    metric: str
    training: str | None = None
    constant: float | None = None


def phase_view(phase: Phase) -> PhaseView:
    """Word one phase."""
    said = _course(phase.data)
    key = "course.plateau_of_loss" if "improving" in phase.data else f"phases.{phase.kind}"
    told = {code: text(key, code, {**phase.data, "course": said[code]}) for code in LANGUAGES}
    name = translations(f"phase_names.{phase.kind}")
    return PhaseView(phase.kind, phase.first, phase.last, name, span(phase.first, phase.last), told)


def unexplained(phases: Sequence[Phase], frame: Frame) -> Unexplained | None:
    """What silence about a run must not hide: that it gets worse up to its end, or that nothing in it gets better."""
    if not phases or not (phases[-1].kind == "worsening" or [phase.kind for phase in phases] == ["plateau"]):
        return None
    told = phases[-1].data
    if "improving" in told:
        return None
    metric = next((str(told[role]) for role in _ROLES if role in told), None)
    if metric is None:
        return None
    training = told.get("training")
    constant = _constant(frame, metric) if phases[-1].kind == "plateau" else None
    return Unexplained(phases[-1].kind, metric, None if training is None else str(training), constant)


def _constant(frame: Frame, metric: str) -> float | None:
    values = {value for value in frame.columns[metric].tolist() if not math.isnan(value)}
    return values.pop() if len(values) == 1 else None


def _course(data: Mapping[str, Datum]) -> Text:
    """Word where each metric came from and where it went: ``val_loss`` 0.34 → 0.72 (+116%)."""
    return listed([_metric(data, role) for role in _ROLES if role in data], "parts")


def _metric(data: Mapping[str, Datum], role: str) -> Text:
    change = float(data[f"{role}_change"])
    sign = "-" if change < 0 else "+"
    shown = relative(change, 0) if data[f"{role}_relative"] else f"{sign}{number(abs(change), digits=2)}"
    told = {"metric": data[role], "start": data[f"{role}_start"], "end": data[f"{role}_end"]}
    if not shown.strip("+-0.%"):
        return translations("course.still", told)
    return translations("course.moved", {**told, "change": shown})
