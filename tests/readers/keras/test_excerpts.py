"""Parts of a log that somebody quotes: what is left out between them, and where they break off."""

from __future__ import annotations

import pytest

from tests.readers.keras.reading import column, epochs, only, read

BAR = "9/9 [====] - 1s 2ms/step - loss: 0.{}000 - val_loss: 0.7000\n"


def quoted(first: int, last: int, planned: int = 40) -> str:
    return "".join(f"Epoch {epoch}/{planned}\n{BAR.format(5)}" for epoch in range(first, last + 1))


@pytest.mark.parametrize("between", ["", "and after a while:\n"])
def test_a_beginning_and_a_later_part_are_one_run(between: str) -> None:
    assert epochs(only(quoted(1, 2) + between + quoted(40, 40))) == [1, 2, 40]


def test_parts_are_of_one_run_though_only_every_other_epoch_was_validated() -> None:
    odd, even = (f"Epoch {{}}/40\n{bar}" for bar in (BAR.format(5).replace(" - val_loss: 0.7000", ""), BAR.format(5)))
    text = "".join((odd if n % 2 else even).format(n) for n in (1, 2, 3, 9, 10))
    assert epochs(only(text)) == [1, 2, 3, 9, 10]


@pytest.mark.parametrize(
    "between", ["Epoch 00002: early stopping\n", "Train on 90 samples\n", "KeyboardInterrupt\n", "Fold 2\n"]
)
def test_a_run_that_ended_or_another_that_is_announced_keeps_them_apart(between: str) -> None:
    assert len(read(quoted(1, 2) + between + quoted(40, 40))) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Epoch 1/40\n...\n{0}Epoch 40/40\n{0}", [39, 40]),
        ("Epoch 1/40\n...\n{0}Epoch 2/40\n{0}", [1, 2]),
        ("Epoch 1/40\n...\n{0}", [1]),
        ("Epoch 1/40\n...\n{0}...\nEpoch 40/40\n{0}", [1, 40]),
        ("Epoch 1/40\n{0}...\nEpoch 40/40\n{0}", [1, 40]),
        ("Epoch 1/40\n1/9 [>...] - ETA: 9s - loss: 0.9000\n...\n{0}Epoch 2/40\n{0}", [1, 2]),
        ("Epoch 1/40\n...\nEpoch 40/40\n{0}", [40]),
    ],
)
def test_values_behind_left_out_lines_are_of_the_epoch_before_the_next_header(text: str, expected: list[int]) -> None:
    assert epochs(only(text.format(BAR.format(5)))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Epoch 1/40\n{0}...\n{1}Epoch 40/40\n{2}", [[1, 39, 40]]),
        ("Epoch 1/40\n{0}...\n{1}{2}Epoch 40/40\n{3}", [[1, 38, 39, 40]]),
        ("Epoch 1/40\n{0}{1}Epoch 3/40\n{2}", [[1, 2, 3]]),
        ("Epoch 7\nEpoch 1/40\n{0}{1}Epoch 3/40\n{2}", [[1, 2, 3]]),
        ("Epoch 1/40\n{0}Epoch 7\n{1}Epoch 3/40\n{2}", [[1, 2, 3]]),
        ("Epoch 1/40\n{0}{1}Epoch 40/40\n{2}", [[1], [39, 40]]),
        ("Epoch 1/40\n{0}...\n{1}...\nEpoch 40/40\n{2}", [[1, 40], [1]]),
        ("Epoch 1/40\n{0}...\n{1}{2}Epoch 3/40\n{3}", [[1], [1, 2, 3]]),
    ],
)
def test_values_between_left_out_lines_and_a_header_are_of_the_epochs_just_before_it(
    text: str, expected: list[list[int]]
) -> None:
    assert [epochs(run) for run in read(text.format(*map(BAR.format, (9, 8, 7, 6))))] == expected


STOP = "Epoch 00010: early stopping\n"


@pytest.mark.parametrize("between", ["<2>\n", "9/9 [====] - 1s 2ms/step - loss: 0.6000\n", "time: 74.5\n\nsecond\n"])
def test_what_follows_early_stopping_and_other_words_is_another_run(between: str) -> None:
    runs = read(quoted(9, 10) + STOP + between + quoted(11, 12))
    assert [epochs(run) for run in runs] == [[9, 10], [11, 12]]


