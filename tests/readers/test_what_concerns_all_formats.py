"""What is done to the runs of any format: folds are parted, played ones refused, resumed ones linked."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from tests.reading import read_stream
from trainlog_doctor.errors import FormatError
from trainlog_doctor.model import Fact, Frame, Run
from trainlog_doctor.readers import doubtful_readers, possible_readers
from trainlog_doctor.readers.base import Head
from trainlog_doctor.readers.facts import RESUMED_FROM
from trainlog_doctor.readers.played import is_played
from trainlog_doctor.readers.resumed import link


def read(text: str) -> list[tuple[str | None, list[int], dict[str, list[float]]]]:
    head = Head(text.encode(), whole=True)
    runs = read_stream(head, [head.data], [*possible_readers(head), *doubtful_readers()])
    return [(run.name, run.frame.epoch.tolist(), {n: c.tolist() for n, c in run.frame.columns.items()}) for run in runs]


def folds(one: str, other: str) -> str:
    """A table of two folds, the second of which ended an epoch earlier; ``{}`` in both names is the fold."""
    header = ",".join(name.format(fold) for fold in (1, 2) for name in (one, other))
    return f"epoch,{header}\n1,3,4,5,6\n2,2,3,4,5\n3,1,2,,\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fold{}_loss", "fold{}_val_loss"),
        ("loss_fold_{}", "val_loss_fold_{}"),
        ("loss (Fold {})", "val_loss (Fold {})"),
    ],
)
def test_folds_that_stand_beside_each_other_are_trainings(one: str, other: str) -> None:
    assert read(folds(one, other)) == [
        ("fold 1", [1, 2, 3], {"loss": [3, 2, 1], "val_loss": [4, 3, 2]}),
        ("fold 2", [1, 2], {"loss": [5, 4], "val_loss": [6, 5]}),
    ]


def test_lists_of_folds_are_trainings_and_a_number_behind_them_says_of_which() -> None:
    lists = {f"fold_{fold}_{name}": [3.5, 2.5] for fold in (0, 1) for name in ("loss", "val_loss")}
    assert [(name, list(columns)) for name, _, columns in read(json.dumps(lists))] == [
        (f"fold {fold}", ["loss", "val_loss"]) for fold in (0, 1)
    ]


@pytest.mark.parametrize("labels", [",fold1,fold1,fold2,fold2", ",fold1,,fold2,"])
def test_a_header_of_two_levels_names_what_comes_again(labels: str) -> None:
    found = read(f"{labels}\n,loss,val_loss,loss,val_loss\n0,3,4,5,6\n1,2,3,4,5\n")
    assert [(name, columns["val_loss"]) for name, _, columns in found] == [("fold 1", [4, 3]), ("fold 2", [6, 5])]
    ((_, _, columns),) = read(",Loss,,Acc,\nEpoch,Train,Val,Train,Val\n1,3,4,5,6\n2,2,3,4,5\n")
    assert columns == {"Loss Train": [3, 2], "Loss Val": [4, 3], "Acc Train": [5, 4], "Acc Val": [6, 5]}
    ((_, epochs, columns),) = read("Train,,,Val,\nepoch,loss,acc,loss,acc\n3,3,4,5,6\n4,2,3,4,5\n")
    assert (epochs, list(columns)) == ([3, 4], ["Train loss", "Train acc", "Val loss", "Val acc"])


@pytest.mark.parametrize("above", ["Results,,,", "# adam,sgd,rate,32", "epoch,loss,loss,acc"])
def test_a_remark_a_title_or_the_same_header_above_names_nothing(above: str) -> None:
    ((_, epochs, columns),) = read(f"{above}\nepoch,loss,loss,acc\n3,3,4,5\n4,2,3,4\n")
    assert (epochs, list(columns)) == ([3, 4], ["loss", "loss (2)", "acc"])


@pytest.mark.parametrize(
    "header",
    [
        "fold1_loss,loss,acc,val_loss",
        "fold1_loss,fold1_acc,fold2_loss,val_loss",
        "fold1_a_loss,b,c,d_loss",
        "fold1_loss,loss_fold1,fold2_loss,loss_fold2",
        "loss,fold_loss,fold_change_1,fold_change_2",
        "unfold_1_loss,unfold_2_loss,loss_1,loss_2",
    ],
)
def test_what_is_not_of_folds_alone_stays_together(header: str) -> None:
    assert len(read(f"epoch,{header}\n1,3,4,5,6\n2,2,3,4,5\n")) == 1


@pytest.mark.parametrize("zeros", [3, 40])
def test_zero_bytes_of_a_log_that_was_cut_while_it_grew_hide_no_table(zeros: int) -> None:
    ((_, epochs, _),) = read("\0" * zeros + "epoch,loss,val_loss\n1,3,4\n2,2,3\n")
    assert epochs == [1, 2]


PLAYED = {"rollout/ep_rew_mean": 20.5, "time/iterations": 1, "train/loss": 3.5, "step": 1}


@pytest.mark.parametrize(
    "text",
    [
        "Epoch\tAverageEpRet\tEpLen\tLossPi\n0\t20.5\t20\t0.5\n1\t22.5\t22\t0.4\n",
        "".join(json.dumps(PLAYED | {"step": step}) + "\n" for step in (1, 2, 3)),
        "step,reward,episode,loss\n1,0.5,1,0.9\n2,0.6,2,0.8\n3,0.7,3,0.7\n",
    ],
)
def test_rewards_over_episodes_are_refused_in_every_format(text: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(text)
    assert caught.value.key == "history_errors.played"


@pytest.mark.parametrize(
    ("columns", "played"),
    [
        (("rewards/chosen", "loss", "eval_loss"), False),
        (("loss", "val_loss", "portfolio_return", "env_steps"), False),
        (("train/loss", "eval/mean_reward", "eval/mean_ep_length"), True),
        (("loss", "reward_loss", "rollout_mse", "episode"), False),
        (("loss", "sharpe_return", "ep_time", "episode_acc"), False),
        (("loss", "eval/avg_sum_reward", "episodes", "samples"), False),
        (("policy_loss", "reward", "episode", "val/num_eos_tokens"), False),
    ],
)
def test_what_is_measured_on_data_speaks_of_a_training(columns: tuple[str, ...], played: bool) -> None:
    assert is_played(columns) is played


def run(first: int, *losses: float) -> Run:
    return Run("test", Frame(np.arange(first, first + len(losses)), {"loss": np.array(losses)}))


def test_the_last_values_before_are_told() -> None:
    first, second = link([run(1, 0.5, 0.4), replace(run(3, 0.6), continues=1)])
    assert first.facts == ()
    assert second.facts == (Fact(RESUMED_FROM, 2, None, {"loss": 0.4}),)


def test_a_value_that_was_not_logged_is_left_out() -> None:
    _, second = link([run(1, 0.5, np.nan), replace(run(3, 0.6), continues=1)])
    assert second.facts[0].data == {}


def test_runs_that_stand_alone_or_continue_nothing_readable_stay_as_they_are() -> None:
    runs = [run(1), replace(run(1, 0.5), continues=1), replace(run(2, 0.4), continues=9)]
    assert link(runs) == runs
