from __future__ import annotations

import pytest

from tests.engine.builders import metric_table
from trainlog_doctor.engine.roles import RoleColumn, Roles, assign
from trainlog_doctor.record import replace


def roles(*columns: str) -> Roles:
    return assign(columns, metric_table())


def played(*columns: str) -> dict[str, str]:
    return {role: column.name for role, column in roles(*columns).items()}


def test_keras_names_take_their_roles() -> None:
    found = roles("loss", "accuracy", "val_loss", "val_accuracy", "lr")
    assert found["loss"] == RoleColumn("loss", "lower")
    assert found["val_loss"] == RoleColumn("val_loss", "lower")
    assert found["score"] == found["accuracy"] == RoleColumn("accuracy", "higher")
    assert found["val_score"] == RoleColumn("val_accuracy", "higher")
    assert found["lr"] == RoleColumn("lr", None)


def test_a_mark_of_training_changes_no_role() -> None:
    bare = played("loss", "mae", "mse", "lr", "val_loss", "val_mae")
    marked = played("train_loss", "train_mae", "train_mse", "train_lr", "val_loss", "val_mae")
    assert {role: column.removeprefix("train_") for role, column in marked.items()} == bare


def test_the_only_loss_is_the_loss_whatever_it_is_called() -> None:
    assert played("mse_loss", "lr")["loss"] == "mse_loss"
    both = played("train_seg_loss", "val_seg_loss")
    assert (both["loss"], both["val_loss"]) == ("train_seg_loss", "val_seg_loss")
    assert "loss" not in played("mse_loss", "kl_loss")
    assert "loss" not in played("g_loss")
    assert "loss" not in played("val_mse_loss")
    assert "loss" not in played("seg_loss", "val_loss")
    assert played("loss:sum", "lr")["loss"] == "loss:sum"
    assert played("losses.textcat", "step")["loss"] == "losses.textcat"
    assert "loss" not in played("losses.ner", "losses.tagger")
    assert "loss" not in played("policy_loss", "value_loss")


def test_initials_tell_the_sides_of_a_loss_and_of_what_both_have_beside_it() -> None:
    found = played("tloss", "vloss", "t_acc", "v_acc", "tol")
    assert (found["loss"], found["val_loss"], found["val_score"]) == ("tloss", "vloss", "v_acc")


@pytest.mark.parametrize("other", ["u_loss", "loss", "val_loss"])
def test_initials_beside_another_loss_are_parts_of_it(other: str) -> None:
    assert {"t_loss", "v_loss"}.isdisjoint(played("t_loss", "v_loss", other).values())


def test_initials_of_anything_but_a_loss_tell_no_sides() -> None:
    assert "val_accuracy" not in played("tacc", "vacc", "tmax", "vmax")


@pytest.mark.parametrize("name", ["best_loss", "min_loss", "neg_log_loss", "delta_loss", "domain_loss", "生成器损失"])
def test_a_loss_of_another_thing_is_not_the_loss(name: str) -> None:
    assert not played(name)


def test_the_loss_of_a_value_function_is_not_that_of_training() -> None:
    assert played("train/value_loss", "train/policy_loss", "train/loss")["loss"] == "train/loss"


@pytest.mark.parametrize("name", ["val_average_precision", "val_mean_average_precision"])
def test_one_column_plays_one_family(name: str) -> None:
    assert "val_precision" not in played("loss", "val_loss", name)
    assert played("loss", name, "val_precision")["val_precision"] == "val_precision"


def test_a_plain_score_is_judged_where_nothing_better_known_is_logged() -> None:
    assert roles("loss", "val_score")["val_score"] == RoleColumn("val_score", "higher")
    assert played("loss", "val_score", "val_acc")["val_score"] == "val_acc"


def test_the_accuracies_of_a_crf_are_accuracies() -> None:
    assert played("loss", "crf_accuracy", "val_loss", "val_crf_accuracy")["val_score"] == "val_crf_accuracy"


def test_the_score_is_the_strongest_family_that_validation_has() -> None:
    found = played("loss", "accuracy", "f1", "val_loss", "val_accuracy")
    assert found["val_score"] == "val_accuracy"
    assert found["score"] == "accuracy"
    assert played("accuracy", "val_accuracy", "val_f1")["val_score"] == "val_f1"