@pytest.mark.parametrize("between", [STOP, "<2>\n", "Epoch 00009: early stopping\n"])
def test_neither_alone_ends_a_run_whose_next_epoch_follows(between: str) -> None:
    assert epochs(only(quoted(9, 10) + between + quoted(11, 12))) == [9, 10, 11, 12]


def test_two_later_parts_may_be_of_two_runs() -> None:
    assert [epochs(run) for run in read(quoted(9, 10) + quoted(31, 32))] == [[9, 10], [31, 32]]


def test_an_epoch_that_breaks_off_behind_a_gap_is_no_run_of_its_own() -> None:
    run = only(quoted(1, 3) + "Epoch 11/40\n9/9 [====")
    assert (epochs(run), run.unfinished and run.unfinished.epoch) == ([1, 2, 3], 11)


def test_validation_tells_the_end_of_an_epoch_of_unknown_length() -> None:
    run = only("Epoch 1/12\n  600/Unknown - 5s 87us/step - loss: 0.5 - val_loss: 0.25\n")
    assert (epochs(run), column(run, "val_loss")) == ([1], [0.25])


@pytest.mark.parametrize(
    ("first", "header", "expected"),
    [
        (BAR.format(5), "Epoch 2/9\n", [1]),
        (BAR.format(5), "Epoch 8/9\n", [7]),
        (BAR.format(6) + BAR.format(5), "Epoch 3/9\n", [1, 2]),
    ],
)
def test_a_header_that_breaks_off_heads_the_epochs_without_one_above_it(
    first: str, header: str, expected: list[int]
) -> None:
    run = only(first + header)
    assert (epochs(run), run.planned_epochs, run.steps) == (expected, 9, 9)
    assert run.unfinished is not None
    assert run.unfinished.epoch == expected[-1] + 1


@pytest.mark.parametrize("between", ["Train on 90 samples\n", "Fold 2\n"])
def test_a_header_that_another_run_is_announced_by_does_not(between: str) -> None:
    text = f"{BAR.format(5)}{between}Epoch 2/9\n"
    assert [epochs(run) for run in read(text)] == [[1], []]
    assert [epochs(run) for run in read(text + BAR.format(4))] == [[1], [2]]


def test_a_bar_that_lacks_what_only_the_last_one_has_goes_on_from_those_above() -> None:
    bar = "9/9 ━━━━━━━━━━ 1s 2ms/step - acc: 0.5000 - loss: 0.5000"
    last = f"{bar} - val_loss: 0.7000 - learning_rate: 0.0010\n"
    assert epochs(only(f"{last}Epoch 2/9\n{bar}\nEpoch 2: val_loss did not improve from 0.7\n{last}")) == [1, 2]


def test_a_callback_tells_the_epoch_whose_header_was_left_out() -> None:
    text = quoted(1, 2) + "...\nEpoch 30: val_loss did not improve from 0.5\n"
    assert epochs(only(text + BAR.format(5))) == [1, 2, 30]
    assert (epochs(only(text)), only(text).unfinished) == ([1, 2], None)
    assert epochs(only(text.replace("30", "90") + BAR.format(5))) == [1, 2]
    assert epochs(only("Epoch 33/40\n...\nEpoch 30: val_loss did not improve from 0.5\n" + BAR.format(5))) == [33]


def test_what_is_measured_behind_a_callback_of_an_epoch_left_out_is_not_that_epoch() -> None:
    text = quoted(1, 2) + "...\nEpoch 30: val_loss did not improve from 0.5\nEpoch 30: early stopping\n"
    run = only(text + BAR.format(4).partition(" - val")[0] + "\n")
    assert (epochs(run), run.unfinished, [fact.kind for fact in run.facts[:2]]) == (
        [1, 2],
        None,
        ["early-stopping", "evaluate"],
    )


def test_an_epoch_whose_counter_was_cut_off_comes_before_the_next_header() -> None:
    run = only(f"=====] {BAR.format(5).partition('] ')[2]}{quoted(8, 9, 9)}")
    assert (epochs(run), run.planned_epochs) == ([7, 8, 9], 9)


