"""A pack over one run: every rule's outcome, then root causes silence what they explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.condition import holds, names
from trainlog_doctor.engine.confidence import confidence
from trainlog_doctor.engine.measuring import Bench, Deferred
from trainlog_doctor.engine.outcome import Outcome
from trainlog_doctor.engine.rule import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trainlog_doctor.engine.outcome import Measured
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.engine.rule import Rule
    from trainlog_doctor.model import Run

TOO_FEW_EPOCHS = "too_few_epochs"


def evaluate(run: Run, roles: Roles, pack: Pack, *, as_logged: bool = False) -> tuple[Outcome, ...]:
    """Judge a run by every rule of a pack.

    Parameters
    ----------
    as_logged
        As in `Bench`.

    Returns
    -------
    tuple of Outcome
        One a rule, in the order of the codes. A rule that another fired rule explains away is ``suppressed``.
    """
    bench = Bench(run, roles, as_logged=as_logged)
    with np.errstate(all="ignore"):  # an overflow ends as a value that is not finite, which is called unknown
        outcomes = [judge_rule(rule, bench) for rule in pack.rules.values()]
    return tuple(_suppress(outcomes, pack))


def judge_rule(rule: Rule, bench: Bench) -> Outcome:
    """Judge a run, as far as it was measured on its bench, by one rule alone; nothing is suppressed."""
    epochs = len(bench.run.frame)
    if epochs < rule.min_epochs:
        return Outcome(rule.id, "skipped", rule.severity, rule.confidence, missing=(TOO_FEW_EPOCHS,))
    measures = rule.measures
    verdict = holds(rule.condition, lambda name: bench.holds(measures[name]))
    if not verdict:
        sure, deferred = confidence(rule, epochs), Deferred(measures, bench.run, bench.roles, bench.as_logged)
        if verdict is False:
            return Outcome(rule.id, "clear", rule.severity, sure, deferred)
        missing = bench.lacking(measures[name] for name in names(rule.condition))
        return Outcome(rule.id, "skipped", rule.severity, sure, deferred, missing=missing)
    measured = {name: bench.compare(measure) for name, measure in measures.items()}
    sure, evidence = confidence(rule, epochs, measured), bench.evidence(measures, measured)
    return Outcome(rule.id, "fired", rule.severity, sure, evidence, epochs=_span(measured.values()))


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
