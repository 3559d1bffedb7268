from __future__ import annotations

import math
import re

import numpy as np
import pytest

from tests.conftest import OVERFIT, run_of
from trainlog_doctor.i18n import catalogue
from trainlog_doctor.model import Fact, Scalar
from trainlog_doctor.readers import facts
from trainlog_doctor.view.log import log_view
from trainlog_doctor.view.logged import LogView

FACTS: dict[str, dict[str, Scalar]] = {
    facts.CHECKPOINT_SAVED: {"monitor": "val_loss", "previous": math.inf, "value": 0.4, "path": "best.h5"},
    facts.CHECKPOINT_NOT_IMPROVED: {"monitor": "val_loss", "best": 0.4},
    facts.EARLY_STOPPING: {},
    facts.RESTORED_BEST: {"best_epoch": 7},
    facts.REDUCE_LR: {"lr": 5e-5},
    facts.LR_SCHEDULE: {"lr": 0.001},
    facts.NON_FINITE_STOP: {"batch": 6},
    facts.EVALUATE: {"steps": 9, "loss": 0.3, "accuracy": 0.9},
    facts.PRINTED_SCORE: {"Test accuracy": 0.9},
    facts.CLASSIFICATION_REPORT: {"label": "cat", "precision": 0.9, "recall": 0.5, "f1": 0.64, "support": 12},
    facts.CLASS_COUNTS: {"消极": 60000, "积极": 50000},
    facts.SAMPLES: {"train": 40000, "validation": None},
    facts.IMAGES_FOUND: {"images": 1200, "classes": None},
    facts.MODEL_SUMMARY: {"parameters": 12773, "layers": 19, "batch_normalization": 2, "dropout": 0, "dense": 18},
    facts.SETTINGS: {"optimizer": "adam", "batch_size": 64, "learning_rate": 0.001},
    facts.BACKEND: {"name": "TensorFlow"},
    facts.VERSION: {"library": "keras", "version": "3.9.2"},
    facts.WARNING: {"code": "ran-out-of-data", "detail": ""},
    facts.INTERRUPTED: {"by": "KeyboardInterrupt"},
    facts.TRACEBACK: {"error": "ValueError: bad"},
    facts.OUT_OF_MEMORY: {"error": "OOM when allocating"},
}


def told(*given: Fact, language: str = "en", **fields: object) -> dict[str, str]:
    """Lines by name."""
    return {line.name: line.text[language] for line in log_view(run_of(OVERFIT, facts=given, **fields)).lines}


def saved(epoch: int, value: float) -> Fact:
    data: dict[str, Scalar] = {"monitor": "val_loss", "previous": None, "value": value, "path": f"m-{epoch}.h5"}
    return Fact(facts.CHECKPOINT_SAVED, epoch, 3 * epoch, data)


def test_a_log_of_metrics_only_tells_nothing_more() -> None:
    assert log_view(run_of(OVERFIT)) == LogView()


def test_the_layers_of_a_model_stand_in_the_brackets_of_each_language() -> None:
    summary = Fact(facts.MODEL_SUMMARY, None, 3, FACTS[facts.MODEL_SUMMARY])
    assert told(summary)["model"] == "19 layers, 12,773 parameters (BatchNorm 2, Dense 18)"
    assert told(summary, language="zh")["model"] == "19 层，12,773 个参数（BatchNorm 2、Dense 18）"
    assert told(Fact(facts.MODEL_SUMMARY, None, 3, {"layers": 1}))["model"] == "1 layer"


@pytest.mark.parametrize("kind", sorted(facts.KINDS - {facts.RESUMED_FROM}))
def test_every_kind_of_fact_is_told_in_both_languages_with_the_same_numbers(kind: str) -> None:
    (line,) = log_view(run_of(OVERFIT, facts=(Fact(kind, 4, 12, FACTS[kind]),))).lines
    numbers = [sorted(re.findall(r"\d[\d,.]*\d|\d", line.text[language])) for language in ("en", "zh")]
    assert numbers[0] == numbers[1]
    assert "?" not in line.text["en"] + line.text["zh"] + line.label["zh"]


@pytest.mark.parametrize("kind", sorted(facts.KINDS - {facts.RESUMED_FROM}))
def test_a_fact_without_epoch_and_data_does_not_stop_the_report(kind: str) -> None:
    empty: dict[str, Scalar] = {"label": "x", "f1": None} if kind == facts.CLASSIFICATION_REPORT else {}
    told(Fact(kind, None, None, empty))


