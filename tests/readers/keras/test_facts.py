"""What stands around the epochs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.readers.keras.reading import column, epochs, only
from trainlog_doctor.readers import facts

if TYPE_CHECKING:
    from trainlog_doctor.model import Run, Scalar

EPOCH = "Epoch 1/3\n5/5 - 1s - loss: 0.5000 - val_loss: 0.6000\n"
TAIL = "Epoch 2/3\n5/5 - 1s - loss: 0.4000 - val_loss: 0.5000\n"
CASES: list[tuple[str, str, dict[str, Scalar]]] = [
    (
        "Epoch 00001: val_loss improved from 0.61000 to 0.60000, saving model to a b/m.h5",
        facts.CHECKPOINT_SAVED,
        {"monitor": "val_loss", "previous": 0.61, "value": 0.6, "path": "a b/m.h5"},
    ),
    (
        "Epoch 1: val_f1 improved from None to 0.60000, saving model to m.keras",
        facts.CHECKPOINT_SAVED,
        {"monitor": "val_f1", "previous": None, "value": 0.6, "path": "m.keras"},
    ),
    ("Epoch 1: saving model to m.h5", facts.CHECKPOINT_SAVED, {"path": "m.h5"}),
    (
        "Epoch 1: val_loss did not improve from 0.55000",
        facts.CHECKPOINT_NOT_IMPROVED,
        {"monitor": "val_loss", "best": 0.55},
    ),
    ("Epoch 1: early stopping", facts.EARLY_STOPPING, {}),
    ("Restoring model weights from the end of the best epoch: 7.", facts.RESTORED_BEST, {"best_epoch": 7}),
    ("Restoring model weights from the end of the best epoch", facts.RESTORED_BEST, {"best_epoch": None}),
    ("Epoch 1: ReduceLROnPlateau reducing learning rate to 1e-05.", facts.REDUCE_LR, {"lr": 1e-5}),
    ("Epoch 00001: reducing learning rate to 0.0005.", facts.REDUCE_LR, {"lr": 0.0005}),
    ("ReduceLROnPlateau: Reduced learning rate to 0.25", facts.REDUCE_LR, {"lr": 0.25}),
    ("Epoch 1: LearningRateScheduler setting learning rate to 0.001.", facts.LR_SCHEDULE, {"lr": 0.001}),
    ("Epoch 00001: LearningRateScheduler reducing learning rate to 5e-06.", facts.LR_SCHEDULE, {"lr": 5e-6}),
    ("Batch 6: Invalid loss, terminating training", facts.NON_FINITE_STOP, {"batch": 6}),
    ("KeyboardInterrupt", facts.INTERRUPTED, {"by": "KeyboardInterrupt"}),
    ("ValueError: bad shape", facts.TRACEBACK, {"error": "ValueError: bad shape"}),
    (
        "WARNING:tensorflow:Early stopping conditioned on metric `val_acc` which is not available. Available: loss",
        facts.WARNING,
        {"code": "early-stopping-metric-missing", "detail": "val_acc"},
    ),
]


@pytest.mark.parametrize(("line", "kind", "data"), CASES)
def test_lines_of_callbacks_become_facts_of_their_epoch(line: str, kind: str, data: dict[str, Scalar]) -> None:
    run = only(EPOCH + line + "\n" + TAIL)
    (fact,) = run.facts
    assert (fact.kind, fact.epoch, fact.line, dict(fact.data)) == (kind, 1, 3, data)
    assert kind in facts.KINDS
    assert epochs(run) == [1, 2]


def test_what_somebody_writes_of_his_learning_rate_is_said_by_no_callback() -> None:
    assert only(EPOCH + "Then I have reduced learning rate to 0.0005 and went on.\n" + TAIL).facts == ()


@pytest.mark.parametrize(
    ("line", "kind", "data"),
    [
        ("Train on 60 samples, validate on 20 samples", facts.SAMPLES, {"train": 60, "validation": 20}),
        ("Train on 60 samples", facts.SAMPLES, {"train": 60, "validation": None}),
        ("Found 200 images belonging to 2 classes.", facts.IMAGES_FOUND, {"images": 200, "classes": 2}),
        ("Using TensorFlow backend.", facts.BACKEND, {"name": "TensorFlow"}),
        ("Keras version: 3.4.1", facts.VERSION, {"library": "Keras", "version": "3.4.1"}),
        ("消极 60000 / 积极 60000", facts.CLASS_COUNTS, {"消极": 60000, "积极": 60000}),
        ("Class distribution: {0: 900, 1: 100}", facts.CLASS_COUNTS, {"0": 900, "1": 100}),
        ("0    900\n1    100\nName: label, dtype: int64", facts.CLASS_COUNTS, {"0": 900, "1": 100}),
    ],
)
def test_lines_before_a_run_are_facts_of_it(line: str, kind: str, data: dict[str, Scalar]) -> None:
    (fact,) = only(line + "\n" + EPOCH).facts
    assert (fact.kind, fact.epoch, dict(fact.data)) == (kind, None, data)


@pytest.mark.parametrize("line", ["classes: 2, max_words: 900", "    negative       0.98      1.00      0.99     300"])
def test_settings_beside_classes_and_rows_without_a_head_are_no_facts(line: str) -> None:
    assert only(EPOCH + line + "\n").facts == ()


def test_a_summary_counts_parameters_and_layers() -> None:
    summary = """Model: "sequential"
