from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.readers.tables.reading import codes
from tests.readers.tensorboard import writers as tb
from trainlog_doctor.readers.base import Certainty
from trainlog_doctor.readers.tensorboard.reader import EventTreeReader

if TYPE_CHECKING:
    from pathlib import Path

    from trainlog_doctor.model import Run

READER = EventTreeReader()


def read_tree(root: Path, **files: bytes) -> list[Run]:
    """Write event files (``__`` in a name stands for ``/``) and read the directory."""
    for number, (directory, data) in enumerate(files.items()):
        path = root / directory.replace("__", "/").rstrip("0123456789")
        path.mkdir(parents=True, exist_ok=True)
        (path / f"events.out.tfevents.{1000 + number}.host").write_bytes(data)
    found = sorted(path.relative_to(root) for path in root.rglob("*") if path.is_file())
    assert READER.sniff(root, found).certainty is Certainty.SURE
    return list(READER.read(root, found))


def shares_of(root: Path) -> int:
    return len(READER.shares(root, [path.relative_to(root) for path in root.rglob("*") if path.is_file()]))


def test_train_and_validation_of_keras_are_one_run(tmp_path: Path) -> None:
    train = tb.VERSION + tb.curve("epoch_loss", [3, 2, 1]) + tb.curve("epoch_learning_rate", [0.1, 0.1, 0.1])
    validation = tb.VERSION + tb.curve("epoch_loss", [4, 3, 5], wall=1e9 + 1)
    (run,) = read_tree(tmp_path, train=train, validation=validation)
    assert (run.format, run.name) == ("tensorboard", None)
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert run.frame.columns["loss"].tolist() == [3, 2, 1]
    assert run.frame.columns["val_loss"].tolist() == [4, 3, 5]
    assert "learning_rate" in run.frame.columns
    assert {"epoch_names", "epochs_from_zero"} <= codes(run)


def test_batches_and_iterations_stay_out_of_the_epochs(tmp_path: Path) -> None:
    train = tb.curve("batch_loss", [float(n) for n in range(50)]) + tb.curve("epoch_loss", [3, 2])
    validation = tb.curve("evaluation_loss_vs_iterations", [1, 2], begin=25, every=25) + tb.curve("epoch_loss", [4, 3])
    (run,) = read_tree(tmp_path, train=train, validation=validation)
    assert list(run.frame.columns) == ["loss", "val_loss"]
    assert "tb_per_batch" in codes(run)


def test_epochs_that_keras_dropped_are_told(tmp_path: Path) -> None:
    train = tb.curve("batch_loss", [1.0] * 60) + tb.curve("epoch_loss", [3, 2], begin=4, every=5)
    (run,) = read_tree(tmp_path, train=train)
    assert run.frame.epoch.tolist() == [5, 10]
    assert "tb_update_freq" in codes(run)


def test_validation_every_third_epoch_stands_in_its_epochs(tmp_path: Path) -> None:
    train, validation = tb.curve("epoch_loss", [6, 5, 4, 3, 2, 1]), tb.curve("epoch_loss", [7, 8], begin=2, every=3)
    (run,) = read_tree(tmp_path, train=train, validation=validation)
    assert run.frame.epoch[~np.isnan(run.frame.columns["val_loss"])].tolist() == [3, 6]


def test_two_fits_in_one_directory_are_two_runs(tmp_path: Path) -> None:
    files = {
        "train1": tb.curve("epoch_loss", [3, 2, 1]),
        "validation1": tb.curve("epoch_loss", [4, 4, 4], wall=1e9 + 1),
        "train2": tb.curve("epoch_loss", [9, 8], wall=2e9),
        "validation2": tb.curve("epoch_loss", [7, 7], wall=2e9 + 1),
    }
    runs = read_tree(tmp_path, **files)
    assert [run.frame.columns["loss"].tolist() for run in runs] == [[3, 2, 1], [9, 8]]
    assert [run.frame.columns["val_loss"].tolist() for run in runs] == [[4, 4, 4], [7, 7]]


def test_a_fit_that_goes_on_in_a_new_file_is_the_same_run(tmp_path: Path) -> None:
    first, second = tb.curve("epoch_loss", [4, 3]), tb.curve("epoch_loss", [2, 1], begin=2, wall=2e9)
    (run,) = read_tree(tmp_path, train1=first, train2=second)
    assert run.frame.columns["loss"].tolist() == [4, 3, 2, 1]


def test_a_rewound_training_keeps_what_was_logged_last(tmp_path: Path) -> None:
    first, second = tb.curve("epoch_loss", [5, 4, 3, 2]), tb.curve("epoch_loss", [9, 8], begin=2, wall=2e9)
    (run,) = read_tree(tmp_path, train1=first, train2=second)
    assert run.frame.columns["loss"].tolist() == [5, 4, 9, 8]
    assert "rewound" in codes(run)


def test_a_test_behind_the_last_epoch_is_none_of_its_own(tmp_path: Path) -> None:
    logged = tb.curve("val_loss", [3, 2, 1], wall=1e9) + tb.curve("epoch", [0, 1, 2], wall=1e9)
    tested = tb.curve("test_loss", [4], begin=3, wall=2e9) + tb.curve("epoch", [3], begin=3, wall=2e9)
    (run,) = read_tree(tmp_path, run=tb.VERSION + logged + tested)
    assert (run.frame.epoch.tolist(), run.frame.columns["test_loss"][-1]) == ([1, 2, 3], 4)


def test_runs_below_one_directory_are_named_by_their_place(tmp_path: Path) -> None:
    runs = read_tree(
        tmp_path,
        fold_a__train=tb.curve("epoch_loss", [2, 1]),
        fold_a__validation=tb.curve("epoch_loss", [3, 3]),
        fold_b__train=tb.curve("epoch_loss", [5, 4]),
    )
    assert [(run.name, len(run.frame.columns)) for run in runs] == [("fold_a", 2), ("fold_b", 1)]


