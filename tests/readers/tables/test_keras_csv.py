from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.tables.reading import claims, codes, read
from trainlog_doctor.readers.base import Certainty
from trainlog_doctor.readers.tables.reader import TABLE_READERS

SAMPLES = Path(__file__).parents[3] / "sample_logs"


def test_epoch_zero_of_a_csvlogger_is_a_persons_epoch_one() -> None:
    (run,) = read(b"epoch,accuracy,loss,val_loss\n0,0.5,0.7,0.6\n1,0.8,0.4,0.5\n", TABLE_READERS)
    assert run.format == "keras-csv"
    assert run.frame.epoch.tolist() == [1, 2]
    assert run.frame.columns["val_loss"].tolist() == [0.6, 0.5]
    assert "epoch" not in run.frame.columns
    assert "epochs_from_zero" in codes(run)
    assert run.epoch_lines == (2, 3)


def test_epochs_that_begin_at_one_stay() -> None:
    (run,) = read(b"epoch,loss,acc\n1,0.7,0.1\n2,0.4,0.2\n", TABLE_READERS)
    assert run.frame.epoch.tolist() == [1, 2]
    assert "epochs_from_zero" not in codes(run)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_separator_and_line_end_is_read(separator: str, end: str) -> None:
    rows = [["epoch", "loss", "val_loss"], ["0", "0.7", "0.8"], ["1", "0.6", "0.9"]]
    (run,) = read(end.join(separator.join(row) for row in rows).encode(), TABLE_READERS)
    assert run.frame.columns["val_loss"].tolist() == [0.8, 0.9]


def test_decimal_commas_are_read_where_the_separator_is_another() -> None:
    (run,) = read(b"epoch;loss;val_loss\n0;0,75;1,5e-2\n1;0,5;2\n", TABLE_READERS)
    assert run.frame.columns["loss"].tolist() == [0.75, 0.5]
    assert run.frame.columns["val_loss"].tolist() == [0.015, 2.0]


def test_commas_in_quotes_are_decimal_or_set_thousands_off() -> None:
    (run,) = read(b'epoch,loss,val_loss\n1,"0,75","1,250"\n2,"0,5",1\n', TABLE_READERS)
    assert [run.frame.columns[name].tolist() for name in ("loss", "val_loss")] == [[0.75, 0.5], [1.25, 1]]
    (run,) = read(b'step,loss,val_loss\n"1,000",1.5,"1,250.5"\n"2,000",1.25,3\n"3,000",1,2\n', TABLE_READERS)
    assert run.frame.columns["step"].tolist() == [1000, 2000, 3000]
    assert run.frame.columns["val_loss"].tolist() == [1250.5, 3, 2]


@pytest.mark.parametrize("separator", [",", "\t"])
def test_numbers_of_rows_may_stand_below_no_name_as_r_writes_them(separator: str) -> None:
    rows = '"epoch","loss","val_loss"\n"1",1,2.5,3.5\n"2",2,1.5,3\n'
    (run,) = read(rows.replace(",", separator).encode(), TABLE_READERS)
    assert (list(run.frame.columns), run.frame.epoch.tolist()) == (["loss", "val_loss"], [1, 2])
    (run,) = read(b'"loss","acc","val_loss"\n"1",2.5,0.5,3.5\n"2",1.5,0.75,3\n', TABLE_READERS)
    assert [column.tolist() for column in run.frame.columns.values()] == [[2.5, 1.5], [0.5, 0.75], [3.5, 3]]
    (run,) = read(b"loss,acc,val_loss\n1,0.5,3.5,\n2,0.75,3,\n", TABLE_READERS)
    assert run.frame.columns["val_loss"].tolist() == [3.5, 3]
    assert not read(b"epoch,loss\n1,0,75\n2,0,5\n", TABLE_READERS)


@pytest.mark.parametrize("counter", ["epoch", "step", "fold"])
def test_a_cell_without_a_name_behind_the_others_moves_none_of_them(counter: str) -> None:
    assert not read(f"{counter},loss,val_loss\n1,2.5,3.5,0.01\n2,1.5,3,0.02\n".encode(), TABLE_READERS)


def test_names_that_only_blanks_set_off_are_cut_apart_where_each_has_its_cell() -> None:
    (run,) = read(b"epoch   loss\tval_loss\n1\t2.5\t3.5\n2\t1.5\t3\n", TABLE_READERS)
    assert {name: cells.tolist() for name, cells in run.frame.columns.items()} == {
        "loss": [2.5, 1.5],
        "val_loss": [3.5, 3],
    }


