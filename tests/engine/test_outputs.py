from __future__ import annotations

import pytest

from tests.engine.builders import builtin_pack, metric_table
from trainlog_doctor.engine.evaluate import evaluate_whole_and_outputs
from trainlog_doctor.engine.outputs import outputs
from trainlog_doctor.engine.roles import Better, assign, direction
from trainlog_doctor.engine.testing import synthetic_run

KERAS = ("loss", "age_loss", "gender_loss", "age_mae", "gender_accuracy", "val_loss", "val_age_loss", "val_gender_loss")


def names(*columns: str) -> dict[str, dict[str, str]]:
    found = outputs(columns, metric_table())
    return {one.name: {role: column.name for role, column in one.roles.items()} for one in found}


def test_an_output_has_a_loss_and_a_score_of_its_own() -> None:
    found = names(*KERAS, "val_age_mae", "val_gender_accuracy")
    assert list(found) == ["age", "gender"]
    assert found["gender"]["val_loss"] == "val_gender_loss"
    assert found["gender"]["score"] == found["gender"]["accuracy"] == "gender_accuracy"
    assert found["age"]["val_score"] == "val_age_mae"


@pytest.mark.parametrize(
    "columns",
    [
        ("train_loss", "train_seg_loss", "train_cls_loss", "train_cls_acc", "val_loss", "val_seg_loss", "val_cls_loss"),
        ("train/loss", "train/seg/loss", "train/cls/loss", "train/cls/acc", "val/loss", "val/cls/loss"),
    ],
)
def test_sides_are_marked_as_logs_mark_them(columns: tuple[str, ...]) -> None:
    assert set(names(*columns)["cls"]) >= {"loss", "accuracy", "score"}


def test_the_metric_may_stand_before_the_output() -> None:
    found = names("loss", "loss_age", "loss_gender", "mae_age", "acc_gender", "val_loss_gender", "val_acc_gender")
    assert found["age"]["score"] == "mae_age"
    assert (found["gender"]["val_loss"], found["gender"]["val_score"]) == ("val_loss_gender", "val_acc_gender")
    assert not names("loss_train", "loss_val", "acc_train", "acc_val")
    assert not names("train_loss", "train_loss_step", "train_loss_epoch", "train_acc_step", "train_acc_epoch")


def test_an_output_whose_name_begins_like_another_one_keeps_its_columns() -> None:
    found = names("loss", "output_loss", "output_1_loss", "output_acc", "output_1_acc")
    assert found["output"]["accuracy"] == "output_acc"
    assert found["output_1"]["accuracy"] == "output_1_acc"


@pytest.mark.parametrize(
    "columns",
    [
        ("loss", "reconstruction_loss", "kl_loss"),
        ("loss", "rpn_class_loss", "mrcnn_bbox_loss", "val_loss", "val_rpn_class_loss"),
        ("loss", "dice_loss", "bce_loss", "dice_score", "val_dice_score"),
        ("train_loss_step", "train_loss_epoch", "train_acc_step", "train_acc_epoch"),
        ("loss", "batch_loss", "epoch_loss", "batch_acc", "epoch_acc"),
        ("loss", "real_loss", "fake_loss", "real_accuracy", "fake_accuracy"),
        ("loss", "distillation_loss", "teacher_loss", "teacher_accuracy"),
        ("age_loss", "gender_loss", "gender_accuracy"),
        ("loss", "seg_loss", "seg_acc"),
        ("train_loss", "val_loss", "shift_loss", "shift_acc", "noise_loss", "noise_acc"),
        ("loss", "accuracy", "mnist_loss", "mnist_acc", "svhn_loss", "svhn_acc"),
    ],
)
def test_parts_of_a_loss_are_no_outputs(columns: tuple[str, ...]) -> None:
    assert not names(*columns)


def test_a_table_of_very_many_losses_is_not_taken_apart() -> None:
    assert not names("loss", *(f"unit{place}_{metric}" for place in range(40) for metric in ("loss", "accuracy")))


@pytest.mark.parametrize(
    ("column", "better"),
    [
        ("gender_accuracy", "higher"),
        ("val_my_f1", "higher"),
        ("val_age_mae", "lower"),
        ("val_age_loss", "lower"),
        ("fake_accuracy", None),
        ("g_loss", None),
        ("lr", None),
        ("val_team", None),
    ],
)
def test_a_name_tells_its_direction_by_how_it_ends(column: str, better: Better | None) -> None:
    assert direction(column, metric_table()) == better


def judged(**series: str) -> dict[str, tuple[str, list[str]]]:
    run = synthetic_run(series)
    pack = builtin_pack()
    outcomes = evaluate_whole_and_outputs(run, assign(run.frame.columns, pack.metrics), pack)
    return {one.code: (one.status, [output.name for output in one.outputs]) for one in outcomes}


FALLS, STANDS = "1.10-0.08x11", "0.6934 0.6932x10 0.6931"
RISES = "0.40+0.04x11"


def test_an_output_is_heard_where_the_whole_has_nothing_to_say() -> None:
    learns = {"loss": "1.79-0.08x11", "kind_loss": FALLS, "kind_accuracy": RISES}
    guesses = {
        "flag_loss": STANDS,
        "flag_accuracy": "0.5 0.51 0.49x10",
        "tag_loss": STANDS,
        "tag_accuracy": "0.5 0.49x11",
    }
    found = judged(**learns, **guesses)
    assert found["TD301"] == ("fired", ["flag", "tag"])
    assert found["TD601"] == ("clear", ["kind"])
    assert found["TD001"] == ("clear", [])


def test_remarks_on_an_output_are_not_told() -> None:
    flat = {"loss": "1.0-0.01x11", "val_loss": "0.9x11"}
    found = judged(**flat, a_loss=FALLS, a_accuracy=RISES, b_loss=RISES, val_a_loss=FALLS, val_a_accuracy=RISES)
    assert found["TD305"] == ("clear", [])


def test_what_the_whole_explains_is_not_told_of_an_output() -> None:
    broken = judged(loss="nanx12", a_loss=STANDS, a_accuracy="0.5x11", b_loss=FALLS)
    assert broken["TD001"] == ("fired", [])
    assert broken["TD301"][0] == "skipped"
