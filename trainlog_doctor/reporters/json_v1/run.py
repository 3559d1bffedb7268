"""A run's part of the JSON report, version 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.reporters.json_v1.rules import finding_document, outcome_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.model import Fact
    from trainlog_doctor.view.document import RunView
    from trainlog_doctor.view.model import BestView, CallbacksView, PhaseView, StopNowView, VerdictView

    Document = Mapping[str, object]

_OF_EVERY_EPOCH = frozenset({"history", "logged_nan"})


def run_document(run: RunView, history: bool) -> Document:
    """Name everything that is known of a run.

    Parameters
    ----------
    history
        Whether with the values of every epoch.
    """
    seconds, unfinished, stopping = run.log.seconds, run.unfinished, run.stopping
    known = {
        "source": {"path": run.path, "format": run.format, "run": run.number, "name": run.name},
        "epochs": run.epochs,
        "planned_epochs": run.planned_epochs,
        "complete": run.complete,
        "metrics": [name for name in run.history if name != "epoch"],
        "roles": run.roles,
        "history": run.history,
        "logged_nan": run.logged_nan,
        "best_epoch": _best(run.best) if run.best else None,
        "verdict": _verdict(run.verdict),
        "phases": [_phase(phase) for phase in run.phases],
        "findings": [finding_document(finding) for finding in run.findings],
        "outcomes": [outcome_document(outcome) for outcome in run.outcomes],
        "notices": [{"code": one.code, "line": one.line, "message": one.text} for one in run.notices],
        "continues": run.continues,
        "unfinished": {"epoch": unfinished.epoch, "fraction": unfinished.fraction} if unfinished else None,
        "seconds": {"median": seconds.median, "total": seconds.total} if seconds else None,
        "facts": [_fact(fact) for fact in run.log.facts],
        "early_stopping": stopping.replayed,
        "stop": _stop(stopping.now) if stopping.now else None,
        "callbacks": _callbacks(stopping.callbacks) if stopping.callbacks else None,
    }
    return {key: value for key, value in known.items() if history or key not in _OF_EVERY_EPOCH}


def _best(best: BestView) -> Document:
    candidates = [{"by": c.by, "epoch": c.epoch, "value": c.value, "ties": c.ties} for c in best.candidates]
    return {
        "epoch": best.epoch,
        "by": best.by,
        "reason": best.reason,
        "values": best.values,
        "candidates": candidates,
    }


def _verdict(verdict: VerdictView) -> Document:
    return {
        "code": verdict.code,
        "label": verdict.label,
        "severity": verdict.severity,
        "silence": verdict.silence,
        **verdict.text,
    }


def _phase(phase: PhaseView) -> Document:
    return {"kind": phase.kind, "first": phase.first, "last": phase.last, "message": phase.text}


def _fact(fact: Fact) -> Document:
    return {"kind": fact.kind, "epoch": fact.epoch, "line": fact.line, "data": fact.data}


def _stop(stop: StopNowView) -> Document:
    found = stop.found
    return {"now": found.now, "since": found.since, "keep": found.keep, "reason": found.reason, "message": stop.text}


def _callbacks(callbacks: CallbacksView) -> Document:
    advised = callbacks.advised
    return {
        "monitor": advised.monitor,
        "mode": advised.mode,
        "patience": advised.patience,
        "min_delta": advised.min_delta,
        "code": callbacks.code,
        "message": callbacks.reason,
    }
