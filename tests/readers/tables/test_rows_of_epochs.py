"""What the rows of a table are: epochs, phases of epochs, moments within them, trainings in turn, or none of these."""

from __future__ import annotations

import pytest

from tests.readers.tables.reading import claims, codes, read
from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.tables.reader import TABLE_READERS


def test_rows_of_phases_become_one_row_an_epoch() -> None:
    (run,) = read(b"epoch,split,loss,time\n1,train,2,10\n1,val,3,11\n2,train,1,12\n2,val,4,13\n", TABLE_READERS)
    assert run.frame.epoch.tolist() == [1, 2]
    assert {name: cells.tolist() for name, cells in run.frame.columns.items()} == {
        "loss": [2, 1],
        "val_loss": [3, 4],
        "time": [10, 12],
    }


@pytest.mark.parametrize("rates", [(0.1, 0.1), (0.1, 0.05)])
def test_rows_of_an_epoch_are_joined_though_each_has_its_time_and_a_rate(rates: tuple[float, float]) -> None:
    rows = "".join(f"{e},{3 - e},,{10 + e},{lr}\n{e},,{5 - e},1,{lr}\n" for e, lr in enumerate(rates, 1))
    (run,) = read(f"epoch,train_loss,val_loss,seconds,lr\n{rows}".encode(), TABLE_READERS)
    assert {name: cells.tolist() for name, cells in run.frame.columns.items()} == {
        "train_loss": [2, 1],
        "val_loss": [4, 3],
        "seconds": [11, 12],
        "lr": [*rates],
    }


def test_rows_of_an_epoch_are_joined_though_not_each_has_a_setting() -> None:
    rows = "".join(f"{e},9,{3 - e},,\n{e},9,,{5 - e},\n{e},,,,{6 - e}\n" for e in (1, 2))
    (run,) = read(f"epoch,classes,train_loss,val_loss,test_loss\n{rows}".encode(), TABLE_READERS)
    assert (run.frame.columns["val_loss"].tolist(), run.frame.columns["test_loss"].tolist()) == ([4, 3], [5, 4])


@pytest.mark.parametrize("step", [False, True])
def test_totals_of_a_training_are_no_part_of_its_last_epoch(step: bool) -> None:
    rows = [f"{e},{3 - e},,,,{e * 50}\n{e},,{5 - e},,,{e * 50}\n" for e in (1, 2)]
    text = "epoch,loss,eval_loss,train_runtime,train_loss,step\n" + "".join(rows) + "2,,,300,1.5,100\n"
    lines = text.splitlines() if step else [line.rpartition(",")[0] for line in text.splitlines()]
    (run,) = read("\n".join(lines).encode(), TABLE_READERS)
    assert {name: cells.tolist() for name, cells in run.frame.columns.items() if name != "step"} == {
        "loss": [2, 1],
        "eval_loss": [4, 3],
    }


def test_the_length_of_a_training_beside_its_last_epoch_is_kept() -> None:
    (run,) = read(b"epoch,loss,eval_loss,train_runtime\n1,3,4,\n2,2,3,\n3,1,2,300\n", TABLE_READERS)
    assert run.frame.columns["loss"].tolist() == [3, 2, 1]


def test_phases_one_after_the_other_are_joined_by_their_epochs() -> None:
    (run,) = read(b"epoch,phase,loss\n1,Train,2\n2,Train,1\n1,Test,3\n2,Test,4\n", TABLE_READERS)
    assert run.frame.columns["loss"].tolist() == [2, 1]
    assert run.frame.columns["test_loss"].tolist() == [3, 4]


def test_rows_that_are_joined_stand_at_the_first_of_their_lines() -> None:
    (run,) = read(b"epoch,loss,val_loss\n1,3,\n1,,4\n2,2,\n2,,5\n3,1,\n3,,6\n", TABLE_READERS)
    assert (run.frame.columns["val_loss"].tolist(), run.epoch_lines) == ([4, 5, 6], (2, 4, 6))


