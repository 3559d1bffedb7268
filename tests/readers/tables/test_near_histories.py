"""Tables that are nearly histories, and histories that are nearly something else."""

from __future__ import annotations

import numpy as np
import pytest

from tests.readers.tables.reading import claims, codes, read
from trainlog_doctor.readers.base import Certainty
from trainlog_doctor.readers.tables.reader import TABLE_READERS


def test_what_one_evaluation_gave_is_no_epoch() -> None:
    assert not claims(b"loss,accuracy\n0.25,0.9\n", TABLE_READERS)


@pytest.mark.parametrize("data", [b"loss,val_loss\n0.25,0.5\n", b"epoch,loss,accuracy\n1,0.25,0.9\n"])
def test_one_epoch_is_one_where_it_is_counted_or_validated(data: bytes) -> None:
    assert [run.frame.epoch.tolist() for run in read(data, TABLE_READERS)] == [[1]]


def test_trainings_that_were_each_longer_than_the_one_above_are_no_epochs_where_a_setting_differs() -> None:
    rows = b"epochs,loss,val_loss\n10,32,3,4\n20,32,2,3\n30,64,1,2\n"
    assert not claims(rows.replace(b",loss", b",batch_size,loss", 1), TABLE_READERS)
    assert claims(rows.replace(b",loss", b",memory,loss", 1), TABLE_READERS)
    assert claims(rows.replace(b"epochs,loss", b"epoch,batch_size,loss", 1), TABLE_READERS)


def test_a_text_that_is_the_same_of_every_step_names_the_whole() -> None:
    (run,) = read(b"step,mode,loss,val_loss\n10,fast,2,3\n20,fast,1,2\n30,fast,1,1\n", TABLE_READERS)
    assert run.frame.columns["val_loss"].tolist() == [3, 2, 1]
    assert not claims(b"step,mood,loss,val_loss\n10,good,2,3\n20,bad,1,2\n30,fine,1,1\n", TABLE_READERS)


@pytest.mark.parametrize("name", ["micro_step", "opt_step", "Train Step", "update"])
def test_steps_have_many_names(name: str) -> None:
    (run,) = read(f"{name},loss,val_loss\n100,2,3\n200,1,2\n300,1,1\n".encode(), TABLE_READERS)
    assert run.frame.columns["val_loss"].tolist() == [3, 2, 1]


@pytest.mark.parametrize("name", ["Epoch No.", "Epoch #", "epoch_num"])
def test_epochs_have_many_names(name: str) -> None:
    (run,) = read(f"{name},trn_cost,vld_cost\n1,2,3\n2,1,2\n".encode(), TABLE_READERS)
    assert list(run.frame.columns) == ["trn_cost", "vld_cost"]


def test_what_a_trainer_has_not_logged_yet_is_missing() -> None:
    (run,) = read(b"Epoch\tTraining Loss\tValidation Loss\n1\tNo log\t3\n2\tNo log\t2\n3\t1\t1\n", TABLE_READERS)
    assert repr(run.frame.columns["Training Loss"].tolist()) == "[nan, nan, 1.0]"


def test_matlab_names_its_learning_rate() -> None:
    assert claims(b"TrainingLoss,ValidationLoss,BaseLearnRate\n2,3,0.01\n1,2,0.01\n", TABLE_READERS)


def test_what_each_part_of_the_data_gave_is_no_epoch() -> None:
    assert not claims(b"subset,loss,accuracy\ntrain,0.25,0.9\nval,0.5,0.8\ntest,0.6,0.7\n", TABLE_READERS)


def test_a_cosine_is_a_metric() -> None:
    (run,) = read(b"epoch,train_cos,val_cos\n1,0.5,0.25\n2,0.75,0.5\n", TABLE_READERS)
    assert sorted(run.frame.columns) == ["train_cos", "val_cos"]


def test_a_table_of_something_else_below_a_history_is_left_out_and_said() -> None:
    data = b"epoch\tloss\tval_loss\n1\t3\t4\n2\t2\t3\nmetric\tscore\ndice\t0.5\niou\t0.25\n"
    (run,) = read(data, TABLE_READERS)
    assert run.frame.columns["val_loss"].tolist() == [4, 3]
    (notice,) = (one for one in run.notices if one.code == "histories.rows_lost")
    assert (notice.line, notice.data["count"]) == (5, 2)


@pytest.mark.parametrize("lost", ["packet_loss", "path loss", "Heat Loss", "profit_loss"])
def test_what_is_lost_otherwise_is_no_loss(lost: str) -> None:
    rows = "{},jitter\n0,3,1\n1,2,1\n2,1,1\n"
    assert not claims(f"step,{rows.format(lost)}".encode(), TABLE_READERS)
    assert not claims(f"epoch,{rows.format(lost)}".encode(), TABLE_READERS)
    assert claims(f"epoch,{rows.format('patch_loss')}".encode(), TABLE_READERS)