def test_lists_of_anything_but_numbers_are_texts() -> None:
    (run,) = read(b'epoch,loss,who\n1,2,"[{""id"": 8, ""n"": 2}]"\n2,1,"[{""id"": 9, ""n"": 1}]"\n', TABLE_READERS)
    assert list(run.frame.columns) == ["loss"]
    assert "text_columns" in codes(run)


def test_nan_was_logged_and_na_was_not() -> None:
    (run,) = read(b"epoch,loss,val_loss\n0,0.7,NA\n1,nan,\n2,inf,0.5\n", TABLE_READERS)
    assert np.isnan(run.frame.columns["val_loss"]).tolist() == [True, True, False]
    assert run.frame.logged_nan == {"loss": (2,)}
    assert math.isinf(run.frame.columns["loss"][2])


def test_columns_in_which_nothing_was_ever_logged_are_left_out() -> None:
    (run,) = read(b"epoch,loss,val_loss\n0,0.7,NA\n1,0.6,NA\n", TABLE_READERS)
    assert list(run.frame.columns) == ["loss"]


def test_appended_runs_are_cut_where_the_epochs_begin_again() -> None:
    runs = read(b"epoch,loss,acc\n0,3,0\n1,2,0\n0,5,0\n0,4,0\n1,3,0\n2,2,0\n", TABLE_READERS)
    assert [len(run.frame) for run in runs] == [2, 1, 3]
    assert [run.continues for run in runs] == [None, None, None]


def test_a_run_that_begins_in_the_middle_continues_the_one_before() -> None:
    runs = read(b"epoch,loss,acc\n0,3,0\n1,2,0\n2,1,0\n2,5,0\n3,4,0\n", TABLE_READERS)
    assert [run.frame.epoch.tolist() for run in runs] == [[1, 2, 3], [3, 4]]
    assert runs[1].continues == 1


def test_a_repeated_header_with_rising_epochs_is_one_resumed_run() -> None:
    (run,) = read(b"epoch,loss,acc\n0,3,0\n1,2,0\nepoch,loss,acc\n2,1,0\n", TABLE_READERS)
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert "resumed" in codes(run)


def test_another_header_begins_another_run() -> None:
    runs = read(b"epoch,auc,loss\n0,0.5,3\nepoch,auc_1,loss\n0,0.6,2\n", TABLE_READERS)
    assert [list(run.frame.columns) for run in runs] == [["auc", "loss"], ["auc_1", "loss"]]


def test_a_dataframes_index_is_the_epoch() -> None:
    (run,) = read(b",loss,val_loss\n0,0.7,0.8\n1,0.6,0.9\n", TABLE_READERS)
    assert run.frame.epoch.tolist() == [1, 2]
    assert list(run.frame.columns) == ["loss", "val_loss"]


def test_rows_are_counted_where_nothing_else_counts_them_and_that_is_said() -> None:
    (run,) = read(b"loss,val_loss\n0.7,0.8\n0.6,0.9\n", TABLE_READERS)
    assert run.frame.epoch.tolist() == [1, 2]
    assert "epochs_counted" in codes(run)


@pytest.mark.parametrize("scalar", ["tf.Tensor({}, shape=(), dtype=float32)", "np.float32({})"])
def test_list_valued_cells_become_a_column_an_element(scalar: str) -> None:
    cell = f'"""[{scalar.format(0.25)}, {scalar.format(0.5)}]"""'
    (run,) = read(f'epoch,f1,loss\n0,{cell},0.7\n1,"[0.3, 0.6]",0.6\n'.encode(), TABLE_READERS)
    assert run.frame.columns["f1[0]"].tolist() == [0.25, 0.3]
    assert run.frame.columns["f1[1]"].tolist() == [0.5, 0.6]


def test_conflict_markers_and_short_rows_are_left_out_and_said() -> None:
    data = b"epoch,loss,acc\n0,3,0\n<<<<<<< HEAD\n1,2,0\n=======\n>>>>>>> other\n2,1\n2,1,0\n"
    (run,) = read(data, TABLE_READERS)
    assert run.frame.columns["loss"].tolist() == [3, 2, 1]
    assert {"conflict_markers", "rows_lost"} <= codes(run)


def test_a_quote_that_never_closes_costs_its_own_line_only() -> None:
    rows = "".join(f"{epoch},1,0\n" for epoch in range(1, 400))
    (run,) = read(f'epoch,loss,acc\n"0,3,0\n{rows}'.encode(), TABLE_READERS)
    assert len(run.frame) == 399
    assert "rows_lost" in codes(run)