def test_a_count_below_0_is_of_no_epoch() -> None:
    assert read(b"epoch,loss,val_loss\n-1,3,4\n0,2,5\n1,1,6\n", TABLE_READERS) == []


def test_metrics_that_name_their_phase_keep_their_names() -> None:
    (run,) = read(b"epoch,phase,train_loss,val_loss\n1,train,2,\n1,val,,3\n2,train,1,\n2,val,,4\n", TABLE_READERS)
    assert {name: cells.tolist() for name, cells in run.frame.columns.items()} == {
        "train_loss": [2, 1],
        "val_loss": [3, 4],
    }


def test_a_column_of_other_words_is_no_phase() -> None:
    runs = read(b"stage,epoch,train_loss,val_loss\ncv,1,2,3\ncv,2,1,2\ncv,1,4,5\n", TABLE_READERS)
    assert [run.frame.columns["val_loss"].tolist() for run in runs] == [[3, 2], [5]]


def test_batches_of_epochs_are_folded_into_them() -> None:
    (run,) = read(b"Epoch,Batch,Loss\n0,0,5\n0,50,4\n0,99,3\n1,0,2\n1,50,1\n", TABLE_READERS)
    assert run.format == "steps-csv"
    assert run.frame.columns["Loss"].tolist() == [3, 1]


def test_iterations_of_epochs_that_are_counted_from_0_are_no_runs_of_one_epoch() -> None:
    runs = read(b"epoch,iter,lr,loss\n0,0,0.1,5\n0,1,0.1,4\n1,0,0.1,3\n1,1,0.1,2\n", TABLE_READERS)
    assert [run.frame.columns["loss"].tolist() for run in runs] == [[4, 2]]


def test_appended_runs_of_one_epoch_stay_runs() -> None:
    assert len(read(b"epoch,accuracy,loss\n0,0.5,5\n0,0.6,4\n0,0.7,3\n", TABLE_READERS)) == 3


def test_folds_in_turn_are_trainings_of_their_own() -> None:
    rows = "".join(f"{epoch},{fold},{epoch + fold}\n" for epoch in (1, 2, 3) for fold in (0, 1))
    runs = read(f"epoch,fold,loss\n{rows}".encode(), TABLE_READERS)
    assert [(run.name, run.frame.columns["loss"].tolist()) for run in runs] == [
        ("fold 0", [1, 2, 3]),
        ("fold 1", [2, 3, 4]),
    ]
    assert "fold" not in runs[0].frame.columns


def test_one_row_a_fold_is_no_training() -> None:
    assert not claims(b"fold,epoch,loss,val_loss\n1,12,2,3\n2,15,1,2\n", TABLE_READERS)


def test_a_log_by_steps_may_have_any_column_beside_its_loss() -> None:
    (run,) = read(b"step,loss,ponder,drift\n5,3,1,0.5\n10,2,1,0.6\n15,1,1,0.7\n", TABLE_READERS)
    assert run.format == "steps-csv"
    assert run.frame.columns["drift"].tolist() == [0.5, 0.6, 0.7]


def test_iterations_with_settings_beside_their_loss_are_trials() -> None:
    assert not claims(b"iteration,loss,leaves,depth\n1,3,10,4\n2,2,20,5\n3,1,30,6\n", TABLE_READERS)


def test_rounds_with_nothing_but_metrics_are_a_training() -> None:
    (run,) = read(b"round,train_loss,test_loss\n1,3,4\n2,2,3\n3,1,2\n", TABLE_READERS)
    assert run.frame.columns["test_loss"].tolist() == [4, 3, 2]
    assert not claims(b"round,player,score,loss\n1,2,100,5\n2,1,120,3\n", TABLE_READERS)


@pytest.mark.parametrize("written", ["{}/50", "{} of 50", "Epoch {}", "epoch-{}"])
def test_a_counter_may_be_written_with_words(written: str) -> None:
    rows = "".join(f"{written.format(at)},{3 - at},{4 - at}\n" for at in (1, 2, 3))
    (run,) = read(f"Epoch,Train Loss,Val Loss\n{rows}".encode(), TABLE_READERS)
    assert run.frame.epoch.tolist() == [1, 2, 3]


