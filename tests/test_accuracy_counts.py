"""What is counted as right and wrong, on answers made up for the purpose."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.scoring import folder, regret
from benchmarks.scoring.answers import Answer
from benchmarks.scoring.confusion import of_rules, overall
from benchmarks.scoring.example import Curves, Example, Known
from benchmarks.scoring.interval import wilson
from benchmarks.scoring.mistakes import mistakes
from benchmarks.scoring.stability import stability

if TYPE_CHECKING:
    from pathlib import Path


def example(name: str, known: Known, **changed: object) -> Example:
    return replace(Example(name, name.partition("/")[0], "fitting", (), known), **changed)  # type: ignore[arg-type]


def answer(*found: str, warned: bool = True, verdict: str | None = None) -> Answer:
    return Answer(frozenset(found), frozenset(found) if warned else frozenset(), verdict)


def test_a_rule_is_counted_where_it_is_expected_and_where_it_is_forbidden() -> None:
    examples = [
        example("a/1", Known(("TD101", "TD102"))),
        example("a/2", Known(("TD101", "TD102"))),
        example("b/1", Known(silent=frozenset({"TD101"}))),
        example("b/2", Known(silent=frozenset({"TD101"}))),
    ]
    given = {"a/1": answer("TD102"), "a/2": answer("TD103"), "b/1": answer("TD101"), "b/2": answer()}
    counts = of_rules(examples, given, ("TD101", "TD102"))
    assert counts["TD101"].found == counts["TD101"].missed == 1
    assert counts["TD101"].false_alarms == counts["TD101"].silent == 1
    assert counts["TD102"].found == counts["TD102"].missed == 0, "it is the case of another rule"


def test_a_healthy_run_with_a_warning_is_not_right_and_one_with_information_is() -> None:
    examples = [example("a/1", Known(calm=True)), example("a/2", Known(calm=True))]
    found = overall(examples, {"a/1": answer("TD103"), "a/2": answer("TD305", warned=False)})
    assert (found.healthy, found.alarmed, found.right) == (2, 1, 1)


def test_every_mistake_is_named_once() -> None:
    examples = [example("a/1", Known(("TD001",), frozenset({"TD002"}))), example("a/2", Known(calm=True))]
    found = mistakes(examples, {"a/1": answer("TD002"), "a/2": answer("TD103")})
    assert [what for _, _, what in found] == [
        "missed: TD001",
        "named, but ruled out: TD002",
        "warning on a healthy run: TD103",
    ]


def test_regret_is_the_distance_to_the_best_epoch_of_the_test_set() -> None:
    truth = Curves(loss=[2.0, 1.0, 1.5], score=[0.5, 0.7, 0.9], val_loss=[2.0, 1.1, 1.0], val_score=[0.6, 0.5, 0.4])
    found = regret.regrets([example("a/1", Known(), truth=truth)], {"ours": {"a/1": 2}})
    assert (found["ours"].loss, found["ours"].score) == pytest.approx((0.0, 0.2))
    assert (found["lowest val_loss"].loss, found["lowest val_loss"].score) == pytest.approx((0.5, 0.0))
    assert (found["best validation score"].loss, found["best validation score"].score) == pytest.approx((1.0, 0.4))


def test_verdicts_are_steady_when_every_seed_has_the_same() -> None:
    examples = [example(name, Known(calm=True)) for name in ("a/1", "a/2", "b/1", "b/2", "c/1")]
    given = {e.name: answer(verdict="TD001" if e.name == "b/2" else None) for e in examples}
    found = stability(examples, given)
    assert (found.groups, found.steady, found.runs, found.usual) == (2, 1, 4, 3)


def test_the_interval_of_a_rate_is_wilsons() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 10)[0] == 0


def test_a_folder_of_cases_is_read_and_its_truth_with_it(tmp_path: Path) -> None:
    run = tmp_path / "runs" / "a-s1"
    run.mkdir(parents=True)
    history = {"loss": [1.0, 0.6, 0.4, 0.3, 0.2], "val_loss": [1.0, 0.7, 0.6, 0.7, 0.8]}
    (run / "history.json").write_text(json.dumps(history))
    curve = {"test_loss": history["val_loss"], "val_loss": history["val_loss"], "test_acc": [0.1, 0.2, 0.3, 0.4, 0.5]}
    (run / "truth.json").write_text(json.dumps({"labels": ["overfit"], "fits": [{"truth_curves": curve}]}))
    cases = [
        {
            "id": "a",
            "class": "json",
            "path": "runs/a-s1/history.json",
            "expect": {"fires": ["TD102"], "silent": ["TD001"]},
        },
        {"id": "b", "class": "json", "path": "runs/a-s1/history.json", "expect": {"runs": 1}},
    ]
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, cases)))
    (found,) = folder.examples(tmp_path)
    assert found.known == Known(("TD102",), frozenset({"TD001"}))
    assert len(found.runs[0].frame) == 5
    (known,) = folder.with_truth(tmp_path)
    assert known.truth is not None
    assert known.truth.score == curve["test_acc"]