def test_the_names_keep_all_but_their_surrounding_blanks() -> None:
    (run,) = read(b"epoch,  train/box_loss, metrics/mAP50(B)\n 0,  1.5, 0.1\n 1, 1.2, 0.2\n", TABLE_READERS)
    assert run.format == "ultralytics-csv"
    assert list(run.frame.columns) == ["train/box_loss", "metrics/mAP50(B)"]


def test_a_name_that_occurs_twice_is_numbered() -> None:
    (run,) = read(b"epoch,loss,loss\n0,1,2\n1,3,4\n", TABLE_READERS)
    assert run.frame.columns["loss (2)"].tolist() == [2, 4]


def test_sample_csv_equals_sample_json_read_by_hand() -> None:
    (run,) = read((SAMPLES / "keras3/overfit/history.csv").read_bytes(), TABLE_READERS)
    lines = (SAMPLES / "keras3/overfit/history.csv").read_text().splitlines()
    column = lines[0].split(",").index("val_loss")
    assert run.frame.columns["val_loss"].tolist() == [float(line.split(",")[column]) for line in lines[1:]]


@settings(max_examples=60)
@given(
    losses=st.lists(st.floats(allow_nan=False, allow_infinity=False, width=32), min_size=1, max_size=30),
    size=st.integers(1, 40),
)
def test_every_number_comes_back_exactly_however_the_bytes_are_cut(losses: list[float], size: int) -> None:
    data = "epoch,loss,val_loss\n" + "".join(f"{row},{loss!r},{loss!r}\n" for row, loss in enumerate(losses))
    (run,) = read(data.encode(), TABLE_READERS, size)
    assert run.frame.columns["loss"].tolist() == losses


@pytest.mark.parametrize(
    "data",
    [
        b"file,predictions\na.png,Maize\nb.png,Charlock\n",
        b"Charge,epochs,val_loss,loss\nNone,200,0.02,0.02\nmean,200,0.03,0.03\nsum,200,0.02,0.02\n",
        b"lr,loss\n1e-6,2.3\n1e-5,2.2\n1e-4,2.0\n",
        b"date\tconfirmed_num\tcured_num\n2020-01-24\t830\t34\n2020-01-25\t1287\t38\n",
        b"epoch,train_loss,val_loss,label\n24.5,0.2,0.3,Layer\n24.5,0.3,0.3,Layer\n24.5,0.2,0.2,Layer\n",
        b",fit_time,score_time,test_accuracy,train_accuracy\n0,0.1,0.1,0.9,0.95\n1,0.1,0.1,0.8,0.9\n",
        b",precision,recall,f1-score,support\n0,0.9,0.8,0.85,10\n1,0.7,0.8,0.75,12\n",
        b"learning_rate,batch_size,dropout,loss,val_loss\n0.1,32,0.5,1.0,1.1\n0.01,32,0.5,0.8,0.9\n",
        b"gpu/time,cpu/time\n0.1,0.2\n0.1,0.3\n",
        b"nan\nnan\nnan\n",
        b"",
    ],
)
def test_other_tables_are_nobodys(data: bytes) -> None:
    assert claims(data, TABLE_READERS) == {}


def test_one_reader_only_is_sure_of_a_table() -> None:
    assert claims(b"epoch,loss,val_loss\n0,1,2\n1,1,2\n", TABLE_READERS) == {"keras-csv": Certainty.SURE}


def test_rows_of_one_first_epoch_whose_loss_goes_on_falling_are_a_loop() -> None:
    rows = "".join(f"0,{loss},{loss + 1}\n" for loss in (9, 5, 4, 4.5, 3, 2, 1))
    (run,) = read(f"epoch,loss,val_loss\n{rows}".encode(), TABLE_READERS)
    assert run.frame.epoch.tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert "epochs_looped" in codes(run)


@pytest.mark.parametrize("losses", [(3, 2, 3.1, 2.5, 2.2), (5, 6, 4, 3, 2), (4, 3, 2)])
def test_rows_of_one_first_epoch_each_are_trainings_of_their_own(losses: tuple[float, ...]) -> None:
    rows = "".join(f"1,{loss},{loss + 1}\n" for loss in losses)
    assert len(read(f"epoch,loss,val_loss\n{rows}".encode(), TABLE_READERS)) == len(losses)


def test_rows_of_one_first_epoch_that_a_setting_tells_apart_are_no_loop() -> None:
    rows = "".join(f"0,{size},{9 - size},{10 - size}\n" for size in range(1, 7))
    assert len(read(f"epoch,batch_size,loss,val_loss\n{rows}".encode(), TABLE_READERS)) == 6