_________________________________________________________________
 Layer (type)                Output Shape              Param #
=================================================================
 lstm (LSTM)                 (None, 64)                16640
 batch_normalization (BatchN  (None, 64)               256
 dropout_1 (Dropout)         (None, 64)                0
 dense (Dense)               (None, 2)                 130
=================================================================
Total params: 17,026
Trainable params: 16,898
Non-trainable params: 128
"""
    (fact,) = only(summary + EPOCH).facts
    data = fact.data
    assert fact.kind == facts.MODEL_SUMMARY
    assert (data["name"], data["parameters"], data["trainable"], data["layers"]) == ("sequential", 17026, 16898, 4)
    assert (data["recurrent"], data["batch_normalization"], data["dropout"], data["dense"]) == (1, 1, 1, 1)


def test_a_classification_report_becomes_its_rows() -> None:
    report = "              precision    recall  f1-score   support\n\n"
    report += "           0       0.98      1.00      0.99     30200\n"
    (fact,) = only(EPOCH + report).facts
    assert dict(fact.data) == {"label": "0", "precision": 0.98, "recall": 1.0, "f1": 0.99, "support": 30200}


@pytest.mark.parametrize(
    "printed",
    [
        " — val_f1: 0.8100 — val_recall: 0.8300",
        "— val_f1: 0.8100 — val_recall: 0.8300",
        "\t— val_f1: 0.8100\t–val_recall: 0.8300",
        " - val_f1: 0.8100 - val_recall: 0.8300",
        " — val_f1: 0.8100 — val_recall 0.8300",
        f"{' ' * 20}- val_f1: 0.8100 - val_recall: 0.8300",
        "val_f1 = 0.8100, val_recall = 0.8300",
        "epoch: 0 val_f1: 0.8100, val_recall: 81.00%".replace("81.00%", "83%"),
    ],
)
def test_callback_metrics_become_columns_of_the_epoch_that_ended(printed: str) -> None:
    run = only(EPOCH + printed + "\n" + TAIL + printed + "\n")
    assert column(run, "val_f1") == [0.81, 0.81]
    assert column(run, "val_recall") == [0.83, 0.83]
    assert column(run, "loss") == [0.5, 0.4]


@pytest.mark.parametrize("name", ["mcc", "dice", "ndcg"])
def test_a_score_that_is_told_once_stays_with_its_epoch(name: str) -> None:
    assert only(f"{EPOCH} - {name}: 0.7500\n{TAIL}").frame.columns[name][0] == 0.75


@pytest.mark.parametrize("at_end", [True, False])
@pytest.mark.parametrize(
    "line", ["- hidden layer: 2", "  - Dropout: .5", "Batch chosen: 92", "val_f1 improved from inf"]
)
def test_what_is_told_once_and_is_no_score_is_no_metric(line: str, *, at_end: bool) -> None:
    run = only(f"{EPOCH}{TAIL}{line}\n" if at_end else f"{EPOCH}{line}\n{TAIL}")
    assert list(run.frame.columns) == ["loss", "val_loss"]


def test_callback_metrics_glued_to_an_update_belong_to_its_epoch() -> None:
    text = (
        "Epoch 1/2\n\r16/25 [=====>....] - ETA: 0s - loss: 0.6000 — val_f1: 0.7900\n"
        "\b\b\b\r25/25 [==========] - 1s 2ms/step - loss: 0.5000 - val_loss: 0.6000\n"
    )
    run = only(text)
    assert (column(run, "val_f1"), column(run, "loss")) == ([0.79], [0.5])


def test_plain_prints_of_every_epoch_are_columns_but_a_last_word_is_a_fact() -> None:
    run = only(EPOCH + "f1 score: 0.7000\n" + TAIL + "f1 score: 0.8000\nTest accuracy: 0.9\n")
    assert column(run, "f1 score") == [0.7, 0.8]
    assert "Test accuracy" not in run.frame.columns
    assert [dict(fact.data) for fact in run.facts if fact.kind == facts.PRINTED_SCORE] == [{"Test accuracy": 0.9}]


def test_what_is_printed_of_every_few_steps_is_no_metric_of_the_epoch() -> None:
    bar = "25/25 [====] - 1s - loss: 0.5\n"
    run = only("".join(f"Epoch {n}/2\nstep loss: 0.{n}\nlr: 0.1\nstep loss: 0.7\nlr: 0.1\n{bar}" for n in (1, 2)))
    assert list(run.frame.columns) == ["loss", "lr"]


def test_what_is_printed_once_more_at_the_end_stays_what_it_was() -> None:
    lines = [f"Epoch {n}/3\n25/25 [====] - 1s - loss: 0.5\nF1 score: 0.{n}\n" for n in (1, 2, 3)]
    run = only("".join(lines) + "F1 score: 0.9\nTest accuracy: 0.7\nTest accuracy: 0.8\n")
    assert list(run.frame.columns) == ["loss", "F1 score"]
    assert [dict(fact.data) for fact in run.facts] == [{"Test accuracy": 0.8}]


def test_a_schedule_printed_before_its_header_belongs_to_the_coming_epoch() -> None:
    run = only(
        "Epoch 1: LearningRateScheduler setting learning rate to 0.01.\n"
        + EPOCH
        + "Epoch 2: LearningRateScheduler setting learning rate to 0.001.\n"
        + TAIL
    )
    assert [(fact.epoch, fact.data["lr"]) for fact in run.facts] == [(1, 0.01), (2, 0.001)]


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("5s - loss: 1", 5),
        ("0s 2ms/step - loss: 1", 0),
        ("196053s - loss: 1", 196053),
        ("1s - loss: 1 - 650ms/epoch", 0.65),
    ],
)
def test_seconds_of_an_epoch(told: str, seconds: float) -> None:
    times = only(f"Epoch 1/1\n5/5 [====] - {told}\n").epoch_seconds
    assert times is not None
    assert times.tolist() == [seconds]


@pytest.mark.parametrize(("version", "told"), [("3.3.0", True), ("3.14", True), ("3.15.0", False), ("2.12.0", False)])
def test_doubly_averaged_bars_are_said_so_where_the_version_is_known(version: str, told: bool) -> None:
    run = only(f"keras {version}\nEpoch 1/1\n5/5 ━━━━━━━ 1s 2ms/step - loss: 0.5\n")
    assert ("keras.averaged_twice" in [notice.code for notice in run.notices]) is told


@pytest.mark.parametrize(
    ("line", "data"),
    [
        ("Score for fold 1: loss of 0.4315; accuracy of 85.5%", {"loss": 0.4315, "accuracy": 0.855}),
        ("Scores: loss of 1e-05, mae of 0.25", {"loss": 1e-5, "mae": 0.25}),
    ],
)
def test_a_score_told_as_a_sentence_is_a_printed_score(line: str, data: dict[str, Scalar]) -> None:
    (fact,) = only(EPOCH + line + "\n").facts
    assert fact.kind == facts.PRINTED_SCORE
    assert dict(fact.data) == pytest.approx(data)


@pytest.mark.parametrize("name", ["Train Accuracy", "Training loss", "Val Loss", "Validation accuracy"])
def test_all_epochs_of_a_metric_are_no_evaluation(name: str) -> None:
    assert only(EPOCH + f"{name}: [0.25, 0.5]\n").facts == ()


def test_what_evaluate_returns_is_a_fact_whatever_it_is_called() -> None:
    found = [only(EPOCH + f"{name}: [0.25, 0.5]\n").facts for name in ("Training score", "Val", "Test loss")]
    assert [fact.data["set"] for (fact,) in found] == ["train", "validation", "test"]


@pytest.mark.parametrize(
    "line", ["Score of 3: out of 5 we got 4", "Score: a total of 3 of us", "Scores for all: loss of"]
)
def test_other_sentences_with_scores_are_none(line: str) -> None:
    assert only(EPOCH + line + "\n").facts == ()


def codes(run: Run) -> list[str]:
    return [notice.code for notice in run.notices]


def test_metrics_that_are_lists_are_named_as_left_out() -> None:
    run = only("".join(f"Epoch {n}/2\n5/5 - 1s - loss: 0.5 - auc: [0.5, 0.6] - val_loss: 0.6\n" for n in (1, 2)))
    (notice,) = run.notices
    assert (notice.code, notice.line, notice.data) == ("keras.lists_left_out", 1, {"count": 1, "names": ("auc",)})
    assert list(run.frame.columns) == ["loss", "val_loss"]


CHECKPOINT = "Epoch {n}: val_loss improved from 0.9 to 0.{n}, saving model to m.h5\n"


@pytest.mark.parametrize("line", [CHECKPOINT, " — val_f1: 0.{n}\n", "Epoch {n}/3\n"])
def test_a_line_that_every_epoch_repeats_is_said_so(line: str) -> None:
    head = line if line.startswith("Epoch {n}/") else ""
    epoch = "Epoch {n}/3\n" + head * 2 + "5/5 - 1s - loss: 0.5 - val_loss: 0.6\n" + (line * 3 if not head else "")
    run = only("".join(epoch.replace("{n}", str(n)) for n in (1, 2, 3)))
    assert codes(run) == ["keras.repeated_lines"]
    assert run.notices[0].data == {"count": 3}
    assert epochs(run) == [1, 2, 3]
    assert len(run.facts) == (3 if line == CHECKPOINT else 0)


def test_one_repeated_line_is_no_habit() -> None:
    run = only(EPOCH + CHECKPOINT.replace("{n}", "1") * 2 + TAIL)
    assert (codes(run), len(run.facts)) == ([], 1)


def test_the_same_word_of_two_epochs_is_no_repetition() -> None:
    line = "Epoch {n}: val_loss did not improve from 0.50000\n"
    run = only(EPOCH + line.replace("{n}", "1") + TAIL + line.replace("{n}", "2"))
    assert (codes(run), len(run.facts)) == ([], 2)
