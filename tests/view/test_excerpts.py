"""The first sentence, and logs that show some epochs of a run only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tests.conftest import run_of, view_of
from trainlog_doctor.model import Frame, Run
from trainlog_doctor.record import replace
from trainlog_doctor.view.verdict import verdict

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack

FALLING = [0.50, 0.47, 0.45, 0.43, 0.42, 0.41, 0.40]


def test_the_epoch_to_keep_is_told_of_the_last_number_and_not_of_the_count(pack: Pack) -> None:
    frame = Frame(np.arange(95, 102), {"val_loss": np.array(FALLING)}, {})
    (run,) = view_of(pack, Run("keras-stdout", frame)).runs
    assert run.epochs == 7
    assert run.summary["en"].endswith("; keep epoch 101 of 101")
    assert "95–101" in run.facts[0]["en"]


def test_a_single_epoch_is_kept_for_want_of_another(pack: Pack) -> None:
    (run,) = view_of(pack, run_of({"loss": [0.5], "val_loss": [0.6], "val_accuracy": [0.7]})).runs
    assert run.best is not None
    assert "only epoch" in run.best.reason["en"]
    assert "shows 1 epoch only" in run.verdict.text["en"]


def test_remarks_are_named_in_the_first_sentence(pack: Pack) -> None:
    dropout = {"loss": [1.5 * value for value in FALLING], "val_loss": FALLING}
    (run,) = view_of(pack, run_of(dropout)).runs
    assert run.verdict.code is None
    assert "validation is better than training (TD402)" in run.verdict.text["en"]
    assert "验证优于训练（TD402）" in run.verdict.text["zh"]


def test_a_run_that_gets_worse_is_not_called_calm_where_no_rule_says_why(pack: Pack) -> None:
    (run,) = view_of(pack, run_of({"loss": FALLING, "val_loss": FALLING})).runs
    calm, worse = (verdict((), run.outcomes, None, seen) for seen in (None, ("worsening", "val_loss")))
    assert worse.text["en"].startswith(calm.text["en"])
    assert "`val_loss` gets worse up to the end" in worse.text["en"]
    assert "`val_loss` 直到最后都在变差" in worse.text["zh"]
    assert (calm.severity_label["en"], worse.severity_label["en"]) == (
        "no problem found",
        "worse up to the end, no cause found",
    )
    assert calm.label == worse.label == "no-finding"


def test_the_metric_that_gets_worse_is_named_and_a_selection_of_no_rule_is_told(pack: Pack) -> None:
    rising = [0.4 + 0.1 * step for step in range(1, 9)]
    run = run_of({"loss": [*FALLING, *[0.4] * 8], "val_loss": [*FALLING, *rising]})
    (told,) = view_of(replace(pack, rules={}), run).runs
    assert told.verdict.text["en"].startswith("Nothing was judged: the rules selected and ignored leave none")
    assert told.verdict.severity_label["en"] == "not judged"
    assert "`val_loss` gets worse" in told.verdict.text["en"]
    assert "没有剩下任何规则" in told.verdict.text["zh"]


def test_a_run_that_gets_nowhere_is_not_called_calm(pack: Pack) -> None:
    level = [0.57, 0.58, 0.57, 0.58, 0.57, 0.58, 0.57]
    (run,) = view_of(pack, run_of({"loss": FALLING, "val_loss": level})).runs
    assert ([phase.kind for phase in run.phases], run.findings) == (["plateau"], ())
    assert "`val_loss` shows no lasting improvement" in run.verdict.text["en"]
    assert "`val_loss` 始终没有持续的改善" in run.verdict.text["zh"]


def test_a_remark_tells_enough_of_a_run_that_gets_nowhere(pack: Pack) -> None:
    dropout = {"loss": [1.5 * value for value in FALLING], "val_loss": FALLING}
    (run,) = view_of(pack, run_of(dropout)).runs
    said = verdict(run.findings, run.outcomes, None, ("plateau", "val_loss"))
    assert "lasting" not in said.text["en"]
