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
        ("每轮平均训练损失值", "train_loss"),
        ("验证F1值", "val_f1"),
        ("判别器损失", "判别器_loss"),
        ("准确率阈值", "accuracy_阈"),
        ("loss_curve_", "loss"),
        ("value_loss", "value_loss"),
        ("learn-RMSE", "train_rmse"),
        ("validation set accuracy", "val_accuracy"),
        ("data_set_loss", "data_set_loss"),
        ("macro avg.f1-score", "f1_score_macro"),
        ("val_get_f1_score", "val_f1"),
        ("my_recall_m", "recall"),
        ("iou_coef", "iou"),
        ("AUROC_score", "auroc"),
        ("rmse_keras", "rmse"),
        ("my_loss", "my_loss"),
        ("score", "score"),
        ("top_3_accuracy", "top3"),
        ("weighted_loss", "weighted_loss"),
        ("val_acc_pct", "val_acc"),
        ("loss_pct", "loss_pct"),
        ("mAP@.5:.95", "map_0_5_0_95"),
        ("perdida_val", "val_loss"),
        ("Doğrulama kaybı", "val_loss"),
        ("Валидационные потери", "val_loss"),
        ("训练精度", "train_accuracy"),
        ("losses/val/total_loss", "val_loss"),
        ("losses/box_loss", "box_loss"),
        ("map/map_50_50", "map_50_50"),
        ("eval.10.loss", "eval_10_loss"),
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


@pytest.mark.parametrize(
    ("trained", "validated"),
    [
        ("training's l2", "valid_1's l2"),
        ("tr_loss", "te_loss"),
        ("tr_loss", "vl_loss"),
        ("Training vs. Validation Loss/Training", "Training vs. Validation Loss/Validation"),
    ],
)
def test_a_name_tells_its_side_by_few_letters_by_possession_or_behind_both(trained: str, validated: str) -> None:
    found = played(trained, validated)
    assert (found["loss"], found["val_loss"]) == (trained, validated)


@pytest.mark.parametrize("only", ["valid_0", "validation_0"])
def test_the_only_data_set_that_is_watched_is_validation(only: str) -> None:
    found = played(f"{only}-binary_logloss", f"{only}-auc")
    assert (found["val_loss"], found["val_score"]) == (f"{only}-binary_logloss", f"{only}-auc")


def test_the_losses_of_regression_that_boosters_print_take_their_roles() -> None:
    found = played("training-l2", "training-l1", "valid_1-l2", "valid_1-l1")
    assert (found["loss"], found["val_loss"]) == ("training-l2", "valid_1-l2")
    assert played("train-merror", "eval-merror")["val_score"] == "eval-merror"


def test_a_set_with_a_number_is_validation_whatever_stands_between() -> None:
    assert played("loss", "train_auc", "val_0_auc")["val_score"] == "val_0_auc"
    found = played("train_0/auc", "val_0/auc", "train_0/loss", "val_0/loss")
    assert (found["val_score"], found["loss"], found["val_loss"]) == ("val_0/auc", "train_0/loss", "val_0/loss")
    assert "val_score" not in played("loss", "val_0_auc", "val_1_auc")


def test_the_only_score_of_its_kind_is_found_behind_any_path() -> None:
    assert played("loss", "coco/bbox_mAP", "coco/bbox_mAP_50")["score"] == "coco/bbox_mAP"
    found = played("ray/tune/train_loss", "ray/tune/val_loss", "ray/tune/val_acc", "ray/tune/done")
    assert (found["val_loss"], found["val_score"]) == ("ray/tune/val_loss", "ray/tune/val_acc")
    assert played("loss", "eval_loss", "eval_rewards/accuracies")["val_score"] == "eval_rewards/accuracies"
    assert played("loss", "accuracy", "aux/accuracy")["score"] == "accuracy"
    assert "score" not in played("loss", "clean/acc", "robust/acc")


@pytest.mark.parametrize("name", ["best/acc", "D/acc", "domain/accuracy", "hparam/acc", "a/cpu_acc"])
def test_what_stands_behind_the_path_of_another_thing_is_no_score(name: str) -> None:
    assert "score" not in played("loss", name)


@pytest.mark.parametrize("name", ["val_IoU@0.5", "val_f1@0.3", "val_mAP@50:95", "val_recall@.75", "val_mAP@[.5:.95]"])
def test_a_threshold_is_no_part_of_the_name(name: str) -> None:
    assert played("loss", "val_loss", name)["val_score"] == name


def test_the_strictest_of_thresholds_is_the_score() -> None:
    assert played("loss", "val_loss", "val_mAP@.5", "val_mAP@.5:.95")["val_score"] == "val_mAP@.5:.95"


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


@pytest.mark.parametrize(
    ("name", "better"),
    [
        *((name, "higher") for name in ("DSC", "bal_acc", "OA", "PCC", "hit@10", "token_acc")),
        *((name, "lower") for name in ("HD95", "brier", "FID", "LPIPS", "minADE")),
    ],
)
def test_what_fields_measure_by_their_own_names_is_a_score(name: str, better: str) -> None:
    assert assign(["train_loss", "val_loss", f"val_{name}"], metric_table())["val_score"].better == better