def test_a_clock_in_seconds_is_no_epoch() -> None:
    assert not claims(b"epoch,temperature,error\n1609459200,21,0\n1609459260,22,1\n1609459320,21,0\n", TABLE_READERS)


@pytest.mark.parametrize("header", ["model,epochs", "model,epoch", "data_set,epochs"])
def test_numbers_of_epochs_beside_names_are_settings(header: str) -> None:
    rows = ",loss,val_loss\nsmall,10,3,4\nlarge,20,2,3\nhuge,30,1,2\n"
    assert not claims((header + rows).encode(), TABLE_READERS)


def test_the_grid_of_a_search_is_no_training_though_its_numbers_of_epochs_come_again() -> None:
    grid = [(batch, epochs) for batch in (16, 32, 64) for epochs in (10, 20, 50)]
    rows = "".join(f"{batch},{epochs},{1 / epochs},{batch / 100}\n" for batch, epochs in grid)
    assert not claims(f"batch_size,epochs,loss,accuracy\n{rows}".encode(), TABLE_READERS)
    counted = rows.replace(",10,", ",1,").replace(",20,", ",2,").replace(",50,", ",3,")
    assert len(read(f"batch_size,epochs,loss,accuracy\n{counted}".encode(), TABLE_READERS)) == 3


@pytest.mark.parametrize("column", ["checkpoint", "notes", "model"])
def test_words_beside_every_fifth_epoch_make_it_no_setting(column: str) -> None:
    told = {"checkpoint": "at_{}.pt", "notes": "after {}", "model": "net"}[column]
    rows = "".join(f"{told.format(at)},{at},{9 - at / 5},4\n" for at in (5, 10, 15))
    (run,) = read(f"{column},epoch,loss,val_loss\n{rows}".encode(), TABLE_READERS)
    assert run.frame.epoch.tolist() == [5, 10, 15]


def test_a_momentum_that_is_scheduled_is_no_setting() -> None:
    assert claims(b"loss,val_loss,lr,momentum\n3,4,0.1,0.95\n2,3,0.2,0.9\n1,2,0.1,0.95\n", TABLE_READERS)


@pytest.mark.parametrize(
    "data",
    [
        b"learning_rate,loss,accuracy\n0.0001,3,0.1\n0.001,2,0.2\n0.01,1,0.3\n",
        b"batch_size,loss,val_loss\n16,3,4\n32,2,3\n64,1,2\n",
        b"seed,loss,val_loss\n1,3,4\n2,2,3\n3,1,2\n",
    ],
)
def test_rows_of_settings_are_no_epochs(data: bytes) -> None:
    assert not claims(data, TABLE_READERS)


def test_a_learning_rate_range_test_is_refused_and_named() -> None:
    rows = "".join(f"{at},{1e-7 * 2**at},{3 - at / 10}\n" for at in range(15))
    with pytest.raises(FormatError) as caught:
        read(_range_test(rows), TABLE_READERS)
    assert caught.value.key == "history_errors.range_test"


def _range_test(rows: str) -> bytes:
    return f"epoch,lr,loss\n{rows}".encode()


def test_a_warmup_is_no_range_test() -> None:
    rates = [1e-6 * 2**at for at in range(12)] + [1e-3] * 3
    rows = "".join(f"{at},{rate},{3 - at / 10}\n" for at, rate in enumerate(rates))
    assert len(read(_range_test(rows), TABLE_READERS)) == 1


def test_settings_may_stand_above_the_header() -> None:
    settings = "# run\n{\n" + "".join(f'  "setting_{at}": {at},\n' for at in range(30)) + "}\n"
    (run,) = read(f"{settings}epoch,loss,val_loss\n1,3,4\n2,2,3\n".encode(), TABLE_READERS)
    assert run.frame.columns["val_loss"].tolist() == [4, 3]


