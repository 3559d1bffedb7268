from __future__ import annotations

import json
import pickle
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Protocol

import numpy as np
import pytest

from tests.readers.tables.reading import claims, codes, read
from trainlog_doctor.errors import FormatError
from trainlog_doctor.i18n import catalogue
from trainlog_doctor.readers.json_history.reader import JSON_READERS, JSON_TREES
from trainlog_doctor.readers.refused import REFUSED_READERS
from trainlog_doctor.readers.stores import STORE_READERS, STORE_TREES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from trainlog_doctor.model import Run
    from trainlog_doctor.readers.base import Sniff


class AnyTreeReader(Protocol):
    """A reader of directories."""

    def sniff(self, root: Path, files: Sequence[Path]) -> Sniff: ...

    def read(self, root: Path, files: Sequence[Path]) -> Sequence[Run]: ...


def read_tree(root: Path, readers: Sequence[AnyTreeReader]) -> Sequence[Run]:
    files = sorted(path.relative_to(root) for path in root.rglob("*") if path.is_file())
    (reader,) = [reader for reader in readers if reader.sniff(root, files).certainty]
    return reader.read(root, files)


def state(*rows: dict[str, float]) -> bytes:
    return json.dumps({"log_history": rows, "num_train_epochs": 5, "global_step": 10}).encode()


def test_hugging_face_evaluations_at_whole_epochs_are_epochs() -> None:
    data = state(
        {"epoch": 0.5, "loss": 1.5, "step": 5},
        {"epoch": 1.0, "loss": 1.0, "step": 10},
        {"epoch": 1.0, "eval_loss": 0.9, "step": 10},
        {"epoch": 2.0, "eval_loss": 0.8, "step": 20},
        {"epoch": 2.0, "train_loss": 1.2, "train_runtime": 9.0, "step": 20},
    )
    (run,) = read(data, JSON_READERS)
    assert run.format == "hf-trainer-state"
    assert run.frame.epoch.tolist() == [1, 2]
    assert run.frame.columns["eval_loss"].tolist() == [0.9, 0.8]
    assert run.frame.columns["loss"][0] == 1.0
    assert "train_loss" not in run.frame.columns
    assert run.planned_epochs == 5


def test_hugging_face_evaluations_inside_epochs_are_steps() -> None:
    rows = [{"epoch": 0.17 * n, "eval_loss": 1.0 / n, "step": 500 * n} for n in range(1, 5)]
    (run,) = read(state(*rows), JSON_READERS)
    assert run.frame.columns["step"].tolist() == [500, 1000, 1500, 2000]
    assert "steps_grouped" in codes(run)
    assert run.planned_epochs is None


def test_mmengine_validation_lines_belong_to_the_epoch_before_them() -> None:
    lines = []
    for epoch in (1, 2, 3):
        lines.append({"lr": 0.1, "loss": 1.0 / epoch, "epoch": epoch, "iter": epoch * 50, "step": epoch * 50})
        lines.append({"accuracy/top1": 10.0 * epoch, "step": epoch})
    (run,) = read("\n".join(map(json.dumps, lines)).encode(), JSON_READERS)
    assert run.format == "mmengine-jsonl"
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert run.frame.columns["accuracy/top1"].tolist() == [10, 20, 30]


def test_lines_that_are_no_json_are_left_out_and_said() -> None:
    data = b'{"epoch": 0, "loss": 2}\n{"epoch": 1, "loss": 1}\n{"epoch": 2, "lo\n{"epoch": 3, "loss": 0.5}\n'
    (run,) = read(data, JSON_READERS)
    assert run.frame.columns["loss"].tolist() == [2, 1, 0.5]
    assert "rows_lost" in codes(run)


def test_boosting_rounds_that_break_off_say_so() -> None:
    (run,) = read(b'{"validation_0": {"logloss": [0.5, 0.25, 0.125', JSON_READERS)
    assert run.format == "boosting-evals"
    assert "unclosed" in codes(run)