def test_curves_of_add_scalars_belong_to_the_run_above_them(tmp_path: Path) -> None:
    runs = read_tree(
        tmp_path,
        run=tb.curve("lr", [1, 1]),
        run__Loss_train=tb.curve("Loss", [3, 2]),
        run__Loss_val=tb.curve("Loss", [4, 4]),
    )
    assert [run.name for run in runs] == ["run"]
    assert sorted(runs[0].frame.columns) == ["Loss/train", "Loss/val", "lr"]


def test_curves_in_folders_named_by_their_tag_belong_to_the_run_above_the_tag(tmp_path: Path) -> None:
    curves = {"Loss__train": tb.curve("Loss", [3, 2]), "Loss__val": tb.curve("Loss", [4, 4])}
    (run,) = read_tree(tmp_path, **{"": tb.curve("lr", [1, 1])}, **curves)
    assert sorted(run.frame.columns) == ["Loss/train", "Loss/val", "lr"]
    assert shares_of(tmp_path) == 1


@pytest.mark.parametrize(
    ("trained", "held_out", "column"),
    [("train", "test", "test_loss"), ("learn", "test", "test_loss"), ("", "eval", "eval_loss")],
)
def test_what_is_held_out_stands_beside_the_training(tmp_path: Path, trained: str, held_out: str, column: str) -> None:
    logged = {trained: tb.curve("loss", [3, 2, 1]), held_out: tb.curve("loss", [4, 3, 3])}
    (run,) = read_tree(tmp_path, **logged)
    assert {name: cells.tolist() for name, cells in run.frame.columns.items()} == {"loss": [3, 2, 1], column: [4, 3, 3]}
    assert shares_of(tmp_path) == 1


def test_a_folder_called_test_may_be_a_run(tmp_path: Path) -> None:
    assert [run.name for run in read_tree(tmp_path / "a", a=tb.curve("loss", [1]), test=tb.curve("loss", [2]))] == [
        "a",
        "test",
    ]
    both = tb.curve("loss/train", [2, 1]) + tb.curve("loss/val", [3, 2])
    assert [run.name for run in read_tree(tmp_path / "b", **{"": both, "test": both})] == [None, "test"]


def test_an_evaluation_at_the_end_leaves_the_training_its_rows(tmp_path: Path) -> None:
    (run,) = read_tree(tmp_path, train=tb.curve("loss", [4, 3, 2, 1]), test=tb.curve("accuracy", [0.5], begin=3))
    assert run.frame.columns["loss"].tolist() == [4, 3, 2, 1]
    assert run.frame.columns["test_accuracy"].tolist()[3:] == [0.5]


def test_lightnings_epoch_tag_counts_the_epochs(tmp_path: Path) -> None:
    points = b"".join(
        tb.event(1e9 + step, step, tb.simple(tag, value))
        for epoch, step in enumerate((15, 31, 47))
        for tag, value in (("epoch", epoch), ("val_loss", 5 - epoch), ("train_loss_epoch", 4 - epoch))
    )
    (run,) = read_tree(tmp_path, version=points)
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert run.frame.columns["val_loss"].tolist() == [5, 4, 3]
    assert "epoch_tag" in codes(run)


def test_training_by_batch_and_validation_by_epoch_are_paired_by_the_clock(tmp_path: Path) -> None:
    points = b""
    for epoch in range(3):
        wall = 1e9 + 1000 * epoch
        points += b"".join(
            tb.event(wall + batch, 100 * epoch + batch, tb.simple("Loss/train", 100 * epoch + batch))
            for batch in range(100)
        )
        points += tb.event(wall + 500, epoch, tb.simple("Loss/val", epoch))
    (run,) = read_tree(tmp_path, logs=points)
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert run.frame.columns["Loss/train"].tolist() == [99, 199, 299]
    assert {"steps_are_epochs", "by_clock", "points_folded"} <= codes(run)


def test_steps_without_epochs_are_grouped_by_validation(tmp_path: Path) -> None:
    train = tb.curve("train/loss", [float(n) for n in range(1, 41)], begin=10, every=10)
    validation = b"".join(
        tb.event(1e9 + step / 10, step, tb.simple("eval/loss", step)) for step in (100, 200, 300, 400)
    )
    (run,) = read_tree(tmp_path, logs=train + validation)
    assert run.frame.columns["step"].tolist() == [100, 200, 300, 400]
    assert run.frame.columns["train/loss"].tolist() == [10, 20, 30, 40]
    assert "steps_grouped" in codes(run)


def test_points_that_share_their_steps_are_numbered_by_their_order(tmp_path: Path) -> None:
    points = b"".join(tb.event(1e9 + n, 0, tb.simple("loss", n)) for n in range(5))
    (run,) = read_tree(tmp_path, logs=points)
    assert run.frame.columns["loss"].tolist() == [0, 1, 2, 3, 4]
    assert "steps_repeated" in codes(run)


def test_empty_and_cut_files_beside_good_ones_do_no_harm(tmp_path: Path) -> None:
    good = tb.VERSION + tb.curve("epoch_loss", [2, 1])
    (run,) = read_tree(tmp_path, logs1=b"", logs2=tb.VERSION[:-3], logs3=good)
    assert run.frame.columns["loss"].tolist() == [2, 1]
    assert "tb_cut" in codes(run)


def test_a_nan_that_was_logged_is_told_from_what_was_not(tmp_path: Path) -> None:
    (run,) = read_tree(tmp_path, train=tb.curve("epoch_loss", [1.0, float("nan")]))
    assert run.frame.logged_nan == {"loss": (2,)}