def test_without_validation_the_training_side_names_the_score() -> None:
    found = played("loss", "accuracy", "f1")
    assert found["score"] == "f1"
    assert "val_score" not in found


def test_a_score_of_validation_alone_has_no_training_twin() -> None:
    assert "score" not in played("loss", "accuracy", "val_loss", "val_accuracy", "val_f1")


def test_a_metric_without_a_mark_is_that_of_validation_where_the_training_marks_its_own() -> None:
    found = played("train_loss", "valid_loss", "accuracy", "train_f1")
    assert found["val_score"] == found["val_accuracy"] == "accuracy"
    assert found["f1"] == "train_f1"
    assert "accuracy" not in found
    assert played("Training Loss", "Validation Loss", "Wer")["val_score"] == "Wer"


def test_a_metric_without_a_mark_stays_with_a_loss_without_one() -> None:
    assert played("loss", "val_loss", "accuracy")["accuracy"] == "accuracy"
    assert played("train_loss", "accuracy")["accuracy"] == "accuracy"


def test_a_metric_beside_nothing_but_a_validation_loss_is_that_of_validation() -> None:
    assert played("val_loss", "accuracy", "lr") == {
        "val_loss": "val_loss",
        "lr": "lr",
        "val_any": "val_loss",
        "val_accuracy": "accuracy",
        "val_score": "accuracy",
    }
    assert played("seg_loss", "val_loss", "accuracy")["score"] == "accuracy"
    assert played("val_loss", "accuracy", "val_accuracy")["score"] == "accuracy"
    assert "val_score" not in played("accuracy", "lr")


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("val_BinaryF1Score", "val_f1"),
        ("val/MulticlassAUROC", "val_auc"),
        ("val_MeanSquaredError", "val_mae"),
        ("val_MatthewsCorrCoef", "val_mcc"),
        ("val_get_f1_keras", "val_f1"),
        ("val_jacard_coef", "val_iou"),
    ],
)
def test_classes_and_functions_of_libraries_take_their_roles(name: str, role: str) -> None:
    assert played("loss", "val_loss", name)[role] == name


@pytest.mark.parametrize("name", ["val_mae", "val_rmse", "val_mean_squared_error"])
def test_errors_are_better_when_lower(name: str) -> None:
    assert roles("loss", "val_loss", name)["val_score"].better == "lower"


def test_the_number_that_keras_adds_to_a_repeated_metric_does_not_count() -> None:
    assert played("loss", "auc_2", "val_auc_2")["val_auc"] == "val_auc_2"


def test_of_several_validation_sets_of_lightning_the_first_decides() -> None:
    found = played("train_loss", "val_loss/dataloader_idx_1", "val_loss/dataloader_idx_0", "acc/val/dataloader_idx_0")
    assert (found["val_loss"], found["val_accuracy"]) == ("val_loss/dataloader_idx_0", "acc/val/dataloader_idx_0")
    assert "val_loss" not in played("train_loss", "val_loss/dataloader_idx_1")


@pytest.mark.parametrize("columns", [("val_auc", "val_auc_1"), ("val_auc_1", "val_auc")])
def test_a_name_without_a_number_is_stronger_in_any_order(columns: tuple[str, str]) -> None:
    assert played(*columns)["val_auc"] == "val_auc"


def test_case_and_blanks_do_not_matter_but_the_column_keeps_its_name() -> None:
    assert played("Loss", "Val Loss", " val_F1 ") == {
        "loss": "Loss",
        "val_loss": "Val Loss",
        "val_f1": " val_F1 ",
        "val_score": " val_F1 ",
        "val_any": "Val Loss",
    }


def test_any_validation_column_tells_that_there_was_validation() -> None:
    found = roles("loss", "val_team_metric")
    assert found["val_any"] == RoleColumn("val_team_metric", None)
    assert "val_score" not in found
    assert played("train_loss", "eval.10.loss", "eval.20.loss")["val_any"] == "eval.10.loss"


def test_no_columns_no_roles() -> None:
    assert roles() == {}