@pytest.mark.parametrize(
    "text",
    [
        """{"train-rmse-mean": [3, 2], "train-rmse-std": [0, 0], "test-rmse-mean": [4, 3], "test-rmse-std": [1, 1]}""",
        """{"valid l2-mean": [4, 3], "valid l2-stdv": [1, 1]}""",
        "{'train': OrderedDict([('l1', [np.float64(2.5), 2]), ('l2', [4, 3])]), 'val': OrderedDict([('l1', [3, 2])])}",
    ],
)
def test_boosters_print_and_cross_validate_by_round(text: str) -> None:
    (run,) = read(text.encode(), JSON_READERS)
    assert (run.format, len(run.frame)) == ("boosting-evals", 2)


def test_what_catboost_has_learnt_is_its_training() -> None:
    (run,) = read(
        b'{"learn": {"MultiClass": [3, 2]}, "validation": {"MultiClass": [4, 3], "F1": [1, 1]}}', JSON_READERS
    )
    assert list(run.frame.columns) == ["train-MultiClass", "validation-MultiClass", "validation-F1"]


def test_scores_of_folds_are_no_rounds() -> None:
    assert not claims(b'{"train-score-mean": [0.5, 0.25], "test-score-mean": [0.5, 0.25]}', JSON_READERS)


def test_curves_as_tensorboard_downloads_them() -> None:
    curve = [[1.6e9 + step, step, 1.0 / (step + 1)] for step in range(3)]
    (single,) = read(json.dumps(curve).encode(), JSON_READERS)
    assert single.frame.columns["Value"].tolist() == [1.0, 0.5, 1 / 3]
    (joined,) = read(json.dumps({"runs/a/x/loss": curve, "runs/a/x/acc": curve}).encode(), JSON_READERS)
    assert joined.name == "runs/a"
    assert list(joined.frame.columns) == ["x/loss", "x/acc"]


def test_lines_of_which_one_is_no_object_are_of_no_framework() -> None:
    assert claims(b'{"iter": 1, "lr": 0.1, "epoch": 1, "loss": 2}\n[1, 2]\n', JSON_READERS).keys() <= {"keras-json"}


def test_every_trial_of_a_tuner_is_a_run(tmp_path: Path) -> None:
    for name, loss in (("trial_a", 0.5), ("trial_b", None)):
        (tmp_path / name).mkdir()
        observed = {"val_loss": {"observations": [{"value": [loss], "step": 0}]}} if loss else {}
        trial = {"trial_id": name, "hyperparameters": {}, "metrics": {"metrics": observed}}
        (tmp_path / name / "trial.json").write_text(json.dumps(trial))
    (tmp_path / "trial_0").mkdir()
    (tmp_path / "trial_0" / "trial.json").write_text("half a docu")
    (run,) = read_tree(tmp_path, JSON_TREES)
    assert (run.name, run.frame.columns["val_loss"].tolist()) == ("trial_a", [0.5])


def test_mlflow_metrics_on_odd_and_even_steps_are_paired(tmp_path: Path) -> None:
    metrics = tmp_path / "run1" / "metrics"
    metrics.mkdir(parents=True)
    (metrics / "train_loss").write_text("".join(f"{1000 + step} {step} {step}\n" for step in (1, 3, 5)))
    (metrics / "val_loss").write_text("".join(f"{1000 + step} {step} {step}\n" for step in (2, 4, 6)) + "broken\n")
    (run,) = read_tree(tmp_path, STORE_TREES)
    assert run.name == "run1"
    assert run.frame.columns["train_loss"].tolist() == [1, 3, 5]
    assert run.frame.columns["val_loss"].tolist() == [2, 4, 6]
    assert {"steps_grouped", "points_lost"} <= codes(run)


