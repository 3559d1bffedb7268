from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import OVERFIT, run_of, view_of
from trainlog_doctor.model import Notice

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack

STEPS = {"step": [500.0 * number for number in range(1, 13)]}
GROUPED = Notice("histories.steps_grouped", data={"count": 12, "first": 500, "last": 6000})


def test_where_rows_are_evaluations_the_report_says_so_and_names_steps(pack: Pack) -> None:
    (run,) = view_of(pack, run_of({**OVERFIT, **STEPS}, notices=(GROUPED,))).runs
    assert "12 evaluations at steps 500–6000" in run.facts[0]["en"]
    assert "12 次评估" in run.facts[0]["zh"]
    assert run.best is not None
    number = run.best.epoch
    assert run.best.title["en"] == f"Keep evaluation {number} (step {500 * number})"
    assert f"第 {500 * number} 步" in run.best.title["zh"]
    kept = next(column for column in run.best.columns if column.kept)
    assert kept.title["en"] == f"evaluation {number} (step {500 * number})"
    assert run.summary["en"].endswith(f"; keep evaluation {number} of 12 (step {500 * number})")
    assert run.summary["zh"].endswith(f"第 {number}/12 次评估（第 {500 * number} 步）的权重")


def test_stretches_of_a_run_are_named_by_their_steps(pack: Pack) -> None:
    (run,) = view_of(pack, run_of({**OVERFIT, **STEPS}, notices=(GROUPED,))).runs
    spans = [phase.span for phase in run.phases] + [finding.span for finding in run.findings if finding.span]
    named = {span["en"] for span in spans}
    assert "evaluations 5–12 (steps 2500–6000)" in named
    assert not any("epoch" in name for name in named)


def test_a_column_called_step_alone_does_not_make_epochs_evaluations(pack: Pack) -> None:
    (run,) = view_of(pack, run_of({**OVERFIT, **STEPS})).runs
    assert run.facts[0]["en"] == "12 epochs"
    assert run.best is not None
    assert run.best.title["en"].startswith("Keep epoch")
