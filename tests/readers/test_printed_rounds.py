"""Rounds as boosters print them."""

from __future__ import annotations

import pytest

from tests.readers.test_printed_rows import read, table

ROUNDS = """\
[0]\ttrain-logloss:0.75\tvalid-logloss:0.875
Will train until valid-logloss hasn't improved in 9 rounds.
[1]\ttrain-logloss:0.5\tvalid-logloss:0.75

[2]\ttrain-logloss:0.25\tvalid-logloss:nan
Stopping. Best iteration:
[1]\ttrain-logloss:0.5\tvalid-logloss:0.75
"""


@pytest.mark.parametrize("prefix", ["", "    ", "# "])
def test_rounds_of_a_booster_are_epochs_and_its_best_one_is_not_read_again(prefix: str) -> None:
    (run,) = read("printed-rounds", "".join(prefix + line for line in ROUNDS.splitlines(keepends=True)))
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert table(run)["train-logloss"] == [0.75, 0.5, 0.25]
    assert "valid-logloss" in run.frame.logged_nan


def test_rounds_that_begin_again_are_another_training() -> None:
    first, second = (run.frame.columns["train-logloss"] for run in read("printed-rounds", 2 * ROUNDS))
    assert first.tolist() == second.tolist() == [0.75, 0.5, 0.25]


def test_best_rounds_alone_are_no_history() -> None:
    best = "Early stopping, best iteration is:\n[{}]\tvalid_0's auc: 0.75\n"
    assert read("printed-rounds", best.format(40) + best.format(48)) == []


def test_rounds_of_regression_are_rounds() -> None:
    (run,) = read("printed-rounds", "[1]\ttraining's l2: 0.5\tset-0-auc:1\n[2]\ttraining's l2: 0.25\tset-0-auc:1\n")
    assert table(run) == {"training-l2": [0.5, 0.25], "set-0-auc": [1, 1]}


def test_rounds_of_a_line_for_each_metric_are_put_together() -> None:
    line = "[LightGBM] [Info] Iteration:{}, {} : {}\n"
    told = [("training auc", 0.5), ("valid_1's auc", 0.25)]
    (run,) = read("printed-rounds", "".join(line.format(n, *metric) for n in (1, 2, 3) for metric in told))
    assert table(run) == {"training-auc": [0.5] * 3, "valid_1-auc": [0.25] * 3}


def test_rounds_of_other_notations_have_the_same_names() -> None:
    text = "[10]\tvalid_0's auc: 0.5 + 0.125\tmy set's l2: 1e-1\n[20]\tvalid_0's auc: 0.75 + 0.25\tmy set's l2: 0.5\n"
    (run,) = read("printed-rounds", text)
    assert table(run) == {"valid_0-auc": [0.5, 0.75], "my set-l2": [0.1, 0.5], "step": [10, 20]}


@pytest.mark.parametrize("line", ["[1]\tloss-of: ok\n", "[1] the well-known loss: 5 of it\n", "[1]\ta-count:4\n"])
def test_other_lines_with_a_number_in_brackets_are_no_rounds(line: str) -> None:
    assert read("printed-rounds", line) == []
    assert read("printed-rounds", line + line.replace("1", "2")) == []


def test_a_long_line_that_is_nearly_a_round_is_soon_given_up() -> None:
    assert read("printed-rounds", "[1]" + " \ta b-c:1" * 150 + " and so on\n" + ROUNDS)[0].frame.epoch.tolist() == [
        1,
        2,
        3,
    ]


@pytest.mark.parametrize(("rounds", "expected"), [((0, 1, 2, 85), [1, 2, 3, 86]), ((1, 2, 46, 47), [1, 2, 46, 47])])
def test_rounds_keep_their_numbers_where_somebody_left_some_out(rounds: tuple[int, ...], expected: list[int]) -> None:
    (run,) = read("printed-rounds", "".join(f"[{n}]\tvalid-auc:0.5\n" for n in rounds))
    assert run.frame.epoch.tolist() == expected


def test_rounds_that_are_printed_now_and_then_are_evaluations() -> None:
    (run,) = read("printed-rounds", "".join(f"[{n}]\tvalid-auc:0.5\n" for n in (0, 50, 100, 101)))
    assert (run.frame.epoch.tolist(), table(run)["step"]) == ([1, 2, 3, 4], [0.0, 50.0, 100.0, 101.0])


@pytest.mark.parametrize(("best", "column"), [((0.75, 0.5), "loss"), ((0.75, 0.875), "score")])
def test_a_metric_without_a_name_is_told_by_its_best_values(best: tuple[float, float], column: str) -> None:
    rounds = [(0, best[0], best[0]), (1, best[1], best[1]), (2, best[0], best[1])]
    line = "{}:\tlearn: 0.25\ttest: {}\tbest: {} (1)\ttotal: 9ms\tremaining: 1ms\n"
    (run,) = read("printed-rounds", "".join(line.format(*told) for told in rounds))
    assert table(run) == {f"train_{column}": [0.25] * 3, f"val_{column}": [best[0], best[1], best[0]]}


@pytest.mark.parametrize("gap", ["\t", "   ", " "])
@pytest.mark.parametrize("indent", ["", "    ", "# "])
def test_blanks_may_stand_where_tabs_were_printed(gap: str, indent: str) -> None:
    line = indent + "{}:\tlearn: 0.25\ttest: {}\tbest: {} (1)\ttotal: 9ms\tremaining: 1m 1s\n"
    text = "".join(line.format(at, told, told) for at, told in enumerate([0.75, 0.5, 0.25]))
    (run,) = read("printed-rounds", text.replace("\t", gap))
    assert table(run) == {"train_loss": [0.25] * 3, "val_loss": [0.75, 0.5, 0.25]}


@pytest.mark.parametrize(
    "told",
    ["learn: 0.5\ttotal: 9ms", "test: 0.5\tbest: 0.5 (0)", "test: nan\tbest: nan (0)", "test: ok", "learn: 3 words"],
)
def test_a_metric_of_which_nobody_tells_what_is_better_is_not_read(told: str) -> None:
    assert read("printed-rounds", "".join(f"{n}:\t{told}\n" for n in range(4))) == []
