"""A report of small runs, and a gate over it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tests.conftest import run_of
from trainlog_doctor.engine.loading.nodes import Place
from trainlog_doctor.errors import SourceError
from trainlog_doctor.gate.baseline import Baseline, baseline_run, run_keys
from trainlog_doctor.gate.drops import read_max_drop
from trainlog_doctor.gate.notation import read_requirement
from trainlog_doctor.gate.policy import Policy
from trainlog_doctor.gate.verdict import decide
from trainlog_doctor.judgement.judge import judge
from trainlog_doctor.judgement.report import Failure, Report
from trainlog_doctor.model import Origin

if TYPE_CHECKING:
    from tests.conftest import Series
    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.gate.result import GateResult, Item

TODAY = date(2030, 6, 15)
NAN = float("nan")
HEALTHY: Series = {
    "loss": [0.69, 0.60, 0.52, 0.46, 0.41, 0.37, 0.34, 0.32, 0.31, 0.30],
    "val_loss": [0.68, 0.61, 0.54, 0.48, 0.44, 0.40, 0.38, 0.36, 0.35, 0.34],
    "val_accuracy": [0.55, 0.63, 0.70, 0.75, 0.79, 0.82, 0.84, 0.85, 0.86, 0.86],
}
BROKEN: Series = {"loss": [0.7, 0.6, NAN, NAN, NAN, NAN], "val_loss": [0.7, 0.6, NAN, NAN, NAN, NAN]}
SILENT: Series = {"loss": [0.69, 0.60, 0.52, 0.46, 0.41, 0.37]}


def report(pack: Pack, runs: dict[str, Series], *, unread: tuple[str, ...] = ()) -> Report:
    """Judge one run a source."""
    diagnoses = tuple(judge(Origin(path, 1), run_of(series), pack) for path, series in runs.items())
    return Report(diagnoses, tuple(Failure(path, SourceError("missing")) for path in unread))


def policy(*require: str, drops: tuple[str, ...] = (), **more: Any) -> Policy:  # noqa: ANN401 - a policy's fields
    place = Place("x", 1, 1)
    demanded = tuple(read_requirement(one, place) for one in require)
    return Policy(require=demanded, max_drop=tuple(read_max_drop(one, place) for one in drops), **more)


def gated(pack: Pack, told: Report, wanted: Policy, baseline: Baseline | None = None) -> GateResult:
    paths = {one: one for one in (*(d.origin.path for d in told.diagnoses), *(e.path for e in told.errors))}
    baselines = {wanted.baseline: baseline} if wanted.baseline and baseline else {}
    return decide(told, lambda _: wanted, baselines, pack, paths, TODAY)


def baseline_of(pack: Pack, told: Report) -> Baseline:
    keys = run_keys(told.diagnoses, {})
    pairs = zip(told.diagnoses, keys, strict=True)
    return Baseline(tuple(baseline_run(one, key, pack.rules, pack.metrics) for one, key in pairs))


def brief(items: tuple[Item, ...]) -> list[tuple[str, str, str]]:
    return [(item.path, item.kind, item.subject) for item in items]