def test_losses_over_numbers_of_samples_are_no_history() -> None:
    for counted in (b"samples", b"size"):
        assert not claims(counted + b",train_loss,val_loss\n100,1,9\n200,2,8\n400,3,7\n", TABLE_READERS)
    (run,) = read(b"epoch,samples,loss,val_loss\n1,100,2,3\n2,200,1,2\n", TABLE_READERS)
    assert run.frame.columns["samples"].tolist() == [100, 200]


def test_words_of_phases_among_others_part_rows_too() -> None:
    (run,) = read(b"epoch,split,loss\n1,train,2\n1,holdout,3\n2,train,1\n2,holdout,4\n", TABLE_READERS)
    assert {name: values.tolist() for name, values in run.frame.columns.items()} == {
        "loss": [2, 1],
        "holdout_loss": [3, 4],
    }


def test_what_both_parts_of_the_data_have_is_measured_whatever_it_is_called() -> None:
    (run,) = read(b"epoch,train_sum,val_sum\n1,4,5\n2,3,4\n", TABLE_READERS)
    assert run.frame.columns["val_sum"].tolist() == [5, 4]
    for named in (b"train_batch_size,val_batch_size", b"train,val", b"num_train_samples,num_val_samples"):
        assert not claims(b"epoch," + named + b"\n1,4,5\n2,3,4\n", TABLE_READERS)
    assert not claims(b"year,train_sum,val_sum\n2001,4,5\n2002,3,4\n", TABLE_READERS)


@pytest.mark.parametrize("epochs", ["epochs", "Épocas", "Epochen", "époques"])
def test_epochs_in_other_languages_count_and_are_planned_as_in_english(epochs: str) -> None:
    (run,) = read(f"{epochs};loss;val_loss\n1;3;4\n2;2;3\n".encode(), TABLE_READERS)
    assert run.frame.epoch.tolist() == [1, 2]
    assert not claims(f"model;{epochs};loss;val_loss\na;10;3;4\nb;20;2;3\n".encode(), TABLE_READERS)


@pytest.mark.parametrize("best", ["**2**", "*2*", "__2__", "`2`", "**2%**", "2*"])
def test_a_number_that_is_set_off_is_the_number(best: str) -> None:
    (run,) = read(f"Epoch\tTrain Loss\tVal Loss\n1\t3\t4\n2\t2\t{best}\n3\t1\t3\n".encode(), TABLE_READERS)
    assert run.frame.columns["Val Loss"].tolist() == [4, 2, 3]


def test_an_underscore_is_nothing_logged() -> None:
    (run,) = read(b"EPOCH\tTRAIN_LOSS\tDEV_LOSS\n0\t3\t_\n1\t2\t4\n2\t1\t_\n", TABLE_READERS)
    assert np.isnan(run.frame.columns["DEV_LOSS"]).tolist() == [True, False, True]
    assert "unreadable_cells" not in codes(run)


@pytest.mark.parametrize(
    ("train", "val"), [("train_epoch", "val_epoch"), ("Training set", "Test set"), ("训练", "验证")]
)
def test_phases_may_be_told_in_two_words_and_settings_repeated_in_each_row(train: str, val: str) -> None:
    rows = f"1,{train},2,64,256\n1,{val},3,64,256\n2,{train},1,64,256\n2,{val},4,64,256\n"
    (run,) = read(f"epoch,split,loss,batch_size,dim_model\n{rows}".encode(), TABLE_READERS)
    assert run.frame.epoch.tolist() == [1, 2]
    assert run.frame.columns["test_loss" if "Test" in val else "val_loss"].tolist() == [3, 4]
    assert run.frame.columns["dim_model"].tolist() == [256, 256]


def test_trainings_of_one_epoch_that_end_alike_are_not_joined_by_what_they_have_in_common() -> None:
    runs = read(b"epoch,loss,val_loss\n0,0.7,0.6\n0,0.7,0.6\n0,0.7,0.6\n", TABLE_READERS)
    assert [len(run.frame.epoch) for run in runs] == [1, 1, 1]


@pytest.mark.parametrize("named", ["val_path_loss", "train_heat_loss", "test heat loss"])
def test_the_loss_of_a_model_on_a_part_of_the_data_is_one_whatever_the_model_is_called(named: str) -> None:
    assert claims(f"epoch,{named},jitter\n0,3,1\n1,2,1\n2,1,1\n".encode(), TABLE_READERS)


