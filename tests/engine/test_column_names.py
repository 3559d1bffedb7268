from __future__ import annotations

import pytest

from tests.engine.builders import metric_table
from trainlog_doctor.engine.column_names import spelled
from trainlog_doctor.engine.roles import assign


def played(*columns: str) -> dict[str, str]:
    return {role: column.name for role, column in assign(columns, metric_table()).items()}


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("train_losses", "train_loss"),
        ("Loss/val", "val_loss"),
        ("validation accuracies", "val_accuracy"),
        ("Val Acc (%)", "val_acc"),
        ("avg_val_loss", "val_loss"),
        ("train_loss_avg", "train_loss"),
        ("test_acc1", "test_top1"),
        ("val/acc@5", "val_top5"),
        ("accuracy_top1", "top1"),
        ("dev_f1", "val_f1"),
        ("learning_rates", "learning_rate"),
        ("训练损失", "train_loss"),
        ("perdida_val", "val_loss"),
    ],
)
def test_a_name_is_spelled_as_the_table_knows_it(name: str, known: str) -> None:
    assert spelled(name) == known


def test_a_capital_within_begins_a_word_only_where_that_is_asked_for() -> None:
    assert spelled("valLoss", humps=True) == "val_loss"
    assert spelled("val mIoU") == "val_miou"


def test_plurals_and_sides_at_the_end_take_their_roles() -> None:
    found = played("train_losses", "val_losses", "acc_train", "acc_val", "lrs")
    assert found["loss"] == "train_losses"
    assert found["val_loss"] == "val_losses"
    assert found["accuracy"] == "acc_train"
    assert found["val_score"] == "acc_val"
    assert found["lr"] == "lrs"


@pytest.mark.parametrize(
    ("trained", "other"), [("training", "valid_1"), ("train", "validation_0"), ("train", "eval_0")]
)
def test_a_data_set_with_a_number_is_validation_beside_that_of_training(trained: str, other: str) -> None:
    found = played(f"{trained}-logloss", f"{trained}-auc", f"{other}-logloss", f"{other}-auc")
    assert (found["loss"], found["val_loss"]) == (f"{trained}-logloss", f"{other}-logloss")
    assert (found["score"], found["val_score"]) == (f"{trained}-auc", f"{other}-auc")


@pytest.mark.parametrize("only", ["valid_0", "validation_0"])
def test_the_only_data_set_that_is_watched_is_validation(only: str) -> None:
    found = played(f"{only}-binary_logloss", f"{only}-auc")
    assert (found["val_loss"], found["val_score"]) == (f"{only}-binary_logloss", f"{only}-auc")


def test_the_losses_of_regression_that_boosters_print_take_their_roles() -> None:
    found = played("training-l2", "training-l1", "valid_1-l2", "valid_1-l1")
    assert (found["loss"], found["val_loss"]) == ("training-l2", "valid_1-l2")
    assert played("train-merror", "eval-merror")["val_score"] == "eval-merror"


def test_data_sets_with_numbers_only_take_no_side() -> None:
    found = played("validation_0-logloss", "validation_1-logloss")
    assert {"loss", "val_loss", "val_score"}.isdisjoint(found)


def test_a_name_as_it_is_known_is_stronger_than_another_spelling() -> None:
    assert played("avg_loss", "loss")["loss"] == "loss"
    assert played("val_losses", "val_loss")["val_loss"] == "val_loss"


def test_a_metric_without_a_mark_is_that_of_validation_beside_a_loss_marked_at_its_end() -> None:
    assert played("loss_train", "loss_val", "accuracy")["val_score"] == "accuracy"


def test_what_ultralytics_calls_metrics_is_validation_and_its_strictest_is_the_score() -> None:
    found = played("train/box_loss", "metrics/precision(B)", "metrics/mAP50(B)", "metrics/mAP50-95(B)", "val/box_loss")
    assert found["val_score"] == "metrics/mAP50-95(B)"
    assert found["val_precision"] == "metrics/precision(B)"
    assert played("train/obj_loss", "metrics/mAP_0.5", "metrics/mAP_0.5:0.95", "val/obj_loss")["val_score"] == (
        "metrics/mAP_0.5:0.95"
    )


def test_metrics_without_validation_beside_them_keep_their_side() -> None:
    assert "val_score" not in played("loss", "metrics/accuracy")


def test_parts_of_a_loss_in_brackets_are_not_the_loss() -> None:
    assert "loss" not in played("Train Loss (Cls)", "Train Loss (Reg)")
    assert played("Train Loss (MSE)", "Train MAE")["loss"] == "Train Loss (MSE)"


def test_a_side_in_brackets_is_no_unit() -> None:
    roles = played("Loss (train)", "Loss (val)", "Accuracy (val)")
    assert (roles["loss"], roles["val_loss"], roles["val_accuracy"]) == ("Loss (train)", "Loss (val)", "Accuracy (val)")
    assert "accuracy" not in roles
