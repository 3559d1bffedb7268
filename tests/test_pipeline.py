from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conftest import OVERFIT, keras_log
from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.errors import FormatError, UsageError
from trainlog_doctor.pipeline import Options, analyze
from trainlog_doctor.readers import recognise
from trainlog_doctor.readers.base import Certainty, Head, Sniff

if TYPE_CHECKING:
    from pathlib import Path

    from trainlog_doctor.engine.pack import Pack
    from trainlog_doctor.judgement.report import Report
    from trainlog_doctor.readers.base import Parser


def errors(report: Report) -> list[tuple[str, str]]:
    return [(failure.path, failure.error.key) for failure in report.errors]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "run.log"
    path.write_text(keras_log(OVERFIT), "utf-8")
    return path


def test_a_log_becomes_a_diagnosis(log: Path, pack: Pack) -> None:
    report = analyze([str(log)], pack)
    (diagnosis,) = report.diagnoses
    assert (diagnosis.origin.path, diagnosis.origin.number) == (str(log), 1)
    assert len(diagnosis.run.frame) == 12
    assert report.errors == ()


def test_a_source_that_fails_does_not_end_the_others(log: Path, tmp_path: Path, pack: Pack) -> None:
    absent = str(tmp_path / "absent.log")
    report = analyze([absent, str(log)], pack)
    assert errors(report) == [(absent, "missing")]
    assert len(report.diagnoses) == 1


@pytest.mark.parametrize(("fault", "key"), [(ZeroDivisionError, "internal"), (MemoryError, "exhausted")])
def test_a_fault_of_ours_is_an_entry_too(
    fault: type[Exception], key: str, log: Path, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise fault

    monkeypatch.setattr("trainlog_doctor.judgement.judge.judge", broken)
    assert errors(analyze([str(log)], pack)) == [(str(log), key)]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty"),
        (b"\0" * 5000, "only_nul"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 9\n", "lfs_pointer"),
        (b" \n\r\n\t\n", "blank"),
        (b"Dear diary,\nnothing was trained today.\n", "unrecognised"),
        (bytes(range(256)) * 20, "binary_data"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
        (b"%PDF-1.7\n1 0 obj\n", "picture"),
        (b"# Trains a model.\nimport torch\n\nloss = 0\n", "program"),
        (b"from keras.layers import (\n    Dense,\n)\n", "program"),
        (b"from keras import layers, models\nmodel.fit(x, y, epochs=5)\n", "program"),
        (b"import data from the server\ntorch 2.1 found\n", "lookalike"),
        (b"PK\x03\x04" + bytes(26) + b"runs/history.csvepoch,loss\n1,0.5\n", "archive"),
        (b"runs/history.csv".ljust(257, b"\0") + b"ustar\x0000".ljust(1000, b"\0"), "archive"),
        (b"PK\x03\x04" + bytes(22) + b"\x0c\0\0\0val_loss.npy\x93NUMPY", "history_errors.npz"),
        (b"PK\x03\x04" + bytes(22) + b"\x0f\0\0\0xl/workbook.xml<a/>", "history_errors.excel"),
        (b"PK\x03\x04" + bytes(22) + b"\x10\0\0\0archive/data.pkl\x80\x02", "history_errors.torch"),
        (b"Epoch 1/9\n 5/90 [>......] - ETA: 3s - loss: 0.7", "no_epoch"),
    ],
)
def test_what_is_no_history_says_what_was_seen(tmp_path: Path, pack: Pack, content: bytes, key: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert errors(analyze([str(path)], pack)) == [(str(path), key)]


def test_an_unrecognised_file_is_quoted_by_its_first_line_that_says_something(tmp_path: Path, pack: Pack) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"\n\n  Dear diary,\nnothing.\n")
    assert analyze([str(path)], pack).errors[0].error.data["quote"] == "Dear diary,"


_TRACEBACK = b'Traceback (most recent call last):\n  File "t.py", line 3\n    fit()\nValueError: no data\n'


@pytest.mark.parametrize(
    "printed", [b"", b"Loading\n", b"import torch\n", b"Epoch 1/9\n 5/90 [>......] - ETA: 3s - loss: 0.7\n"]
)
def test_a_program_that_failed_before_its_first_epoch_ended_is_refused_with_its_error(
    tmp_path: Path, pack: Pack, printed: bytes
) -> None:
    path = tmp_path / "file"
    path.write_bytes(printed + b"Traceback (most recent call last):\n  ...\nKeyError: 'x'\n" + _TRACEBACK)
    (failure,) = analyze([str(path)], pack).errors
    assert (failure.error.key, dict(failure.error.data)) == ("crashed", {"error": "ValueError: no data"})


def test_no_error_is_called_the_last_where_more_follows_than_was_looked_at(tmp_path: Path, pack: Pack) -> None:
    path = tmp_path / "file"
    path.write_bytes(_TRACEBACK + b"Trying again\n" * 9_000)
    assert errors(analyze([str(path)], pack)) == [(str(path), "unrecognised")]


@pytest.mark.parametrize("ending", [b"", b"  File t.py\n", b"-- cut --\n"])
def test_a_traceback_without_its_error_is_not_quoted(tmp_path: Path, pack: Pack, ending: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"Loading\nTraceback (most recent call last):\n" + ending)
    assert errors(analyze([str(path)], pack)) == [(str(path), "unrecognised")]


def test_a_directory_without_event_files_gives_each_history_below_it(tmp_path: Path, pack: Pack) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "run.log").write_text(keras_log(OVERFIT), "utf-8")
    (tmp_path / "a.json").write_text(json.dumps({"loss": [3.0, 2.0, 1.0], "val_loss": [3.0, 2.0, 1.5]}), "utf-8")
    (tmp_path / "notes.txt").write_text("nothing of interest", "utf-8")
    report = analyze([str(tmp_path)], pack)
    assert [d.origin.path for d in report.diagnoses] == [str(tmp_path / "a.json"), str(tmp_path / "b" / "run.log")]
    assert report.errors == ()