def test_one_test_at_the_end_is_no_epoch_of_its_own(tmp_path: Path) -> None:
    metrics = tmp_path / "metrics"
    metrics.mkdir()
    (metrics / "train_loss").write_text("".join(f"{1000 + step} {9 - step} {step}\n" for step in range(5)))
    (metrics / "test_accuracy").write_text("1009 0.5 0\n")
    (run,) = read_tree(tmp_path, STORE_TREES)
    assert run.frame.columns["train_loss"].tolist() == [9, 8, 7, 6, 5]


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_the_runs_of_an_mlflow_database_are_read_without_changing_it(tmp_path: Path, journal: str) -> None:
    path = tmp_path / "mlflow.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA journal_mode = {journal}")
        database.execute("CREATE TABLE runs (run_uuid TEXT, name TEXT)")
        database.execute(
            "CREATE TABLE metrics (run_uuid TEXT, key TEXT, timestamp INT, step INT, value REAL, is_nan INT)"
        )
        database.execute("INSERT INTO runs VALUES ('u1', 'brave-cat'), ('u2', NULL)")
        rows = [("u1", "val_loss", 1000 + step, step, 1.0 / (step + 1), step == 2) for step in range(3)]
        rows += [("u2", "val_loss", 1000 + step, step, 9.0 - step, False) for step in range(4)]
        database.executemany("INSERT INTO metrics VALUES (?, ?, ?, ?, ?, ?)", rows)
        database.commit()
    run, unnamed = read(path.read_bytes(), STORE_READERS)
    assert (unnamed.name, unnamed.frame.columns["val_loss"].tolist()) == ("u2", [9, 8, 7, 6])
    assert (run.format, run.name) == ("mlflow", "brave-cat")
    assert run.frame.columns["val_loss"].tolist()[:2] == [1.0, 0.5]
    assert run.frame.logged_nan == {"val_loss": (3,)}


def test_another_sqlite_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE t (x)")
        database.commit()
    for data in (path.read_bytes(), path.read_bytes()[:100] + b"\xff" * 2000):
        with pytest.raises(FormatError, match="not_mlflow"):
            read(data, STORE_READERS)


def test_allennlp_writes_a_file_an_epoch(tmp_path: Path) -> None:
    for epoch in (0, 1, 10):
        row = {"epoch": epoch, "training_loss": 1.0 + epoch, "best_validation_loss": 0.1, "training_duration": "0:01"}
        (tmp_path / f"metrics_epoch_{epoch}.json").write_text(json.dumps(row))
    (run,) = read_tree(tmp_path, STORE_TREES)
    assert run.frame.epoch.tolist() == [1, 2, 11]
    assert list(run.frame.columns) == ["training_loss"]


@pytest.mark.parametrize("protocol", range(6))
def test_pickles_are_refused_and_never_loaded(protocol: int) -> None:
    data = pickle.dumps({"loss": [1.0, 2.0]}, protocol=protocol)
    with pytest.raises(FormatError, match=r"history_errors\.pickle"):
        read(data, REFUSED_READERS)


def test_numpy_files_are_refused_with_their_own_reasons(tmp_path: Path) -> None:
    np.save(tmp_path / "o.npy", np.array({"loss": [1]}, dtype=object), allow_pickle=True)
    np.save(tmp_path / "f.npy", np.zeros(3))
    for name, key in (("o.npy", "npy_objects"), ("f.npy", "npy")):
        with pytest.raises(FormatError) as caught:
            read((tmp_path / name).read_bytes(), REFUSED_READERS)
        assert caught.value.key == f"history_errors.{key}"
        assert "json.dump" in catalogue("history_errors", "en")[key]


def test_data_sets_with_numbers_are_a_boosters_whatever_was_measured() -> None:
    (run,) = read(b'{"validation_0": {"my_f1": [0.5, 0.6]}, "validation_1": {"my_f1": [0.4, 0.5]}}', JSON_READERS)
    assert sorted(run.frame.columns) == ["validation_0-my_f1", "validation_1-my_f1"]
    assert run.frame.columns["validation_1-my_f1"].tolist() == [0.4, 0.5]
    assert len(read(b'{"train": {"loss": [0.5, 0.6]}, "test": {"loss": [0.4, 0.5]}}', JSON_READERS)) == 1
    assert "boosting-evals" not in claims(b'{"train": {"loss": [2, 1]}, "test": {"loss": [2, 1]}}', JSON_READERS)


def test_a_log_without_steps_or_epochs_is_no_trainers() -> None:
    data = json.dumps({"log_history": [{"time": "10:00", "oxygen": 249.0}]}).encode()
    assert "hf-trainer-state" not in claims(data, JSON_READERS)


def test_a_state_that_holds_only_the_closing_summary_is_refused_with_what_to_set() -> None:
    with pytest.raises(FormatError) as caught:
        read(state({"epoch": 3.0, "step": 69, "train_loss": 0.5, "train_runtime": 36.0}), JSON_READERS)
    assert caught.value.key == "history_errors.only_totals"
