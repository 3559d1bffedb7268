from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import numpy as np

from tests.readers.tables.reading import claims, codes, read
from trainlog_doctor.readers.stores import STORE_TREES
from trainlog_doctor.readers.tables.export_folder import CURVE_TREES
from trainlog_doctor.readers.tables.reader import TABLE_READERS

if TYPE_CHECKING:
    from pathlib import Path

EXPORTS, DVCLIVE = CURVE_TREES


def test_lightnings_rows_of_one_epoch_are_joined_in_either_order() -> None:
    data = b"epoch,step,train_loss,val_loss\n0,9,,0.9\n0,9,1.0,\n1,19,,0.8\n1,19,0.7,\n2,29,0.6,\n2,29,,0.85\n"
    (run,) = read(data, TABLE_READERS)
    assert run.format == "lightning-csv"
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert run.frame.columns["train_loss"].tolist() == [1.0, 0.7, 0.6]
    assert run.frame.columns["val_loss"].tolist() == [0.9, 0.8, 0.85]


def test_the_last_training_row_of_an_epoch_stands_and_the_others_are_counted() -> None:
    data = b"epoch,step,train_loss,val_loss\n0,4,1.2,\n0,9,1.0,\n0,9,,0.9\n1,14,0.8,\n1,19,0.7,\n1,19,,0.8\n"
    (run,) = read(data, TABLE_READERS)
    assert run.frame.columns["train_loss"].tolist() == [1.0, 0.7]
    folded = next(notice for notice in run.notices if notice.code.endswith("points_folded"))
    assert folded.data["count"] == 2


def test_steps_without_epochs_are_grouped_by_validation_and_keep_their_steps() -> None:
    rows = "".join(f"{step},{2 - step / 1000},{'' if step % 100 else 0.5}\n" for step in range(20, 501, 20))
    (run,) = read(("step,train_loss,val_loss\n" + rows).encode(), TABLE_READERS)
    assert run.frame.columns["step"].tolist() == [100, 200, 300, 400, 500]
    assert run.frame.columns["train_loss"].tolist() == [1.9, 1.8, 1.7, 1.6, 1.5]
    assert "steps_grouped" in codes(run)


def test_fastai_is_told_by_its_columns() -> None:
    (run,) = read(b"epoch,train_loss,valid_loss,accuracy,time\n0,1,2,0.5,00:10\n1,0.9,1.9,0.6,00:11\n", TABLE_READERS)
    assert run.format == "fastai-csv"
    assert list(run.frame.columns) == ["train_loss", "valid_loss", "accuracy"]
    assert "text_columns" in codes(run)


def test_a_wandb_chart_holds_a_run_a_curve() -> None:
    header = '"Step","a - loss","a - loss__MIN","a - loss__MAX","b - loss","b - loss__MIN","b - loss__MAX"\n'
    runs = read((header + "0,1,1,1,2,2,2\n1,0.5,0.5,0.5,1.5,1.5,1.5\n").encode(), TABLE_READERS)
    assert [(run.name, run.frame.columns["loss"].tolist()) for run in runs] == [("a", [1, 0.5]), ("b", [2, 1.5])]


def test_a_downloaded_curve_is_read_by_its_steps() -> None:
    (run,) = read(b"Wall time,Step,Value\n1.6e9,0,1.5\n1.6e9,1,1.25\n", TABLE_READERS)
    assert run.format == "tensorboard-export"
    assert run.frame.columns["Value"].tolist() == [1.5, 1.25]
    assert {"steps_are_epochs", "epochs_from_zero"} <= codes(run)


def test_downloaded_curves_of_one_directory_are_joined_by_the_run_in_their_names(tmp_path: Path) -> None:
    for name, values in (("a-tag-Loss_train", (3, 2)), ("a-tag-Loss_val", (4, 5)), ("b-tag-Loss_val", (6, 7))):
        rows = "".join(f"{1.6e9 + step},{step},{value}\n" for step, value in enumerate(values))
        (tmp_path / f"run-{name}.csv").write_text("Wall time,Step,Value\n" + rows)
    files = sorted(path.relative_to(tmp_path) for path in tmp_path.iterdir())
    reader = EXPORTS
    assert reader.sniff(tmp_path, files).certainty
    runs = reader.read(tmp_path, files)
    assert [run.name for run in runs] == ["a", "b"]
    assert sorted(runs[0].frame.columns) == ["Loss_train", "Loss_val"]
    assert np.array_equal(runs[0].frame.columns["Loss_val"], [4.0, 5.0])


