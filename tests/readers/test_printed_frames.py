"""Tables as pandas prints them, and the small liberties that people take with tables."""

from __future__ import annotations

import pytest

from tests.readers.test_printed_rows import read, table

FRAME = """\
       loss  accuracy  val_loss
0  0.750000      0.50      0.80
1  0.500000      0.75      0.60
2  0.250000      0.80      0.70
"""
WRAPPED = """\
History of the second model:
       loss  accuracy  \\
0  0.750000      0.50
1  0.500000      0.75
..      ...       ...
9  0.250000      0.80

    val_loss
0       0.80
1       0.60
..       ...
9       0.70

[10 rows x 3 columns]
"""
REPORT = """\
              precision    recall  f1-score   support

           0       0.75      0.50      0.60        40
           1       0.50      0.75      0.60        60
"""
RANKED = """\
    loss  accuracy  dropout
0   0.75      0.50     0.20
1   0.50      0.75     0.50
"""


def test_the_index_of_a_frame_counts_its_epochs_from_zero() -> None:
    (run,) = read("printed-table", FRAME)
    assert run.frame.epoch.tolist() == [1, 2, 3]
    assert table(run)["val_loss"] == [0.8, 0.6, 0.7]
    assert "histories.epochs_from_zero" in [notice.code for notice in run.notices]


@pytest.mark.parametrize("head", ["loss | val_loss", "epoch | loss | val_loss"])
def test_a_frame_in_markdown_has_an_index_without_a_name(head: str) -> None:
    counted = "epoch" in head
    rows = (f"|  {n} | {f'{n + 1} | ' * counted}{cells} |\n" for n, cells in enumerate(("0.75 | 0.8", "0.5 | 0.6")))
    (run,) = read("printed-table", f"|    | {head} |\n|---:|{'---:|' * (2 + counted)}\n{''.join(rows)}")
    assert run.frame.epoch.tolist() == [1, 2]
    assert table(run) == {"loss": [0.75, 0.5], "val_loss": [0.8, 0.6]}


def test_a_column_of_epochs_counts_and_the_index_does_not() -> None:
    (run,) = read("printed-table", "   epoch  loss  val_loss\n0      1  0.75      0.80\n1      2  0.50      0.60\n")
    assert run.frame.epoch.tolist() == [1, 2]
    assert table(run) == {"loss": [0.75, 0.5], "val_loss": [0.8, 0.6]}


@pytest.mark.parametrize("between", ["", "Saved.\n"])
def test_columns_that_a_frame_goes_on_with_below_are_of_the_same_epochs(between: str) -> None:
    (run,) = read("printed-table", WRAPPED.replace("\n\n    val_loss", f"\n{between}\n    val_loss"))
    assert run.frame.epoch.tolist() == [1, 2, 10]
    assert table(run) == {"loss": [0.75, 0.5, 0.25], "accuracy": [0.5, 0.75, 0.8], "val_loss": [0.8, 0.6, 0.7]}


def test_rows_of_another_frame_below_are_not_its_epochs() -> None:
    (run,) = read(
        "printed-table",
        f"{FRAME}\n   actual  guessed  missed\n3    0.25     0.50    0.25\n4    0.50     0.50    0.00\n",
    )
    assert run.frame.epoch.tolist() == [1, 2, 3]


@pytest.mark.parametrize("order", [(0, 2, 1), (2, 1, 0), (0, 1, 2, 4, 3)])
def test_a_frame_that_was_sorted_is_no_history(order: tuple[int, ...]) -> None:
    rows = "".join(f"{index}  0.{index + 1}00  0.500\n" for index in order)
    assert read("printed-table", f"    loss  val_loss\n{rows}") == []


@pytest.mark.parametrize("text", [REPORT, RANKED, FRAME.replace("\n0 ", "\na ").replace("\n1 ", "\nb ")])
def test_frames_of_something_else_are_no_histories(text: str) -> None:
    assert read("printed-table", text) == []


def test_a_row_with_a_cell_too_many_is_no_row_with_an_index() -> None:
    text = "epoch  loss  val_loss\n1      0.75  0.80  00:12\n2      0.50  0.60  00:12\n"
    assert read("printed-table", text) == []


@pytest.mark.parametrize("name", ["Round", "round", "Communication Round"])
def test_rounds_count(name: str) -> None:
    (run,) = read("printed-table", f"| {name} | Loss | Val Loss |\n|---|---|---|\n| 1 | 3 | 4 |\n| 2 | 2 | 3 |\n")
    assert table(run) == {"Loss": [3, 2], "Val Loss": [4, 3]}


@pytest.mark.parametrize("mark", [" ✓", "✅", " ★", "*", " ←", " (best)", " (-0.125)", " (+0.5)", " ± 0.25"])
def test_a_mark_behind_a_number_is_left_out(mark: str) -> None:
    (run,) = read("printed-table", f"Epoch  Loss  Val Loss\n1      3     4\n2      2     3{mark}\n")
    assert table(run)["Val Loss"] == [4, 3]


def test_a_step_may_have_thousands_set_off_and_a_metric_may_not() -> None:
    head = "| Step | Loss | Val Loss |\n|---|---|---|\n| 500 | 3 | 4 |\n"
    (run,) = read("printed-table", head + "| 1,500 | 2 | 3 |\n| 12,000 | 1 | 2 |\n")
    assert table(run)["step"] == [500, 1500, 12000]
    (run,) = read("printed-table", head + "| 1,500 | 2,125 | 3 |\n| 2,000 | 1 | 2 |\n")
    assert table(run)["step"] == [500, 2000]


def test_a_blank_may_stand_before_the_sign_for_per_cent() -> None:
    (run,) = read("printed-table", "Epoch\tLoss\tValidation Accuracy\n1\t3\t25 %\n2\t2\t50.0 %\n")
    assert table(run)["Validation Accuracy"] == [0.25, 0.5]


def test_an_average_in_brackets_is_not_passed_over() -> None:
    assert read("printed-table", "Epoch  Loss\n1      3 (2.5)\n2      2 (2.25)\n") == []


def test_one_row_of_steps_is_no_history() -> None:
    head = "| Iter | Train loss | Val loss |\n|---|---|---|\n| 1 | 3 | 4 |\n"
    assert read("printed-table", head) == []
    assert len(read("printed-table", head.replace("Iter", "Epoch"))) == 1