@pytest.mark.parametrize("stages", [("warmup", "warmup", "train"), ("train", "resume", "resume")])
def test_parts_of_a_training_that_follow_each_other_are_no_phases(stages: tuple[str, ...]) -> None:
    rows = "".join(f"{at},{stage},{9 - at}\n" for at, stage in enumerate(stages, 1))
    (run,) = read(f"epoch,stage,loss\n{rows}".encode(), TABLE_READERS)
    assert run.frame.columns["loss"].tolist() == [8, 7, 6]


def test_easy_and_hard_epochs_of_a_training_that_names_its_validation_are_no_phases() -> None:
    rows = b"1,train,2,3\n2,hard,3,3\n3,train,1,2\n4,hard,1,1\n"
    (run,) = read(b"epoch,stage,loss,val_loss\n" + rows, TABLE_READERS)
    assert run.frame.columns["loss"].tolist() == [2, 3, 1, 1]


@pytest.mark.parametrize("field", ["model_type", "data_set"])
def test_what_else_is_called_dev_is_no_phase(field: str) -> None:
    (run,) = read(f"epoch,loss,val_loss,{field}\n1,3,4,dev\n2,2,3,dev\n".encode(), TABLE_READERS)
    assert [cells.tolist() for cells in run.frame.columns.values()] == [[3, 2], [4, 3]]


def test_a_data_set_called_dev_is_no_phase_beside_other_data_sets() -> None:
    runs = read(b"epoch,dataset,loss\n1,cifar,2\n2,cifar,1\n1,dev,4\n2,dev,3\n", TABLE_READERS)
    assert [run.frame.columns["loss"].tolist() for run in runs] == [[2, 1], [4, 3]]


def test_two_words_for_one_phase_keep_their_own_names() -> None:
    rows = b"1,train,2\n1,dev,3\n1,val,9\n2,train,1\n2,dev,4\n2,val,8\n"
    (run,) = read(b"epoch,split,loss\n" + rows, TABLE_READERS)
    assert {name: values.tolist() for name, values in run.frame.columns.items()} == {
        "loss": [2, 1],
        "dev_loss": [3, 4],
        "val_loss": [9, 8],
    }


def test_words_that_came_in_turn_once_are_phases_wherever_a_long_table_is_cut() -> None:
    parts = [(at, "holdout" if at % 4000 < 200 else "train") for at in range(4500)]
    rows = "".join(f"{at},{part},{2 if part == 'holdout' else 1}\n" for at, part in parts)
    (run,) = read(f"step,split,loss\n{rows}".encode(), TABLE_READERS)
    logged = {name: set(values[values == values].tolist()) for name, values in run.frame.columns.items()}
    assert (logged["loss"], logged["holdout_loss"]) == ({1.0}, {2.0})


@pytest.mark.parametrize("head", ["Unnamed: 0.1,Unnamed: 0,", ",Unnamed: 0,", ",epoch,", "SNo,Unnamed: 0,", "S.No.,,"])
def test_numbers_of_rows_are_left_out_however_often_they_were_written(head: str) -> None:
    (run,) = read(f"{head}loss,val_loss\n0,0,3,4\n1,1,2,3\n".encode(), TABLE_READERS)
    assert (list(run.frame.columns), run.frame.epoch.tolist()) == (["loss", "val_loss"], [1, 2])


@pytest.mark.parametrize("counter", ["step", "epoch,step"])
def test_numbers_of_rows_are_no_metric_where_rows_are_moments(counter: str) -> None:
    moments = ["9", "9", "19", "19"] if counter == "step" else ["0,9", "0,9", "1,19", "1,19"]
    rows = "".join(f"{row},{at},{at[0]},\n" if row % 2 else f"{row},{at},,{at[0]}\n" for row, at in enumerate(moments))
    (run,) = read(f",{counter},loss,val_loss\n{rows}".encode(), TABLE_READERS)
    assert {"loss", "val_loss"} <= set(run.frame.columns) <= {"loss", "val_loss", "step"}
    assert "points_folded" not in codes(run)


@pytest.mark.parametrize("header", ["# epoch, train loss, val loss", "epoch,loss,val_loss", "# epoch\tloss\tval loss"])
def test_numbers_may_be_set_off_by_blanks_and_their_names_otherwise_as_numpy_saves_them(header: str) -> None:
    rows = "1.0e+00 3.0e+00 4.0e+00\n2.0e+00 2.0e+00 nan\n3.0e+00 1.0e+00 2.0e+00\n"
    (run,) = read(f"{header}\n{rows}".encode(), TABLE_READERS, 7)
    train, val = run.frame.columns
    assert (run.frame.epoch.tolist(), run.frame.columns[train].tolist()) == ([1, 2, 3], [3, 2, 1])
    assert run.frame.logged_nan == {val: (2,)}
    assert not claims(f"{header}\n{rows.replace(' 4.0e+00', '')}".encode(), TABLE_READERS)
    twice = read(f"{header}\n{rows}{header}\n{rows}".encode(), TABLE_READERS, 7)
    assert [list(run.frame.columns) for run in twice] == [[train, val]] * 2


