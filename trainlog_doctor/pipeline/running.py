"""The judgement of a run that goes on: what can be said of it so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.engine.outcome import Outcome
from trainlog_doctor.judgement.judge import judge, names_score
from trainlog_doctor.judgement.stop_now import stop_now
from trainlog_doctor.pipeline.options import rules_for
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.judgement.diagnosis import Diagnosis
    from trainlog_doctor.pipeline.collected import Found
    from trainlog_doctor.pipeline.options import Options

ENDING_TAG = "ending"
"""Tag of rules that speak of a run's end: while it goes on they are not asked."""

STILL_RUNNING = "still_running"
"""Why they were not, as a key of the catalogue topic ``reasons``."""


def judge_running(found: Found, pack: Pack, options: Options) -> Diagnosis:
    """Judge a run whose log still grows; rules of a run's end are skipped, and say why."""
    rules, metrics = rules_for(found, pack, options)
    waiting = {code: rule for code, rule in rules.rules.items() if ENDING_TAG in rule.tags}
    asked = {code: rule for code, rule in rules.rules.items() if code not in waiting}
    diagnosis = judge(found.origin, found.run, replace(rules, rules=asked), metrics)
    advice = stop_now(diagnosis.run, diagnosis.roles, diagnosis.best, named=names_score(metrics))
    said = {outcome.code: outcome for outcome in diagnosis.outcomes}
    for rule in waiting.values():
        said[rule.id] = Outcome(rule.id, "skipped", rule.severity, rule.confidence, missing=(STILL_RUNNING,))
    return replace(diagnosis, outcomes=tuple(said[code] for code in rules.rules), stop_now=advice)