def test_headers_that_were_lost_cost_no_epoch() -> None:
    run = only(f"Epoch 1/3\n{BAR.format(5)}{BAR.format(4)}Epoch 3/3\n{BAR.format(3)}")
    assert (epochs(run), column(run, "loss"), run.notices) == ([1, 2, 3], [0.5, 0.4, 0.3], ())


@pytest.mark.parametrize("cut", ["9/9 - ", "9/9 [=====] - ", "> 9/9 - "])
def test_bars_whose_time_was_cut_away_are_read_beside_whole_ones(cut: str) -> None:
    metrics = "loss: 0.{0}000 - acc: 0.5000 - val_loss: 0.{0}500\n"
    lines = [f"Epoch 1/3\n9/9 [====] - 1s 2ms/step - {metrics}", *(f"Epoch {n}/3\n{cut}{metrics}" for n in (2, 3))]
    run = only("".join(line.format(n) for n, line in enumerate(lines, 1)))
    assert (epochs(run), column(run, "val_loss")) == ([1, 2, 3], [0.15, 0.25, 0.35])
    assert list(run.frame.columns) == ["loss", "acc", "val_loss"]


@pytest.mark.parametrize("line", ["{0}/9 - loss: 0.{0}000 - val_loss: 0.5000\n", "{0}/9 [==] - loss: 0.{0}000\n"])
def test_what_a_program_numbers_itself_is_no_bar_without_a_header(line: str) -> None:
    assert read("ready in 3s\n" + "".join(line.format(n) for n in range(1, 10))) == []


@pytest.mark.parametrize(
    "line", ["8/9 - loss: 0.2000", "batch 9/9 - loss: 0.2000", "9/9 - loss: 2", "9/9 - loss: 0.2000"]
)
def test_what_a_program_counts_with_a_loss_is_no_bar(line: str) -> None:
    assert epochs(only(f"Epoch 1/2\n3s - loss: 0.5 - acc: 0.5\nEpoch 2/2\n{line}\n")) == [1]


@pytest.mark.parametrize(("last", "whole"), [("0.4", False), ("0.4321", True)])
def test_a_loss_alone_tells_by_its_digits_that_its_line_was_cut_off(last: str, *, whole: bool) -> None:
    text = "".join(f"Epoch {epoch}/9\n9/9 [====] - 1s 2ms/step - loss: 0.{9876 - epoch}\n" for epoch in (1, 2, 3))
    assert epochs(only(f"{text}Epoch 4/9\n9/9 [====] - 1s 2ms/step - loss: {last}\n")) == [1, 2, 3, 4][: 3 + whole]


@pytest.mark.parametrize(
    "mark", ["...", "……", "中略", "（中略）", "省略中间过程", "此处省略若干轮", "-중략-", "... (중략) ...", "(생략)"]
)
def test_what_a_mark_says_was_left_out_parts_no_run(mark: str) -> None:
    run = only(quoted(1, 1) + mark + "\n" + quoted(39, 40))
    assert epochs(run) == [1, 39, 40]


@pytest.mark.parametrize(("end", "expected"), [("", 3), ("and so on\n", 4)])
def test_a_line_without_header_that_was_torn_at_the_end_of_the_log_is_no_epoch(end: str, expected: int) -> None:
    text = (
        "".join(f"Epoch {n}\n9/9 [====] - 5s - loss: 26.{n}{n}46\n" for n in (1, 2, 3))
        + "Epoch 4\n9/9 [====] - 5s - loss: 26."
    )
    for torn in ("6", "64", "646"):
        assert len(epochs(only(text + torn + "\n" + end))) == expected
    assert len(epochs(only(text + "6461"))) == 4


def test_epochs_that_a_header_below_leaves_no_room_for_are_not_its_earlier_ones() -> None:
    told = "".join(f"iteration {n} 9/9 [====] - 3s - loss: 0.{n}000\n" for n in (1, 3, 4))
    assert epochs(read(told + "Epoch 4/40\n")[0]) == epochs(only(told + "Epoch 5/40\n")) == [1, 3, 4]