def test_a_summary_of_the_whole_training_is_no_row() -> None:
    data = b"loss,epoch,step,eval_loss,train_runtime\n3,0.5,10,,\n,1.0,20,2,\n1,1.5,30,,\n,2.0,40,1.5,\n,2.0,40,,90.5\n"
    (run,) = read(data, TABLE_READERS)
    assert run.frame.columns["eval_loss"].tolist() == [2, 1.5]
    assert "train_runtime" not in run.frame.columns


def test_words_beside_the_moments_of_a_log_do_not_hide_it() -> None:
    data = b"epoch,step,train_loss,timestamp\n1,5,3,2025-01-01T12:00\n1,9,2,2025-01-01T12:05\n2,12,1,2025-01-01T12:10\n"
    (run,) = read(data, TABLE_READERS)
    assert run.frame.columns["train_loss"].tolist() == [2, 1]


def test_names_in_other_languages_are_known() -> None:
    (run,) = read("轮次,训练损失,验证损失\n1,3,4\n2,2,3\n".encode(), TABLE_READERS)
    assert run.frame.columns["验证损失"].tolist() == [4, 3]
    assert len(read(b"Epoca,Perdida_Train,Perdida_Val\n1,3,4\n2,2,3\n", TABLE_READERS)) == 1
    (run,) = read("迭代次数,损失,准确率\n100,4,0.2\n200,3,0.4\n300,2,0.5\n".encode(), TABLE_READERS)
    assert run.frame.columns["损失"].tolist() == [4, 3, 2]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("tensor(0.25)", 0.25),
        ("\"tensor(0.25, device='cuda:0')\"", 0.25),
        ('"tensor(0.25, grad_fn=<DivBackward0>)"', 0.25),
        ('"<tf.Tensor: shape=(), dtype=float32, numpy=0.25>"', 0.25),
        ("[0.25]", 0.25),
        ("1.#INF", float("inf")),
        ("-1.#INF00", float("-inf")),
    ],
)
def test_printed_numbers_are_numbers(cell: str, value: float) -> None:
    (run,) = read(f"epoch,loss,val_loss\n1,3,{cell}\n2,2,{cell}\n".encode(), TABLE_READERS)
    assert run.frame.columns["val_loss"].tolist() == [value, value]
    assert "unreadable_cells" not in codes(run)


@pytest.mark.parametrize("cell", ["1.#QNAN", "-1.#IND00", "-nan(ind)", "nan(ind)"])
def test_what_is_no_number_on_windows_was_logged_so(cell: str) -> None:
    (run,) = read(f"epoch,loss,val_loss\n1,3,4\n2,2,{cell}\n3,1,2\n".encode(), TABLE_READERS)
    assert run.frame.logged_nan == {"val_loss": (2,)}


def test_a_call_is_no_printed_number() -> None:
    (run,) = read(b"epoch,loss,val_loss\n1,3,4\n2,2,sin(3)\n3,1,2\n", TABLE_READERS)
    assert "unreadable_cells" in codes(run)


def test_a_row_a_metric_is_widened_and_its_phases_are_told_apart() -> None:
    rows = [
        (epoch, metric, data) for metric in ("loss", "acc") for data in ("training", "validation") for epoch in (1, 2)
    ]
    text = "".join(f'{epoch},{at},"{metric}","{data}"\n' for at, (epoch, metric, data) in enumerate(rows))
    (run,) = read(f'"epoch","value","metric","data"\n{text}'.encode(), TABLE_READERS)
    assert run.frame.epoch.tolist() == [1, 2]
    assert {name: cells.tolist() for name, cells in run.frame.columns.items()} == {
        "loss": [0, 1],
        "val_loss": [2, 3],
        "acc": [4, 5],
        "val_acc": [6, 7],
    }


def test_curves_one_after_the_other_are_one_training() -> None:
    data = b"step,tag,value\n1,Loss/train,3\n2,Loss/train,2\n1,Loss/val,4\n2,Loss/val,5\n"
    (run,) = read(data, TABLE_READERS)
    assert run.frame.columns["Loss/val"].tolist() == [4, 5]


