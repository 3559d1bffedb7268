"""What is demanded of a run's numbers: requirements, and values that may not drop below the baseline's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.brief import first_few
from trainlog_doctor.gate.baseline import Baseline
from trainlog_doctor.gate.drops import as_requirement
from trainlog_doctor.gate.evaluation import measured, with_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.roles import MetricTable
    from trainlog_doctor.gate.case import Case
    from trainlog_doctor.gate.policy import MaxDrop, Policy
    from trainlog_doctor.gate.result import Datum, Item, State

_STATES: Mapping[str, State] = {"fired": "failed", "skipped": "unjudged", "clear": "passed"}


def demand_items(case: Case, table: MetricTable) -> Iterator[Item]:
    """Evaluate every demand on a run."""
    required = case.policy.require
    for one, outcome in zip(required, measured(case.diagnosis, required, table), strict=True):
        yield case.item("requirement", *_answer(one.text, outcome), outcome=outcome, requirement=one)
    for drop in case.policy.max_drop:
        yield _drop(case, drop, table)


def named_by(policy: Policy) -> tuple[str, ...]:
    """Roles and columns that a policy's demands name."""
    required = (name for one in policy.require for name in one.series)
    return (*required, *(drop.series for drop in policy.max_drop))


def _drop(case: Case, drop: MaxDrop, table: MetricTable) -> Item:
    """Hold a value against the baseline's: what it must reach is a requirement like any other."""
    known = case.baseline or Baseline(())
    earlier = known.counterpart(case.key)
    if earlier is None:
        there = first_few([one.key.label for one in known.runs])
        return _unknown(case, drop, "no_counterpart", run=case.key.label, there=there)
    column = with_columns(case.diagnosis, (drop.series,), table).get(drop.series)
    if column is None:
        return _unknown(case, drop, "not_in_run", metric=drop.series)
    if column.better is None:
        return _unknown(case, drop, "no_direction", metric=column.name)
    standing = earlier.metrics.get(column.name)
    value: float | None = getattr(standing, drop.value, None)
    if standing is None or value is None:
        return _unknown(case, drop, "not_in_baseline", metric=column.name, there=first_few(list(earlier.metrics)))
    demand = as_requirement(drop, value, standing.noise or 0.0, column.better)
    (outcome,) = measured(case.diagnosis, (demand,), table)
    data = {"baseline": value}
    return case.item("drop", *_answer(drop.text, outcome), outcome=outcome, requirement=demand, data=data)


def _answer(subject: str, outcome: Outcome) -> tuple[State, str, int | None]:
    """How a demand came out, and the epoch of the first value that does not suffice."""
    short = (one.epochs[0] for one in outcome.measured.values() if one.epochs and one.holds is False)
    return _STATES[outcome.status], subject, next(short, None)


def _unknown(case: Case, drop: MaxDrop, reason: str, **data: Datum) -> Item:
    return case.item("drop", "unjudged", drop.text, reason=f"drop.{reason}", data=data)