def test_pickles_and_arrays_of_a_directory_are_told_where_their_names_speak_of_a_history(
    tmp_path: Path, pack: Pack
) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"loss": [3.0, 2.0, 1.0], "val_loss": [3.0, 2.0, 1.5]}), "utf-8")
    for name, content in (("scaler.pkl", b"\x80\x04."), ("x.npy", b"\x93NUMPY"), ("model.h5", b"\x89HDF\r\n\x1a\n")):
        (tmp_path / name).write_bytes(content)
    assert analyze([str(tmp_path)], pack).errors == ()
    names = ("history.pkl", "lr0.1_history.pkl", "train_losses.npy")
    for name in names:
        (tmp_path / name).write_bytes(b"\x80\x04.")
    found = [(str(tmp_path / name), "history_errors.pickle") for name in names]
    assert errors(analyze([str(tmp_path)], pack)) == found


def test_tables_of_a_directory_that_count_no_epochs_are_histories_by_their_names_or_losses(
    tmp_path: Path, pack: Pack
) -> None:
    tables = {
        "history.csv": "loss,accuracy\n3,0.1\n2,0.2\n1,0.3\n",
        "net.tsv": "loss\tval_loss\n3\t4\n2\t3\n1\t2\n",
        "short_history.csv": "loss,accuracy\n3,0.1\n2,0.2\n",
        "trials.csv": "model,train_loss,val_loss\na,3,4\nb,2,3\nc,1,2\n",
        "values.csv": "loss,accuracy\n3,0.1\n2,0.2\n1,0.3\n",
    }
    for name, text in tables.items():
        (tmp_path / name).write_text(text, "utf-8")
    report = analyze([str(tmp_path)], pack)
    assert [d.origin.path for d in report.diagnoses] == [str(tmp_path / name) for name in ("history.csv", "net.tsv")]
    assert report.errors == ()


def test_a_directory_without_any_history_is_an_error(tmp_path: Path, pack: Pack) -> None:
    (tmp_path / "notes.txt").write_text("nothing of interest", "utf-8")
    assert errors(analyze([str(tmp_path)], pack)) == [(str(tmp_path), "no_history_below")]