def test_validation_of_some_epochs_below_their_training_is_of_that_training() -> None:
    (run,) = read(b"epoch,loss,val_loss\n1,4,\n2,3,\n3,2,\n4,1,\n2,,6\n4,,5\n", TABLE_READERS)
    assert run.frame.columns["val_loss"][[1, 3]].tolist() == [6, 5]


def test_trainings_of_two_models_one_after_the_other_stay_two() -> None:
    runs = read(b"epoch,coder_loss,loss\n1,4,\n2,3,\n1,,9\n2,,8\n3,,7\n", TABLE_READERS)
    assert [run.frame.epoch.tolist() for run in runs] == [[1, 2], [1, 2, 3]]


def test_metrics_of_an_epoch_below_each_other_may_stand_newest_first() -> None:
    rows = [f"{epoch},{name},{epoch}" for epoch in (3, 2, 1) for name in ("loss", "val_loss")]
    (run,) = read("\n".join(["epoch,metric,value", *rows]).encode(), TABLE_READERS)
    assert {name: cells.tolist() for name, cells in run.frame.columns.items()} == {
        "loss": [1, 2, 3],
        "val_loss": [1, 2, 3],
    }


def test_a_header_between_the_epochs_of_rows_of_one_metric_is_told_at_its_line() -> None:
    header, rows = "epoch,metric,value", [f"{at},{name},1" for at in range(4) for name in ("loss", "val_loss")]
    (run,) = read("\n".join([header, *rows[:4], header, *rows[4:]]).encode(), TABLE_READERS)
    assert [(one.line, one.data["epoch"]) for one in run.notices if one.code.endswith("resumed")] == [(6, 2)]


def test_a_metric_that_is_logged_twice_in_an_epoch_keeps_both_values() -> None:
    data = b"epoch,metric,value\n1,loss,3\n2,loss,2\n2,loss,1\n3,loss,1\n4,loss,1\n"
    assert [run.frame.columns["loss"].tolist() for run in read(data, TABLE_READERS)] == [[3, 2], [1, 1, 1]]


def test_a_curve_that_is_logged_again_is_another_training() -> None:
    data = b"step,tag,value\n1,loss,3\n2,loss,2\n1,loss,4\n2,loss,5\n"
    assert [run.frame.columns["loss"].tolist() for run in read(data, TABLE_READERS)] == [[3, 2], [4, 5]]


def test_values_of_metrics_without_an_epoch_are_no_training() -> None:
    assert not claims(b"metric,value\naccuracy,0.9\nloss,0.3\n", TABLE_READERS)


def test_a_row_that_sums_the_others_up_is_left_out_and_said() -> None:
    (run,) = read(b"epoch,loss,val_loss\n1,3,4\n2,2,3\nmean,2.5,3.5\n", TABLE_READERS)
    assert run.frame.columns["loss"].tolist() == [3, 2]
    lost = next(notice for notice in run.notices if notice.code.endswith("rows_lost"))
    assert (lost.line, lost.data["count"]) == (4, 1)


def test_rows_with_the_newest_first_are_sorted() -> None:
    (run,) = read(b"epoch,loss,val_loss\n3,1,2\n2,2,3\n1,3,4\n", TABLE_READERS)
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert run.frame.columns["val_loss"].tolist() == [4, 3, 2]


def test_a_test_after_the_training_makes_no_epoch() -> None:
    data = b"epoch,step,train_loss,val_loss,test_loss\n0,9,3,,\n0,9,,4,\n1,19,2,,\n1,19,,3,\n2,20,,,5\n"
    (run,) = read(data, TABLE_READERS)
    assert run.frame.epoch.tolist() == [1, 2]
    assert run.frame.columns["test_loss"].tolist()[1] == 5


def test_a_step_below_0_is_the_end_of_its_epoch() -> None:
    (run,) = read(b"epoch,steps,cosine_pearson\n0,500,0.1\n0,-1,0.2\n1,500,0.3\n1,-1,0.4\n", TABLE_READERS)
    assert run.frame.columns["cosine_pearson"].tolist() == [0.2, 0.4]