def test_what_the_user_fixed_wins() -> None:
    mine = RoleColumn("val_team_metric", "higher")
    found = assign(("loss", "val_f1", "val_team_metric"), metric_table(), {"val_score": mine})
    assert found["val_score"] == mine
    assert found["val_f1"].name == "val_f1"


def test_a_rule_may_name_every_role_that_is_assigned() -> None:
    table = metric_table()
    assigned = roles("loss", "val_loss", "lr", *(mark + f.names[0] for f in table.families for mark in ("", "val_")))
    assert set(assigned) <= set(table.roles)


@pytest.mark.parametrize(
    ("role", "named", "score", "val_score"),
    [
        ("score", "val_team_f1", "team_f1", "val_team_f1"),
        ("score", "team_f1", "team_f1", "val_team_f1"),
        ("val_score", "val_team_f1", "team_f1", "val_team_f1"),
        ("score", "val_only", None, "val_only"),
        ("score", "train_apart", None, "train_apart"),
        ("score", "absent", "absent", "val_accuracy"),
    ],
)
def test_a_score_that_the_user_names_is_the_score_on_both_sides(
    role: str, named: str, score: str | None, val_score: str
) -> None:
    columns = ("loss", "val_loss", "accuracy", "val_accuracy", "team_f1", "val_team_f1", "val_only", "train_apart")
    found = assign(columns, metric_table(), {role: RoleColumn(named, "higher")})
    names = [found[one].name if one in found else None for one in ("score", "val_score")]
    assert names == [score, val_score]


def test_a_score_that_the_user_names_without_its_direction_has_that_of_its_name() -> None:
    found = assign(("val_loss", "val_f1", "val_mae"), metric_table(), {"score": RoleColumn("val_mae", None)})
    assert found["val_score"] == RoleColumn("val_mae", "lower")
    assert "score" not in found


def test_a_named_score_without_any_mark_of_a_table_that_marks_both_sides_is_of_validation() -> None:
    table = replace(metric_table(), training=("train_",))
    found = assign(("train_team_f1", "team_f1"), table, {"score": RoleColumn("team_f1", "higher")})
    assert (found["score"].name, found["val_score"].name) == ("train_team_f1", "team_f1")


def test_a_training_without_validation_keeps_the_named_score_on_its_side() -> None:
    found = assign(("loss", "accuracy", "team_f1"), metric_table(), {"score": RoleColumn("team_f1", "higher")})
    assert found["score"].name == "team_f1"
    assert "val_score" not in found


def test_a_role_that_the_user_names_without_a_direction_has_that_of_the_role() -> None:
    given: Roles = {role: RoleColumn("mine", None) for role in ("val_loss", "val_f1", "score")}
    found = assign(["mine"], metric_table(), given)
    assert (found["val_loss"].better, found["val_f1"].better) == ("lower", "higher")
    assert assign(["mine"], metric_table(), {"val_loss": RoleColumn("mine", "higher")})["val_loss"].better == "higher"


@pytest.mark.parametrize(
    "name", ["Validation Time", "eval_runtime", "validation_seconds", "Time/val", "valid_batch_count"]
)
def test_how_long_validation_took_is_no_validation(name: str) -> None:
    assert "val_any" not in played("loss", name)
    assert played("loss", name, "val_hinge")["val_any"] == "val_hinge"


def test_a_name_cut_short_is_an_accuracy() -> None:
    assert played("Training Loss", "Valid. Loss", "Valid. Accur.")["val_accuracy"] == "Valid. Accur."


def test_specificity_is_no_precision() -> None:
    found = played("train_loss", "val_loss", "val_f1", "val_sensitivity", "val_specificity")
    assert "val_precision" not in found
    assert found["val_specificity"] == "val_specificity"


@pytest.mark.parametrize("name", ["ce", "bce"])
def test_a_cross_entropy_cut_short_is_a_loss_where_no_other_is_the_whole(name: str) -> None:
    found = played(f"train_{name}", "train_acc", f"val_{name}", "val_acc")
    assert (found["loss"], found["val_loss"]) == (f"train_{name}", f"val_{name}")
    assert played(f"train_{name}", "train_dice", "train_loss")["loss"] == "train_loss"
