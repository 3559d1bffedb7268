"""A pack over one run: every rule's outcome, then root causes silence what they explain."""

from __future__ import annotations

import math
import operator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.condition import holds, names
from trainlog_doctor.engine.noise import jitter
from trainlog_doctor.engine.outcome import Measured, Outcome
from trainlog_doctor.engine.pack import RUN_ROLE, Pack
from trainlog_doctor.engine.rule import CONFIDENCES, Confidence, Param, Predicate, Reference, Rule, Value
from trainlog_doctor.engine.statistic import Series
from trainlog_doctor.engine.statistics import STATISTICS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from trainlog_doctor.engine.roles import RoleColumn, Roles
    from trainlog_doctor.model import Run

_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "gte": operator.ge,
    "lte": operator.le,
    "gt": operator.gt,
    "lt": operator.lt,
}

TOO_FEW_POINTS = "too_few_points"
TOO_FEW_EPOCHS = "too_few_epochs"


def evaluate(run: Run, roles: Roles, pack: Pack) -> tuple[Outcome, ...]:
    """Judge a run by every rule of a pack.

    Returns
    -------
    tuple of Outcome
        One a rule, in the order of the codes. A rule that another fired rule explains away is ``suppressed``.
    """
    with np.errstate(all="ignore"):  # an overflow ends as a value that is not finite, which `measure` calls unknown
        series = {
            role: make_series(role, column, run) for role, column in roles.items() if column.name in run.frame.columns
        }
        series[RUN_ROLE] = _whole(run)
        outcomes = [_judge(rule, series, len(run.frame)) for rule in pack.rules.values()]
    return tuple(_suppress(outcomes, pack))


def make_series(role: str, column: RoleColumn, run: Run) -> Series:
    """Take the finite points of a column."""
    values = run.frame.columns[column.name]
    finite = np.isfinite(values)
    points = values[finite]
    infinite = run.frame.epoch[np.isinf(values)].tolist()
    return Series(
        role=role,
        name=column.name,
        better=column.better,
        epochs=run.frame.epoch[finite],
        values=points,
        cost=-points if column.better == "higher" else points,
        jitter=jitter(points),
        nonfinite=tuple(sorted({*run.frame.logged_nan.get(column.name, ()), *infinite})),
        run=run,
    )


def _whole(run: Run) -> Series:
    """Stand in for the run as a whole: its epoch numbers as a series."""
    numbers = run.frame.epoch.astype(np.float64)
    return Series(RUN_ROLE, RUN_ROLE, None, run.frame.epoch, numbers, numbers, 0.0, (), run)


def _judge(rule: Rule, series: Mapping[str, Series], epochs: int) -> Outcome:
    if epochs < rule.min_epochs:
        return Outcome(rule.id, "skipped", rule.severity, rule.confidence, missing=(TOO_FEW_EPOCHS,))
    measured = {name: measure(predicate, series, rule.params) for name, predicate in rule.detect.items()}
    verdict = holds(rule.condition, {name: result.holds for name, result in measured.items()})
    confidence = _confidence(rule, epochs)
    if verdict is None:
        missing = (measured[name].missing for name in names(rule.condition))
        unique = tuple(dict.fromkeys(reason for reason in missing if reason))
        return Outcome(rule.id, "skipped", rule.severity, confidence, measured, missing=unique)
    if not verdict:
        return Outcome(rule.id, "clear", rule.severity, confidence, measured)
    return Outcome(rule.id, "fired", rule.severity, confidence, measured, epochs=_span(measured.values()))


def _confidence(rule: Rule, epochs: int) -> Confidence:
    """One level lower where a run is less than twice as long as the rule needs at the least."""
    level = CONFIDENCES.index(rule.confidence)
    return CONFIDENCES[max(0, level - 1)] if epochs < 2 * rule.min_epochs else rule.confidence


def _span(measured: Iterable[Measured]) -> tuple[int, int] | None:
    return next((result.epochs for result in measured if result.holds and result.epochs), None)


def measure(predicate: Predicate, series: Mapping[str, Series], params: Mapping[str, Param]) -> Measured:
    """Compute one predicate; ``holds`` is None with the missing role or reason where that cannot be done."""
    threshold = _number(predicate.threshold, params)
    statistic = STATISTICS[predicate.stat]
    absent = next((role for role in predicate.of[: statistic.required] if role not in series), None)
    if absent is not None:
        return Measured(None, None, threshold, predicate.comparison, missing=absent)
    inputs = [series.get(role) for role in predicate.of]
    if any(one is not None and len(one.values) < statistic.points for one in inputs):
        return Measured(None, None, threshold, predicate.comparison, missing=TOO_FEW_POINTS)
    given = {name: _plain(value, params) for name, value in predicate.arguments.items()}
    defaults = {name: argument.default for name, argument in statistic.arguments.items()}
    result = statistic.compute(*inputs, **(defaults | given))
    if result is None or not math.isfinite(result.value):
        return Measured(None, None, threshold, predicate.comparison, missing=statistic.lacks)
    named = {"metric": inputs[0].name} if inputs[0] is not None else {}
    return Measured(
        holds=_COMPARE[predicate.comparison](result.value, threshold),
        value=result.value,
        threshold=threshold,
        comparison=predicate.comparison,
        epochs=result.epochs,
        fields={**named, **result.fields},
    )


def _plain(value: Value, params: Mapping[str, Param]) -> float | str:
    return params[value.param].default if isinstance(value, Reference) else value


def _number(value: Value, params: Mapping[str, Param]) -> float:
    return float(_plain(value, params))


def _suppress(outcomes: Iterable[Outcome], pack: Pack) -> Iterable[Outcome]:
    """Silence what a fired rule explains; a rule that is itself silenced silences nothing."""
    current = {outcome.code: outcome for outcome in outcomes}
    fired = [code for code, outcome in current.items() if outcome.status == "fired"]
    for code in _causes_first(fired, pack):
        if current[code].status != "fired":
            continue
        for other in pack.rules[code].suppresses:
            if other in current and current[other].status == "fired":
                current[other] = replace(current[other], status="suppressed", suppressed_by=code)
    return current.values()


def _causes_first(fired: list[str], pack: Pack) -> list[str]:
    """Order fired rules so that each stands behind those which may suppress it."""
    ordered: list[str] = []
    waiting = list(fired)
    while waiting:
        free = [c for c in waiting if not any(c in pack.rules[o].suppresses for o in waiting if o != c)] or waiting[:1]
        ordered += free
        waiting = [code for code in waiting if code not in free]
    return ordered