@pytest.mark.parametrize("header", ["They differ in accuracy, loss", "loss, accuracy", "time, loss"])
def test_numbers_set_off_by_blanks_below_a_sentence_are_no_history(header: str) -> None:
    assert not claims(f"{header}\n10 20\n30 40\n50 60\n".encode(), TABLE_READERS)


@pytest.mark.parametrize("counter", ["iterations", "最大迭代次数", "rounds"])
def test_rows_of_as_many_iterations_each_are_no_history(counter: str) -> None:
    assert not claims(f"lr,{counter},loss,acc\n.1,200,3,.5\n.01,200,2,.6\n.001,200,1,.7\n".encode(), TABLE_READERS)
    (run,) = read(b"lr,iterations,loss,acc\n.1,200,3,.5\n.01,400,2,.6\n.001,600,1,.7\n", TABLE_READERS)
    assert run.frame.columns["step"].tolist() == [200, 400, 600]


def test_a_score_with_capitals_within_is_known() -> None:
    (run,) = read(b"Train Loss,Val Loss,Train mIoU,IoU\n3,4,0.5,0.25\n2,3,0.5,0.5\n", TABLE_READERS)
    assert run.frame.columns["IoU"].tolist() == [0.25, 0.5]


@pytest.mark.parametrize("counter", ["round", "iter"])
def test_rounds_of_what_training_and_validation_share_are_a_training(counter: str) -> None:
    (run,) = read(f"{counter},train-rmse,test-rmse\n0,3,4\n1,2,3\n2,1,2\n".encode(), TABLE_READERS)
    assert run.frame.columns["test-rmse"].tolist() == [4, 3, 2]
    assert not claims(f"{counter},rmse\n0,3\n1,2\n2,1\n".encode(), TABLE_READERS)


@pytest.mark.parametrize("counter", ["epoch", "step"])
def test_columns_called_by_their_part_alone_are_losses_where_that_of_training_falls(counter: str) -> None:
    rows = "1,2.5,2.75\n2,1.5,2.25\n3,0.5,1.5\n"
    (run,) = read(f"{counter},train,val\n{rows}".encode(), TABLE_READERS)
    assert run.frame.columns["val_loss"].tolist() == [2.75, 2.25, 1.5]
    assert not claims(f"size,train,val\n{rows}".encode(), TABLE_READERS)
    assert not claims(f"{counter},val,train\n1,25,40\n2,15,30\n3,5,20\n".encode(), TABLE_READERS)


@pytest.mark.parametrize("loss", ["loss", "val_loss"])
def test_columns_called_by_their_part_alone_stay_as_they_are_beside_a_loss(loss: str) -> None:
    (run,) = read(f"epoch,train,val,{loss}\n1,2.5,2.75,4\n2,1.5,2.25,3\n3,0.5,1.5,2\n".encode(), TABLE_READERS)
    assert list(run.frame.columns) == ["train", "val", loss]


@pytest.mark.parametrize(
    ("encoding", "header"),
    [
        ("gb18030", "轮次,训练损失,验证损失"),
        ("cp1252", "época,perda de treino,perda de validação"),
        ("cp1252", "epoch,perda treino,perda validação"),
        ("cp1251", "эпоха,потери,валидационные потери"),
    ],
)
def test_names_may_be_in_the_encoding_of_a_spreadsheet(encoding: str, header: str) -> None:
    (run,) = read(f"{header}\n1,3,4\n2,2,3\n".encode(encoding), TABLE_READERS)
    assert list(run.frame.columns) == header.split(",")[1:]


@pytest.mark.parametrize("header", ["train_loss,val_loss,Train Time", "tr_loss,te_loss,dur", "loss,vl_loss,hd95"])
def test_rows_without_a_count_may_tell_what_their_training_took(header: str) -> None:
    (run,) = read(f",{header}\n0,3,4,9\n1,2,3,8\n".encode(), TABLE_READERS)
    assert list(run.frame.columns) == header.split(",")


def test_a_table_among_more_lines_of_something_else_is_not_surely_all_that_there_is() -> None:
    frame, row = b"+-------+--------+\n", b"|     1 | 0.7011 |\n"
    told = b"| epoch | val_f1 |\n" + frame + row + frame + b"8/8 [====] - 3s 49ms/step - loss: 0.6758\n"
    assert set(claims(told * 3, TABLE_READERS).values()) == {Certainty.WEAK}
    more = b"".join(row.replace(b" 1 ", b" %d " % epoch) for epoch in range(2, 9))
    assert set(claims(told + more, TABLE_READERS).values()) == {Certainty.SURE}
