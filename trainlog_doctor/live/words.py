"""The wording of what is said live; the sentences themselves stand in the catalogue topic ``live``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from trainlog_doctor.i18n import LANGUAGES, translations
from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.live.eta import clock
from trainlog_doctor.record import dataclass
from trainlog_doctor.view.phrases import each, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trainlog_doctor.engine.roles import RoleColumn
    from trainlog_doctor.engine.rule import Rule, Severity
    from trainlog_doctor.i18n import Text
    from trainlog_doctor.judgement.advice import StopNow
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.model import Run
    from trainlog_doctor.view.model import FindingView

_BETWEEN = "  "
_LEAST_PLAIN, _MOST_PLAIN = 1e-3, 1e4
_SHOWN_ROLES = (("val_loss", "loss"), ("val_score", "score"))
"""Of each pair the first that the run has."""

Kind: TypeAlias = Literal["epoch", "finding", "cleared", "stop", "trouble"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said.

    Attributes
    ----------
    kind
        An ``epoch`` line is out of date with the next one; all others are said once.
    texts
        The same from the fullest wording to the shortest, for narrow terminals.
    detail
        What is to be said of it at length.
    severity
        That of a finding.
    """

    kind: Kind
    texts: tuple[Text, ...]
    detail: Text | None = None
    severity: Severity | None = None


def said(key: str, data: Mapping[str, object] | None = None) -> Text:
    """Word a key of the topic ``live`` in every language."""
    return translations(f"live.{key}", data)


def trouble(key: str, **data: object) -> Line:
    """Something about the listening itself."""
    return Line("trouble", (said(key, data),))


def epoch_line(diagnosis: Diagnosis, seconds: float | None) -> Line:
    """The latest epoch: its number, the metrics that count and how they compare with their best, the time left."""
    run = diagnosis.run
    head = _place(diagnosis)
    columns = list(_shown(diagnosis))
    left = [] if seconds is None else [said("eta", {"time": clock(seconds)})]
    long = [_value(run, column, compared=True) for column in columns]
    short = [_value(run, column, compared=False) for column in columns]
    tellings = ([head, *long, *left], [head, *long[:1], *short[1:], *left], [head, *short, *left], [head, *short[:1]])
    return Line("epoch", tuple(_joined(parts) for parts in tellings))


def finding_line(epoch: int, finding: FindingView) -> Line:
    """A finding that fires."""
    names = {"epoch": same(str(epoch)), "code": same(finding.code), "name": same(finding.name)}
    head = each("live.fired", {**names, "severity": finding.severity_label})
    return Line("finding", (head,), finding.message, finding.severity)


def cleared_line(epoch: int, rule: Rule) -> Line:
    """A finding that is so no longer."""
    return Line("cleared", (said("cleared", {"epoch": epoch, "code": rule.id, "name": rule.name}),))


def stop_line(epoch: int, stop: StopNow) -> Line:
    """That the training might as well end now."""
    reason = translations(f"stop_now.{stop.reason}", {"since": stop.since, "keep": stop.keep, **stop.data})
    return Line("stop", (said("stop", {"epoch": epoch}),), reason)


def _place(diagnosis: Diagnosis) -> Text:
    run, origin = diagnosis.run, diagnosis.origin
    data = {"epoch": int(run.frame.epoch[-1]), "planned": run.planned_epochs}
    epoch = said("epoch" if run.planned_epochs is None else "epoch_planned", data)
    if origin.number == 1 and not run.name:
        return epoch
    name = same(run.name) if run.name else said("run", {"number": origin.number})
    return each("live.of_run", {"run": name, "epoch": epoch})


def _shown(diagnosis: Diagnosis) -> Iterator[RoleColumn]:
    for pair in _SHOWN_ROLES:
        known = (diagnosis.roles[role] for role in pair if role in diagnosis.roles)
        yield from (column for column in [next(known, None)] if column and column.name in diagnosis.run.frame.columns)


def _value(run: Run, column: RoleColumn, *, compared: bool) -> Text:
    values = run.frame.columns[column.name]
    data = {"metric": column.name, "value": _number(float(values[-1]))}
    costs = -values if column.better == "higher" else values
    if column.better is None or not np.isfinite(costs).any():
        return said("value", data)
    best = int(np.argmin(np.where(np.isfinite(costs), costs, np.inf)))
    if best == len(values) - 1:
        return said("best_high" if column.better == "higher" else "best_low", data)
    if not compared:
        return said("value", data)
    level = costs[-1] == costs[best]
    behind = {"best": _number(float(values[best])), "at": str(run.frame.epoch[best])}
    return said("level" if level else "behind", data | behind)


def _number(value: float) -> str:
    """As Keras prints it, so that the digits of an epoch stand below those of the one before."""
    return f"{value:.4f}" if _LEAST_PLAIN <= abs(value) < _MOST_PLAIN else number(value)


def _joined(parts: Iterable[Text]) -> Text:
    told = list(parts)
    return {language: _BETWEEN.join(part[language] for part in told) for language in LANGUAGES}
