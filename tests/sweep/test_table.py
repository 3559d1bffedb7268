from __future__ import annotations

import math

from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.sweep.row import Fired, Row, Trouble
from trainlog_doctor.sweep.table import tabulate

F1 = RoleColumn("val_f1", "higher")
LOSS = RoleColumn("val_loss", "lower")


def run(path: str, f1: float | None = None, loss: float | None = None, **more: object) -> Row:
    both = {"val_f1": f1, "val_loss": loss}
    roles = {name: column for name, column in (("val_score", F1), ("val_loss", LOSS)) if both[column.name] is not None}
    best = {name: value for name, value in both.items() if value is not None}
    return Row(path, 1, roles=roles, best=best, last=best, judged=3, **more)  # type: ignore[arg-type]


def order(rows: list[Row], **how: bool) -> list[str]:
    return [row.path for row in tabulate(rows, **how).runs]


def test_the_score_ranks_the_runs_and_the_best_comes_first() -> None:
    rows = [run("a", 0.7, 0.2), run("b", 0.9, 0.5), run("c", 0.8, 0.1)]
    assert order(rows) == ["b", "c", "a"]
    assert tabulate(rows).metric == F1


def test_where_few_runs_have_a_score_the_loss_ranks() -> None:
    assert order([run("a", 0.7, 0.3), run("b", None, 0.2), run("c", None, 0.1)]) == ["c", "b", "a"]


def test_a_score_that_the_user_named_ranks_however_few_have_it() -> None:
    assert order([run("a", None, 0.1), run("b", None, 0.2), run("c", 0.7, 0.3)], named=True) == ["c", "a", "b"]


def test_a_loss_has_its_place_however_it_is_spelled_and_a_score_which_may_be_in_per_cent_has_none() -> None:
    loss, score = RoleColumn("Validation Loss", "lower"), RoleColumn("Val F1", "higher")
    others = [Row(name, 1, roles={"val_loss": loss}, best={loss.name: 0.2}) for name in ("b", "c")]
    assert tabulate([run("a", None, 0.1), *others]).metric == loss
    camel = Row("d", 1, roles={"val_loss": RoleColumn("valLoss", "lower")}, best={"valLoss": 0.3})
    assert order([run("a", None, 0.1), *others, camel]) == ["a", "b", "c", "d"]
    rest = Row("d", 1, roles={"val_score": score}, best={score.name: 90.0})
    assert [row.path for row in tabulate([run("e", 0.7), run("f", 0.8), rest]).unranked] == ["d"]


def test_ties_stay_in_the_order_of_the_sources() -> None:
    assert order([run("b", 0.7), run("a", 0.7), run("c", 0.9)]) == ["c", "b", "a"]


def test_runs_without_the_metric_and_with_nan_have_no_place() -> None:
    sweep = tabulate([run("a", math.nan), run("b", 0.2), run("c", None, 0.1), run("d", 0.3)])
    assert [row.path for row in sweep.ranked] == ["d", "b"]
    assert [row.path for row in sweep.unranked] == ["a", "c"]


def test_infinity_has_the_last_place() -> None:
    assert order([run("a", None, math.inf), run("b", None, 0.2)]) == ["b", "a"]


def test_what_could_not_be_read_is_apart_and_counts_nowhere() -> None:
    sweep = tabulate([Row("x", trouble=Trouble("empty", {})), run("a", 0.5)])
    assert [row.path for row in sweep.unread] == ["x"]
    assert [row.path for row in sweep.runs] == ["a"]


def test_findings_are_counted_once_a_run_the_commonest_first() -> None:
    both = (Fired("TD101", "warning"), Fired("TD305", "info"))
    rows = [run("a", 0.1, findings=both, verdict="TD101"), run("b", 0.2, findings=both[1:], silence="only-remarks")]
    sweep = tabulate(rows)
    assert dict(sweep.rules) == {"TD305": (2, "info"), "TD101": (1, "warning")}
    assert dict(sweep.verdicts) == {"warning": 1, "only-remarks": 1}


def test_a_run_that_no_rule_could_judge_is_not_a_run_without_findings() -> None:
    sweep = tabulate([run("a", silence="not-judged"), run("b", silence="no-finding")])
    assert dict(sweep.verdicts) == {"not-judged": 1, "no-finding": 1}
