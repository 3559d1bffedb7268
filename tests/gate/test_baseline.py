"""Baselines: findings that are no news, and values that may not drop."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import OVERFIT, run_of
from tests.gate.gating import BROKEN, HEALTHY, baseline_of, gated, policy, report
from trainlog_doctor.engine.loading.nodes import Place
from trainlog_doctor.errors import UsageError
from trainlog_doctor.gate.baseline import Baseline, BaselineRun, FindingKey, RunKey, run_keys
from trainlog_doctor.gate.baseline_file import is_baseline, read_baseline, written
from trainlog_doctor.gate.drops import read_max_drop
from trainlog_doctor.gate.policy import Policy
from trainlog_doctor.i18n import translations
from trainlog_doctor.judgement.judge import judge
from trainlog_doctor.model import Origin

if TYPE_CHECKING:
    from tests.conftest import Series
    from trainlog_doctor.engine.pack import Pack

HEAD = '{"schema": "trainlog-doctor/baseline/1", "runs": '
WORSE = {
    **HEALTHY,
    "val_accuracy": [*HEALTHY["val_accuracy"][:-1], 0.85],
    "val_loss": [*HEALTHY["val_loss"][:-1], 0.343],
}


def test_the_findings_of_a_baseline_are_no_news_and_others_are(pack: Pack) -> None:
    wanted = Policy(fail_on="info", baseline="b")
    told = report(pack, {"a": BROKEN})
    assert gated(pack, told, wanted, baseline_of(pack, told)).state == "passed"
    elsewhere = gated(pack, report(pack, {"a": BROKEN, "new": BROKEN}), wanted, baseline_of(pack, told))
    assert {item.path for item in elsewhere.items if item.state == "failed"} == {"new"}
    (healthy,) = baseline_of(pack, report(pack, {"a": HEALTHY})).runs
    assert not [key for key in healthy.accepted if key.rule == "TD001"]


def test_a_finding_in_another_metric_is_news(pack: Pack) -> None:
    told = report(pack, {"a": OVERFIT})
    known = baseline_of(pack, told)
    (run,) = known.runs
    moved = Baseline((replace(run, accepted=frozenset(key._replace(role="lr") for key in run.accepted)),))
    wanted = Policy(fail_on="warning", baseline="b")
    assert gated(pack, told, wanted, known).state == "passed"
    assert gated(pack, told, wanted, moved).state == "failed"
    assert FindingKey("TD101", "val_loss") in run.accepted


@pytest.mark.parametrize(
    ("drop", "state"),
    [
        ("val_accuracy=0.01", "passed"),  # to the digit: 0.86 - 0.01 is 0.85
        ("val_accuracy=0.009", "failed"),
        ("val_accuracy=2%", "passed"),
        ("val_accuracy=1%", "failed"),
        ("best(val_accuracy)=0", "passed"),
        ("last(val_accuracy)=0", "failed"),
        ("val_loss=0.01", "passed"),
        ("last(val_loss)=0.002", "failed"),
        ("val_score=0.009", "failed"),
        ("val_auc=0.1", "unjudged"),
    ],
)
def test_a_value_may_drop_by_what_is_allowed(drop: str, state: str, pack: Pack) -> None:
    known = baseline_of(pack, report(pack, {"main": HEALTHY}))
    assert gated(pack, report(pack, {"a": WORSE}), policy(drops=(drop,), baseline="b"), known).state == state


@pytest.mark.parametrize("measure", ["val_loss", "best(val_loss)", "last(val_loss)", "last(val_f1)"])
def test_a_run_is_not_worse_than_itself_by_any_measure(measure: str, pack: Pack) -> None:
    told = report(pack, {"a": OVERFIT})
    wanted = policy(drops=(f"{measure}=0",), baseline="b", fail_on=None)
    assert gated(pack, told, wanted, baseline_of(pack, told)).state == "passed"


def test_noise_is_that_of_the_baseline(pack: Pack) -> None:
    jittery = {**HEALTHY, "val_accuracy": [0.55, 0.70, 0.62, 0.78, 0.72, 0.85, 0.78, 0.88, 0.82, 0.86]}
    wanted = policy(drops=("last(val_accuracy)=noise",), baseline="b")
    for earlier, state in ((jittery, "passed"), (HEALTHY, "failed")):
        known = baseline_of(pack, report(pack, {"main": earlier}))
        lower = {**HEALTHY, "val_accuracy": [*HEALTHY["val_accuracy"][:-1], 0.80]}
        assert gated(pack, report(pack, {"a": lower}), wanted, known).state == state


def test_runs_without_a_counterpart_are_unjudged(pack: Pack) -> None:
    known = baseline_of(pack, report(pack, {"x": HEALTHY, "y": HEALTHY}))
    result = gated(
        pack, report(pack, {"x": HEALTHY, "z": HEALTHY}), policy(drops=("val_loss=1%",), baseline="b"), known
    )
    assert [(item.path, item.state, item.reason) for item in result.items] == [
        ("z", "unjudged", "drop.no_counterpart"),
        ("x", "passed", ""),
    ]
    reason = translations(f"gate.{result.items[0].reason}", result.items[0].data)
    assert reason["en"] == "the baseline has no run “z” to compare with; it has: x, y"
    assert reason["zh"].endswith("：x、y")


@pytest.mark.parametrize(
    ("column", "reason", "told"),
    [
        ("val_mystery", "drop.no_direction", "val_mystery should rise or fall"),
        ("val_auc", "drop.not_in_baseline", "; it has: "),
    ],
)
def test_a_value_that_cannot_be_held_against_the_baseline_is_unjudged_and_says_why(
    column: str, reason: str, told: str, pack: Pack
) -> None:
    known = baseline_of(pack, report(pack, {"main": HEALTHY}))
    run = {**HEALTHY, column: HEALTHY["val_accuracy"]}
    (item,) = gated(pack, report(pack, {"a": run}), policy(drops=(f"{column}=0.1",), baseline="b"), known).items
    assert (item.state, item.reason) == ("unjudged", reason)
    assert told in translations(f"gate.{item.reason}", item.data)["en"]


def test_the_runs_of_one_source_are_compared_by_name() -> None:
    runs = tuple(RunKey("main.log", name) for name in ("fold 1", "fold 2"))
    known = Baseline(tuple(BaselineRun(key) for key in runs))
    found = known.counterpart(RunKey("pr.log", "fold 2"))
    assert found is not None
    assert found.key.run == "fold 2"
    assert known.counterpart(RunKey("pr.log", "fold 3")) is None
    assert [key.label for key in (*runs, RunKey("a.log", "1"))] == ["main.log: fold 1", "main.log: fold 2", "a.log"]


def test_names_that_several_runs_have_name_none_of_them(pack: Pack) -> None:
    runs = [run_of(HEALTHY, name=name) for name in ("fold", "fold", "last")]
    diagnoses = [judge(Origin("a.log", number), run, pack) for number, run in enumerate(runs, start=1)]
    assert [key.run for key in run_keys(diagnoses, {"a.log": "runs/a.log"})] == ["1", "2", "last"]


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_a_file_is_sorted_and_reads_back_the_same(order: tuple[str, str], pack: Pack) -> None:
    runs: dict[str, Series] = {path: {"a": BROKEN, "b": HEALTHY}[path] for path in order}
    known = baseline_of(pack, report(pack, runs))
    text = written(known)
    again = read_baseline(text.encode(), "b.json")
    assert [run.key.path for run in again.runs] == ["a", "b"]
    assert written(again) == text
    assert again.runs[1].metrics["val_loss"].best == 0.34
    assert is_baseline(text.encode())
    assert "NaN" not in text
    edited_on_windows = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert read_baseline(edited_on_windows, "b.json") == again


@pytest.mark.parametrize(
    "broken",
    [
        '{"schema": "trainlog-doctor/baseline/1"',
        '{"schema": 1, "runs": []}',
        '{"schema": "trainlog-doctor/baseline/1", "runs": {}}',
        HEAD + f'[{{"path": "a", "run": "1", "metrics": {{"x": {{"best": {10**400}}}}}}}]}}',
        HEAD + "[1]}",
        HEAD + '[{"path": 1, "run": "1"}]}',
        HEAD + '[{"path": "a", "run": "1", "accepted": [{"rule": "x"}]}]}',
        HEAD + '[{"path": "a", "run": "1", "metrics": {"x": {"best": "1"}}}]}',
        HEAD + '[{"path": "a", "run": "1", "metrics": {"x": {"best": true}}}]}',
    ],
)
def test_a_broken_file_is_refused(broken: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_baseline(broken.encode(), "b.json")
    assert raised.value.key == "gate.bad_baseline"


def test_a_run_that_a_merge_left_twice_is_named() -> None:
    merged = HEAD + '[{"path": "a", "run": "1"}, {"path": "b", "run": "1"}, {"path": "a", "run": "1"}]}'
    with pytest.raises(UsageError) as raised:
        read_baseline(merged.encode(), "b.json")
    assert (raised.value.key, raised.value.data["run"]) == ("gate.run_twice", "a")


def test_a_baseline_of_another_version_is_told_as_such() -> None:
    newer = b'{"runs": {}, "schema": "trainlog-doctor/baseline/2"}'
    assert is_baseline(newer)
    with pytest.raises(UsageError) as raised:
        read_baseline(newer, "b.json")
    assert (raised.value.key, raised.value.data["schema"]) == ("gate.other_baseline", "trainlog-doctor/baseline/2")


@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(UsageError):
        read_baseline(data, "b.json")


@pytest.mark.parametrize(
    "text", ["val_f1", "=0.1", "val_f1=x", "val_f1=-0.1", "val_f1=", "gap(a,b)=0.1", "best()=1", "val_f1=nan"]
)
def test_a_limit_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_max_drop(text, Place("--max-drop", 1, 1))
    assert raised.value.key == "gate.bad_max_drop"