def test_downloaded_curves_of_training_and_validation_are_one_run_as_where_they_were_logged(tmp_path: Path) -> None:
    curves = {"train": (3, 2), "validation": (4, 5), "exp_train": (6, 7), "exp_validation": (8, 9), "my_model": (1, 0)}
    for run, values in curves.items():
        rows = "".join(f"{1.6e9 + step},{step},{value}\n" for step, value in enumerate(values))
        (tmp_path / f"run-{run}-tag-epoch_loss.csv").write_text("Wall time,Step,Value\n" + rows)
    runs = EXPORTS.read(tmp_path, sorted(path.relative_to(tmp_path) for path in tmp_path.iterdir()))
    columns = {run.name: {name: cells.tolist() for name, cells in run.frame.columns.items()} for run in runs}
    assert columns == {
        None: {"loss": [3, 2], "val_loss": [4, 5]},
        "exp": {"loss": [6, 7], "val_loss": [8, 9]},
        "my_model": {"loss": [1, 0]},
    }
    assert [run.frame.epoch.tolist() for run in runs] == [[1, 2]] * 3


def test_a_downloaded_curve_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    for name in ("loss.csv", "val_loss.csv"):
        (tmp_path / name).write_text("Wall time,Step,Value\n1,0,3\n2,1,2\n", "utf-8-sig" if name[0] == "l" else "utf-8")
    (run,) = EXPORTS.read(tmp_path, [PurePath("loss.csv"), PurePath("val_loss.csv")])
    assert run.frame.columns.keys() == {"loss", "val_loss"}


def test_dvclive_keeps_a_file_a_metric_and_they_are_one_run(tmp_path: Path) -> None:
    curves = {"train/loss": (3, 2, 1), "eval/loss": (4, 5, 6), "eval/f1/macro": (0.5, 0.75, 0.5), "lr": (1, 1, 0.5)}
    for tag, values in curves.items():
        file = tmp_path / "live/plots/metrics" / f"{tag}.tsv"
        file.parent.mkdir(parents=True, exist_ok=True)
        rows = "".join(f"{step}\t{value}\n" for step, value in enumerate(values))
        file.write_text(f"step\t{file.stem}\n{rows}")
    (tmp_path / "live/plots/matrix.tsv").write_text("actual\tpredicted\n1\t0\n")
    files = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.tsv"))
    assert DVCLIVE.sniff(tmp_path, files).certainty
    (run,) = DVCLIVE.read(tmp_path, files)
    assert (run.name, run.frame.epoch.tolist()) == ("live", [1, 2, 3])
    assert {tag: column.tolist() for tag, column in run.frame.columns.items()} == {
        tag: [*values] for tag, values in curves.items()
    }


def test_dvclive_may_write_the_time_too_and_no_other_table_is_its_own(tmp_path: Path) -> None:
    (tmp_path / "scalars").mkdir()
    (tmp_path / "scalars/loss.tsv").write_text("timestamp\tstep\tloss\n1653670897109\t0\t3\n1653670897110\t1\t2\n")
    (tmp_path / "other.tsv").write_text("step\tloss\n0\t3\n1\t2\n")
    files = [PurePath("other.tsv"), PurePath("scalars/loss.tsv")]
    (run,) = DVCLIVE.read(tmp_path, files)
    assert run.frame.columns["loss"].tolist() == [3, 2]
    assert [place.as_posix() for place in DVCLIVE.places(tmp_path, files)] == ["scalars"]
    assert not DVCLIVE.sniff(tmp_path, files[:1]).certainty
    (tmp_path / "scalars").rename(tmp_path / "metrics")
    assert not any(reader.sniff(tmp_path, [PurePath("metrics/loss.tsv")]).certainty for reader in STORE_TREES)


def test_the_last_rows_of_wandb_runs_are_no_training() -> None:
    header, rows = "_step,loss,val_loss,name", ["35,0.5,0.6,a", "43,0.4,0.5,b", "37,0.6,0.7,c"]
    assert "wandb" not in claims("\n".join([header, *rows, ""]).encode(), TABLE_READERS)
    in_turn = [f"{step},0.5,0.6,{name}" for step in (0, 1, 2) for name in "ab"]
    runs = read("\n".join([header, *in_turn, ""]).encode(), TABLE_READERS)
    assert [run.name for run in runs] == ["name a", "name b"]


def test_epochs_in_fractions_are_points_of_a_log() -> None:
    (run,) = read(b"epoch,loss,eval_loss\n0.5,1.0,1.0\n1.0,0.75,0.5\n1.5,0.5,0.75\n2.0,0.25,0.25\n", TABLE_READERS)
    assert run.frame.columns["eval_loss"].tolist()[-1] == 0.25
    for epochs in ((2015.5, 2016.0, 2016.5), (0.5, 0.25, 0.75), (1.0, 2.5, 4.0)):
        assert claims("\n".join(["epoch,loss", *(f"{one},0.5" for one in epochs), ""]).encode(), TABLE_READERS) == {}