def test_forty_checkpoints_are_one_line() -> None:
    lines = told(*(saved(epoch, 1 / epoch) for epoch in range(1, 41)), Fact(facts.CHECKPOINT_NOT_IMPROVED, 41))
    assert lines == {
        "checkpoints": "40 saved, the last after epoch 40; `val_loss` 0.025; into m-40.h5; 1 time without improvement"
    }


def test_the_learning_rate_is_told_with_its_epochs() -> None:
    lowered = [Fact(facts.REDUCE_LR, epoch, None, {"lr": rate}) for epoch, rate in ((3, 1e-4), (5, 5e-5))]
    assert told(*lowered) == {"learning_rate": "reduced 2 times (epochs 3, 5), at last to 5e-05"}
    assert told(lowered[0], language="zh") == {"learning_rate": "第 3 轮之后降到 0.0001"}


def test_stop_and_restored_weights_are_one_sentence() -> None:
    stop = (Fact(facts.EARLY_STOPPING, 9), Fact(facts.RESTORED_BEST, 9, None, {"best_epoch": 4}))
    assert told(*stop) == {"stop": "early stopping after epoch 9; the best weights (epoch 4) were put back"}


def test_evaluations_of_different_data_stand_beside_each_other() -> None:
    results = [
        Fact(facts.EVALUATE, None, 8, {"set": part, "loss": loss}) for part, loss in (("train", 0.1), ("test", 0.3))
    ]
    assert told(*results) == {
        "evaluation": "on the training data: `loss` 0.1; on the test data: `loss` 0.3; 2 in all",
    }


def test_the_weakest_class_is_named() -> None:
    rows = [("cat", 0.9), ("dog", 0.2), ("macro avg", 0.55), ("weighted avg", 0.1)]
    given = [Fact(facts.CLASSIFICATION_REPORT, None, None, {"label": label, "f1": f1}) for label, f1 in rows]
    assert told(*given) == {"report": "2 classes, lowest f1 0.2 (dog); macro average f1 0.55"}


def test_long_lists_are_cut_and_counted() -> None:
    counts: dict[str, Scalar] = {f"c{n}": 1000 + n for n in range(9)}
    text = told(Fact(facts.CLASS_COUNTS, None, 1, counts))["classes"]
    assert text.startswith("c0 1,000, c1 1,001")
    assert text.endswith("c5 1,005, and 3 more")


def test_warnings_are_told_once_with_their_first_line() -> None:
    given = [Fact(facts.WARNING, 1, line, {"code": "ran-out-of-data", "detail": ""}) for line in (7, 9)]
    other = Fact(facts.WARNING, 1, 11, {"code": "early-stopping-metric-missing", "detail": "val_acc"})
    assert told(*given, other)["warnings"] == (
        "the input ran out of data before the epoch was full (line 7);"
        " EarlyStopping waits for `val_acc`, which is not logged (line 11)"
    )


def test_every_warning_of_the_reader_has_its_sentence() -> None:
    from trainlog_doctor.readers.keras.asides import PATTERNS

    codes = {dict(pattern.constants)["code"] for pattern in PATTERNS if pattern.kind == facts.WARNING}
    assert {f"warning.{code}" for code in codes} <= set(catalogue("facts", "zh"))


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        ([3.0, 4.0, 5.0], "4 s an epoch (median); 12 s in all"),
        ([300.0, 301.0, 305.0], "5.0 min an epoch (median); 15.1 min in all"),
        ([3600.0, 3600.0, 5400.0], "60.0 min an epoch (median); 3.5 h in all"),
        ([4.0, math.nan, 6.0], "5 s an epoch (median)"),
    ],
)
def test_the_time_is_told(seconds: list[float], text: str) -> None:
    assert told(epoch_seconds=np.array(seconds)) == {"time": text}


def test_epochs_of_no_measured_time_tell_none() -> None:
    assert told(epoch_seconds=np.array([0.0, 0.0, 1.0])) == {}


def test_what_a_log_says_cannot_control_the_terminal() -> None:
    lines = told(Fact(facts.TRACEBACK, 1, 3, {"error": "E: \x1b[31m\n{count}" + "x" * 500}))
    assert "\x1b" not in lines["broken_off"]
    assert "\n" not in lines["broken_off"]
    assert len(lines["broken_off"]) < 150
