"""A pack over one run: every rule's outcome, then root causes silence what they explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.condition import holds, names
from trainlog_doctor.engine.confidence import confidence
from trainlog_doctor.engine.deferred import Deferred
from trainlog_doctor.engine.measuring import Bench
from trainlog_doctor.engine.outcome import Outcome
from trainlog_doctor.engine.outputs import outputs
from trainlog_doctor.engine.rule import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trainlog_doctor.engine.outcome import Measured, Status
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.engine.rule import Rule
    from trainlog_doctor.model import Run

TOO_FEW_EPOCHS = "too_few_epochs"

_STATUS: Mapping[bool | None, Status] = {True: "fired", False: "clear", None: "skipped"}


def evaluate(
    run: Run, roles: Roles, pack: Pack, *, as_logged: bool = False, brief: bool = False
) -> tuple[Outcome, ...]:
    """Judge a run by every rule of a pack.

    Parameters
    ----------
    as_logged
        As in `Bench`.
    brief
        As in `judge_rule`.

    Returns
    -------
    tuple of Outcome
        One a rule, in the order of the codes. A rule that another fired rule explains away is ``suppressed``.
    """
    bench = Bench(run, roles, as_logged=as_logged)
    with np.errstate(all="ignore"):  # an overflow ends as a value that is not finite, which is called unknown
        outcomes = [judge_rule(rule, bench, brief=brief) for rule in pack.rules.values()]
    bench.clear()
    return tuple(_suppress(outcomes, pack))


def evaluate_whole_and_outputs(run: Run, roles: Roles, pack: Pack, *, brief: bool = False) -> tuple[Outcome, ...]:
    """Judge a run as `evaluate` does, and each output of a model that has several by itself.

    An output is heard where the whole has nothing to say: when a rule of more than a remark fires for it, or when it
    has what the whole lacked, a score above all.
    """
    whole = evaluate(run, roles, pack, brief=brief)
    found = outputs(tuple(run.frame.columns), pack.metrics)
    if not found:
        return whole
    each = [
        [one._replace(outputs=(output,)) for one in evaluate(run, output.roles, pack, brief=brief)] for output in found
    ]
    explained = {code for one in whole if one.status == "fired" for code in pack.rules[one.code].suppresses}
    rows = zip(whole, zip(*each, strict=True), strict=True)
    return tuple(one if one.code in explained else _heard(one, rest) for one, rest in rows)


def _heard(whole: Outcome, each: Sequence[Outcome]) -> Outcome:
    """Take what the outputs say of a rule in the place of the whole's silence."""
    fired = [one for one in each if one.status == "fired" and one.severity != "info"]
    if fired and whole.status in {"clear", "skipped"}:
        return fired[0]._replace(outputs=tuple(output for one in fired for output in one.outputs))
    return next((one for one in each if one.status == "clear"), whole) if whole.status == "skipped" else whole


def judge_rule(rule: Rule, bench: Bench, *, brief: bool = False) -> Outcome:
    """Judge a run, as far as it was measured on its bench, by one rule alone; nothing is suppressed.

    Parameters
    ----------
    brief
        Whether status and epochs are enough, as they are for a row of a sweep: nothing is then said of what was
        measured or missing, nor how sure the rule is of this run.
    """
    if len(bench.run.frame) < rule.min_epochs:
        return Outcome(rule.id, "skipped", rule.severity, rule.confidence, missing=(TOO_FEW_EPOCHS,))
    measures = rule.measures
    status = _STATUS[holds(rule.condition, lambda name: bench.holds(measures[name]))]
    if not brief:
        return _told(status, rule, bench)
    span = _span(map(bench.compare, measures.values())) if status == "fired" else None
    return Outcome(rule.id, status, rule.severity, rule.confidence, epochs=span)


def _told(status: Status, rule: Rule, bench: Bench) -> Outcome:
    measures, epochs = rule.measures, len(bench.run.frame)
    if status == "fired":
        measured = {name: bench.compare(measure) for name, measure in measures.items()}
        sure, evidence = confidence(rule, epochs, measured), bench.evidence(measures, measured)
        return Outcome(rule.id, status, rule.severity, sure, evidence, epochs=_span(measured.values()))
    sure, deferred = confidence(rule, epochs), Deferred(measures, bench)
    missing = bench.lacking(measures[name] for name in names(rule.condition)) if status == "skipped" else ()
    return Outcome(rule.id, status, rule.severity, sure, deferred, missing=missing)


def _span(measured: Iterable[Measured]) -> tuple[int, int] | None:
    return next((result.epochs for result in measured if result.holds and result.epochs), None)


def _suppress(outcomes: Iterable[Outcome], pack: Pack) -> Iterable[Outcome]:
    """Silence what a fired rule explains; a rule that is itself silenced silences nothing.

    A cause is as grave as the gravest of what it explains, or a remark could take a warning from a gate. A derived
    rule that takes its original's place is as grave as its author wants it.
    """
    current = {outcome.code: outcome for outcome in outcomes}
    fired = [code for code, outcome in current.items() if outcome.status == "fired"]
    for code in _causes_first(fired, pack):
        if current[code].status != "fired":
            continue
        stands_for = _stands_for(pack.rules[code], pack)
        for other in pack.rules[code].suppresses:
            if other in current and current[other].status == "fired":
                if other not in stands_for:
                    gravest = max(current[code].severity, current[other].severity, key=SEVERITIES.index)
                    current[code] = current[code]._replace(severity=gravest)
                current[other] = current[other]._replace(status="suppressed", suppressed_by=code)
    return current.values()


def _stands_for(rule: Rule, pack: Pack) -> tuple[str, ...]:
    """The rule in whose place a derived one speaks, and what that one explains; none where both may speak."""
    base = pack.rules.get(rule.extends)
    return (base.id, *base.suppresses) if base and base.id in rule.suppresses else ()


def _causes_first(fired: list[str], pack: Pack) -> list[str]:
    """Order fired rules so that each stands behind those which may suppress it."""
    ordered: list[str] = []
    waiting = list(fired)
    while waiting:
        free = [c for c in waiting if not any(c in pack.rules[o].suppresses for o in waiting if o != c)] or waiting[:1]
        ordered += free
        waiting = [code for code in waiting if code not in free]
    return ordered
