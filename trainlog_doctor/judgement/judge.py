"""A run to its diagnosis: roles, outcomes, verdict, best epoch, phases, callbacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trainlog_doctor.engine.evaluate import evaluate_whole_and_outputs
from trainlog_doctor.engine.roles import RoleColumn, assign
from trainlog_doctor.engine.rule import SEVERITIES
from trainlog_doctor.judgement.best_epoch import best_epoch
from trainlog_doctor.judgement.callbacks import callbacks
from trainlog_doctor.judgement.diagnosis import Diagnosis
from trainlog_doctor.judgement.phases import phases
from trainlog_doctor.judgement.silence import meaning
from trainlog_doctor.judgement.starved import without_starved
from trainlog_doctor.judgement.stopping import stops
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.judgement.advice import BestEpoch
    from trainlog_doctor.judgement.silence import Silence
    from trainlog_doctor.model import Origin, Run

NOTHING_LEARNT_TAG = "nothing-learnt"
"""Tag of rules after which no epoch is worth keeping: the best one is still named, with that as its reason."""

MEANINGLESS_ACCURACY_TAG = "meaningless-accuracy"
"""Tag of rules after which the accuracy says nothing: no epoch is chosen by it."""

LAST_NOT_BEST_TAG = "last-not-best"
"""Tag of rules which say that the last epoch is not the best: clear where loss and score together say to keep it."""

COVERAGE_TAG = "coverage"
"""Tag of rules which say that a run cannot be judged in full; of findings of severity ``info`` theirs are verdicts."""


class Judgement(NamedTuple):
    """The heart of a diagnosis: all that one row of a table of many runs needs.

    Attributes
    ----------
    verdict
        Code of the finding that a person should hear of first; None when nothing fired.
    learnt
        Whether any epoch is worth keeping.
    telling
        The roles without an accuracy that says nothing.
    """

    roles: Roles
    outcomes: tuple[Outcome, ...]
    verdict: str | None
    best: BestEpoch | None
    learnt: bool
    telling: Roles


def judge(origin: Origin, run: Run, pack: Pack, metric_overrides: Mapping[str, RoleColumn] | None = None) -> Diagnosis:
    """Judge one run.

    Parameters
    ----------
    metric_overrides
        Roles that the user fixed with ``--metric``.
    """
    run = without_starved(run)
    roles, outcomes, verdict, best, learnt, telling = _judgement(run, pack, metric_overrides or {})
    course = phases(run, roles, outcomes)
    return Diagnosis(
        origin=origin,
        run=run,
        roles=roles,
        outcomes=outcomes,
        verdict=verdict,
        best=best,
        phases=course,
        callbacks=callbacks(run, telling, best) if learnt else None,
        stops=stops(run, telling, best) if learnt else (),
        silence=None if verdict else meaning(run, roles, outcomes, course),
    )


def judge_briefly(run: Run, pack: Pack, metric_overrides: Mapping[str, RoleColumn] | None = None) -> Judgement:
    """Judge one run without telling its course or giving advice; its outcomes are brief, as `judge_rule` has it."""
    return _judgement(run, pack, metric_overrides or {}, brief=True)


def _judgement(run: Run, pack: Pack, overrides: Mapping[str, RoleColumn], *, brief: bool = False) -> Judgement:
    roles = assign(run.frame.columns, pack.metrics, overrides)
    outcomes = evaluate_whole_and_outputs(run, roles, pack, brief=brief)
    named = names_score(overrides)
    telling = roles if named else _telling(roles, outcomes, pack)
    best = best_epoch(run, telling, named=named)
    if best and best.epoch == run.frame.epoch[-1]:
        outcomes = tuple(_last_is_best(outcome, pack) for outcome in outcomes)
    gravest = _gravest(outcomes, pack)
    verdict = gravest.code if gravest else None
    learnt = not gravest or bool(gravest.outputs) or NOTHING_LEARNT_TAG not in pack.rules[gravest.code].tags
    if best and not learnt:
        best = replace(best, reason="nothing_learnt")
    return Judgement(roles, outcomes, verdict, best, learnt, telling)


def silence_of(run: Run, judgement: Judgement) -> Silence | None:
    """Say what it means that a run has no verdict; None where it has one. Its course is looked at for that alone."""
    if judgement.verdict is not None:
        return None
    roles, outcomes = judgement.roles, judgement.outcomes
    return meaning(run, roles, outcomes, phases(run, roles, outcomes))


def names_score(metric_overrides: Mapping[str, RoleColumn]) -> bool:
    """Whether the user said which metric counts: then it decides alone."""
    return not metric_overrides.keys().isdisjoint({"score", "val_score"})


def _telling(roles: Roles, outcomes: Sequence[Outcome], pack: Pack) -> Roles:
    """Leave out an accuracy of which a rule says that it measures nothing: it is no score, and rules out no loss."""
    fired = (outcome.code for outcome in outcomes if outcome.status == "fired" and not outcome.outputs)
    if not any(MEANINGLESS_ACCURACY_TAG in pack.rules[code].tags for code in fired):
        return roles
    hollow = {roles[role].name for role in ("accuracy", "val_accuracy") if role in roles}
    return {role: column for role, column in roles.items() if column.name not in hollow}


def _last_is_best(outcome: Outcome, pack: Pack) -> Outcome:
    """Take back that the last epoch is not the best one: one metric alone does not say that."""
    contradicts = outcome.status == "fired" and LAST_NOT_BEST_TAG in pack.rules[outcome.code].tags
    return outcome._replace(status="clear", epochs=None) if contradicts else outcome


def _gravest(outcomes: Sequence[Outcome], pack: Pack) -> Outcome | None:
    """Take the gravest finding, among equals one on the whole model before one on an output, then the lowest code."""
    fired = [
        outcome
        for outcome in outcomes
        if outcome.status == "fired" and (outcome.severity != "info" or COVERAGE_TAG in pack.rules[outcome.code].tags)
    ]
    return max(fired, key=lambda one: (SEVERITIES.index(one.severity), not one.outputs), default=None)