@pytest.fixture
def folds(tmp_path: Path) -> str:
    path = tmp_path / "folds.log"
    path.write_text(keras_log(OVERFIT) * 3, "utf-8")
    return str(path)


def test_one_run_of_many_can_be_chosen_by_number(folds: str, pack: Pack) -> None:
    assert [d.origin.number for d in analyze([folds], pack).diagnoses] == [1, 2, 3]
    assert [d.origin.number for d in analyze([folds], pack, Options(run="2")).diagnoses] == [2]


@pytest.mark.parametrize(
    ("options", "key", "near"),
    [
        (Options(run="9"), "unknown_run", ""),
        (Options(input_format="keras-stout"), "unknown_format", "keras-stdout"),
        (Options(metrics={"scrore": RoleColumn("val_f1", None)}), "unknown_role", "score"),
        (Options(metrics={"score": RoleColumn("val_fl", None)}), "unknown_column", "val_f1"),
    ],
)
def test_options_that_name_nothing_are_refused(log: Path, pack: Pack, options: Options, key: str, near: str) -> None:
    with pytest.raises(UsageError) as caught:
        analyze([str(log)], pack, options)
    assert (caught.value.key, caught.value.data["near"]) == (key, near)


def test_the_format_can_be_fixed(log: Path, pack: Pack) -> None:
    (diagnosis,) = analyze([str(log)], pack, Options(input_format="keras-stdout")).diagnoses
    assert diagnosis.run.format == "keras-stdout"
    assert errors(analyze([str(log)], pack, Options(input_format="history-csv"))) == [(str(log), "not_this_format")]


class _Claims:
    """A reader that is as sure as it is told to be."""

    def __init__(self, name: str, certainty: Certainty) -> None:
        self.name, self.certainty = name, certainty

    def sniff(self, head: Head) -> Sniff:
        return Sniff(self.certainty)

    def parser(self, sniff: Sniff) -> Parser:
        raise NotImplementedError


def test_two_sure_readers_are_an_error_that_names_both() -> None:
    with pytest.raises(FormatError) as caught:
        recognise.claims_of(Head(b"x", True), [_Claims("a", Certainty.SURE), _Claims("b", Certainty.SURE)])
    assert (caught.value.key, caught.value.data) == ("ambiguous", {"names": ["a", "b"]})


def test_a_sure_reader_is_preferred_to_unsure_ones() -> None:
    head, unsure = Head(b"x", True), _Claims("a", Certainty.WEAK)
    assert [one.name for one, _ in recognise.claims_of(head, [unsure, _Claims("b", Certainty.SURE)])] == ["b"]
    assert [one.name for one, _ in recognise.claims_of(head, [unsure])] == ["a"]
    assert recognise.claims_of(head, [_Claims("c", Certainty.NO)]) == []


def test_histories_beside_a_directory_that_is_read_as_a_whole_are_told(log: Path, tmp_path: Path, pack: Pack) -> None:
    (tmp_path / "run-a-tag-loss.csv").write_text("Wall time,Step,Value\n1e9,0,0.5\n1000000001,1,0.4\n", "utf-8")
    (tmp_path / "notes.txt").write_text("nothing\n", "utf-8")
    (diagnosis,) = analyze([str(tmp_path)], pack).diagnoses
    (notice,) = (notice for notice in diagnosis.run.notices if notice.code == "sources.others")
    assert notice.data == {"count": 1, "names": (log.name,)}


def test_a_directory_of_one_format_has_nothing_to_tell(tmp_path: Path, pack: Pack) -> None:
    for tag in ("loss", "val_loss"):
        file = tmp_path / f"run-a-tag-{tag}.csv"
        file.write_text("Wall time,Step,Value\n1e9,0,0.5\n1000000001,1,0.4\n", "utf-8")
    (diagnosis,) = analyze([str(tmp_path)], pack).diagnoses
    assert "sources.others" not in [notice.code for notice in diagnosis.run.notices]