def test_a_size_of_batches_counts_nothing() -> None:
    assert not claims(b"Epochs,LR,Batch,Val Loss\n10,0.1,32,3\n20,0.01,32,2\n50,0.01,64,1\n", TABLE_READERS)


def test_a_printed_table_of_steps_is_left_to_its_reader() -> None:
    assert "steps-csv" not in claims(
        b"| step | loss | a |\n|------|------|---|\n| 10 | 3 | 1 |\n| 20 | 2 | 1 |\n", TABLE_READERS
    )


def test_every_number_of_epochs_with_every_size_of_batches_is_a_grid() -> None:
    rows = "".join(f"{epochs},{batch},{epochs + batch}\n" for epochs in (10, 20) for batch in (32, 64))
    assert not claims(f"Epochs,Batch,Val Loss\n{rows}".encode(), TABLE_READERS)


def test_validation_may_be_logged_at_the_last_batch() -> None:
    (run,) = read(b"Epoch,Batch,Loss,Val Loss\n1,50,4,\n1,99,3,\n1,99,3,5\n2,50,2,\n2,99,1,\n2,99,1,4\n", TABLE_READERS)
    assert run.frame.columns["Val Loss"].tolist() == [5, 4]


def test_single_blanks_set_names_and_numbers_off() -> None:
    (run,) = read(
        b"# epoch train_loss val_loss\n1.0e+00 3.5e+00 4e+00\n2.0e+00 2.5e+00 nan\n3.0e+00 1 2\n", TABLE_READERS
    )
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert run.frame.columns["train_loss"].tolist() == [3.5, 2.5, 1]
    assert run.frame.logged_nan == {"val_loss": (2,)}


@pytest.mark.parametrize(
    "data", [b"epoch loss is low\n1 2 3 4\n2 3 4 5\n", b"epoch loss\nwas 3\nthen 2\n", b"loss epoch\n1 2\n2 3\n"]
)
def test_words_are_no_table(data: bytes) -> None:
    assert not claims(data, TABLE_READERS)


def test_a_separator_may_stand_behind_the_last_column() -> None:
    rows = "".join(f"0.1\t{3 - at}.5\t{4 - at}.5\t{50 + at}.0\t\n" for at in range(3))
    (run,) = read(f"Learning Rate\tTrain Loss\tValid Loss\tValid Acc.\t\n{rows}".encode(), TABLE_READERS)
    assert list(run.frame.columns) == ["Learning Rate", "Train Loss", "Valid Loss", "Valid Acc."]
    assert run.frame.columns["Valid Loss"].tolist() == [4.5, 3.5, 2.5]


@pytest.mark.parametrize("cells", [["0", "1", "", "3", "4"], ["7", "", "", "", "11"], ["1", "", "3", "1", "2"]])
def test_empty_cells_between_epochs_are_the_epochs_between(cells: list[str]) -> None:
    table = "epoch,loss,val_loss\n" + "".join(f"{cell},{0.9 - n / 10},{1 - n / 10}\n" for n, cell in enumerate(cells))
    runs = read(table.encode(), TABLE_READERS)
    losses = [loss for run in runs for loss in run.frame.columns["loss"]]
    assert losses == pytest.approx([0.9, 0.8, 0.7, 0.6, 0.5])
    assert [len(run.frame) for run in runs] == ([3, 2] if cells[-1] == "2" else [5])


@pytest.mark.parametrize("cells", [["0", "", "2", "", "5"], ["1", "", "2", "3", "4"], ["", "1", "2", "3", "4"]])
def test_empty_cells_that_could_be_other_epochs_are_not_numbered(cells: list[str]) -> None:
    table = "epoch,loss,val_loss\n" + "".join(f"{cell},{0.9 - n / 10},{1 - n / 10}\n" for n, cell in enumerate(cells))
    assert not claims(table.encode(), TABLE_READERS)
