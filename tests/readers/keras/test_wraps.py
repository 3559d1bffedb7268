"""Lines that a narrow page broke."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.keras.reading import certainty, column, epochs, only, plain, read
from trainlog_doctor.readers.base import Certainty
from trainlog_doctor.readers.keras import KerasParser
from trainlog_doctor.readers.keras.lines import Line
from trainlog_doctor.readers.keras.wraps import Joiner

BAR = "9/9 [==============================]"
WHOLE = f"Epoch {{}}/2\n{BAR} - 1s 2ms/step - loss: 0.5000 - acc: 0.7500 - val_loss: 0.6000 - val_acc: 0.6500\n"


def broken(at: str, kept: str, indent: str = "") -> str:
    """Two epochs whose bars are broken at a separator, of which some stays on the first line."""
    return "".join(WHOLE.format(epoch) for epoch in (1, 2)).replace(at, f"{kept}\n{indent}{at[len(kept) :].lstrip()}")


@pytest.mark.parametrize("indent", ["", "    ", "\t "])
@pytest.mark.parametrize(
    ("at", "kept"),
    [
        ("] - 1s", "]"),
        ("] - 1s", "] -"),
        ("step - loss", "step"),
        ("step - loss", "step -"),
        ("loss: 0.5000", "loss:"),
        ("0.5000 - acc", "0.5000 -"),
        ("val_acc: 0.6500", "val_acc:"),
        ("0.7500 - val_loss", "0.7500"),
        ("0.7500 - val_loss", "0.7500 -"),
    ],
)
def test_a_bar_is_read_across_its_break(at: str, kept: str, indent: str) -> None:
    run = only(broken(at, kept, indent))
    assert epochs(run) == [1, 2]
    assert {name: column(run, name) for name in run.frame.columns} == {
        "loss": [0.5, 0.5],
        "acc": [0.75, 0.75],
        "val_loss": [0.6, 0.6],
        "val_acc": [0.65, 0.65],
    }


@pytest.mark.parametrize("prefix", ["# ", "> ", ">>> ", "// ", "    # "])
@pytest.mark.parametrize(("at", "kept"), [("step - loss", "step -"), ("step - loss", "step"), ("loss: 0.5", "loss:")])
def test_what_stands_before_every_line_is_no_part_of_the_piece(prefix: str, at: str, kept: str) -> None:
    text = "".join(prefix + line for line in broken(at, kept).splitlines(keepends=True))
    assert column(only(text), "val_acc") == [0.65, 0.65]


def test_scores_below_the_bar_of_a_prediction_are_no_rest_of_it() -> None:
    scores = f"{BAR} - 0s 2ms/step\n - f1: 0.3000 - precision: 0.4000\n"
    run = only("".join(WHOLE.format(epoch) + scores for epoch in (1, 2)))
    assert column(run, "f1") == [0.3, 0.3]


def test_a_text_that_was_reflowed_is_read() -> None:
    words = " ".join(WHOLE.format(epoch) for epoch in (1, 2)).split()
    for width in range(4, 30):
        lines = [" ".join(words[at : at + width]) for at in range(0, len(words), width)]
        if any(line.endswith(("Epoch", "9/9", "1s")) and not line.endswith("/2 9/9") for line in lines):
            continue
        run = only("\n".join(lines))
        assert (epochs(run), column(run, "val_loss")) == ([1, 2], [0.6, 0.6])


def test_verbose_2_is_read_across_its_breaks() -> None:
    run = only("Epoch 1/1\n - 3s - loss: 0.5000 - acc:\n0.7500 - val_loss: 0.6000 -\nval_acc: 0.6500\n")
    assert [column(run, name) for name in ("loss", "acc", "val_loss", "val_acc")] == [[0.5], [0.75], [0.6], [0.65]]


def test_one_metric_a_line_with_remarks_is_read() -> None:
    text = f"Epoch 1/1\n{BAR} - 1s 2ms/step\n - loss: 0.5000\n - val_loss: 0.6000      ← too high\n"
    assert column(only(text), "val_loss") == [0.6]


@pytest.mark.parametrize(
    "text",
    [
        f"{BAR} - 1s 2ms/step\nMean Squared Error: 0.5\n",
        f"{BAR} - 1s 2ms/step\n- what the model predicts\n",
        f"{BAR} - 1s 2ms/step -\n\nResults\n",
    ],
)
def test_a_bar_without_metrics_stays_alone(text: str) -> None:
    assert read(text) == []


def test_a_broken_epoch_alone_is_recognised() -> None:
    assert certainty(f"Epoch 1/1\n{BAR} - 1s 2ms/step -\nloss: 0.5000\n") is Certainty.SURE


@pytest.mark.parametrize("mark", ["> ", "# ", "> > "])
def test_marks_of_a_quotation_are_no_part_of_a_name(mark: str) -> None:
    rows = (
        "Epoch 1/1",
        f"{BAR} - 1s 2ms/step - loss: 0.5000 -",
        "iou_score: 0.7000 - val_loss: 0.6000 - val_iou_score:",
    )
    run = only("".join(f"{mark}{row}\n" for row in (*rows, "0.8000")))
    assert {name: column(run, name) for name in run.frame.columns} == {
        "loss": [0.5],
        "iou_score": [0.7],
        "val_loss": [0.6],
        "val_iou_score": [0.8],
    }


def test_a_book_goes_on_behind_an_arrow() -> None:
    text = "".join(
        f"Epoch {epoch}/2\n{BAR} - 12s 1ms/sample - loss:{blank}0.5{epoch}00 {rest}\n"
        f"➥ - val_loss: 0.6{epoch}00 - val_acc: 0.7100    {mark}\n"
        for epoch, blank, rest, mark in ((1, " ", "", "❶"), (2, "\n➥ ", "- acc: 0.8000", "❷"))
    )
    run = only(f"{text}\n❶ The validation loss rises.\n")
    assert epochs(run) == [1, 2]
    assert column(run, "loss") == [0.51, 0.52]
    assert column(run, "val_loss") == [0.61, 0.62]
    assert column(run, "val_acc") == [0.71, 0.71]


def test_a_quotation_broken_before_a_dash_goes_on() -> None:
    rows = (f"{BAR} - 1s 2ms/step - loss: 0.5000", "- iou_score: 0.7000 - val_loss: 0.6000 - val_iou_score:", "0.8000")
    run = only("> Epoch 1/1\n" + "".join(f"> {row}\n" for row in rows))
    assert [column(run, name) for name in ("val_loss", "val_iou_score")] == [[0.6], [0.8]]


@given(st.lists(st.integers(0, 60), max_size=8))
def test_any_chunks_give_the_same_run(sizes: list[int]) -> None:
    text = broken("step - loss", "step -")
    assert plain(only(text)) == plain(read(text, sizes=tuple(sizes))[0])


def test_a_broken_line_does_not_go_on_in_another_section() -> None:
    parser = KerasParser()
    parser.feed(f"Epoch 1/1\n{BAR} - 1s 2ms/step - loss: 0.5000 - acc:\n".encode())
    parser.section("another cell")
    parser.feed(b"0.7500 - val_loss: 0.6000\n")
    assert list(parser.close()[0].frame.columns) == ["loss"]


@given(
    st.lists(
        st.sampled_from([b"9/9 [==] -", b"9/9 [==]", b"- 1s 2ms/step", b"loss:", b"0.5 -", b"# x", b"Epoch 1/2 9/9"])
    )
)
def test_no_text_is_lost(texts: list[bytes]) -> None:
    joiner = Joiner()
    lines = [Line(number, text) for number, text in enumerate(texts, 1)]
    shown = [line.text for line in (*joiner.feed(lines), *joiner.flush())]
    words = b" ".join(texts).replace(b"# x", b"x").split()
    assert b" ".join(shown).replace(b"# x", b"x").split() == words


def cut_at(width: int, text: str) -> str:
    """What a terminal of some width shows, as copying has it: each row a line."""
    return "".join(row + "\n" for line in text.splitlines() for row in re.findall(f".{{1,{width}}}", line))


@pytest.mark.parametrize("width", range(len(f"{BAR} - 1s 2ms/step -"), len(WHOLE)))
def test_a_terminals_last_column_may_cut_a_line_anywhere(width: int) -> None:
    run = only(cut_at(width, WHOLE.format(1) + WHOLE.format(2)))
    assert [column(run, name) for name in ("loss", "acc", "val_loss", "val_acc")] == [
        [0.5, 0.5], [0.75, 0.75], [0.6, 0.6], [0.65, 0.65]
    ]  # fmt: skip


def test_a_blank_of_a_name_that_stood_in_the_last_column_is_one() -> None:
    line = f"{BAR} - 1s 2ms/step - loss: 0.5000 - mean io u: 0.7500 - val_loss: 0.5000 - val_mean io u: 0.7500\n"
    width = len(f"{BAR} - 1s 2ms/step - loss: 10.5000 - mean ")
    losses = ("0.5000", "10.5000", "1.5000")
    run = only(cut_at(width, "".join(f"Epoch {n}/3\n{line.replace('0.5000', x, 1)}" for n, x in enumerate(losses, 1))))
    assert {name: column(run, name) for name in run.frame.columns} == {
        "loss": [0.5, 10.5, 1.5], "mean io u": [0.75] * 3, "val_loss": [0.5] * 3, "val_mean io u": [0.75] * 3,
    }  # fmt: skip


LONG = (
    f"{BAR} - 1s 2ms/step - loss: 0.5000 - negative_energy: -5.1234e+08 - hits@0.5: 0.8123 - worst_ratio: inf"
    " - val_loss: 0.6000 - val_negative_energy: -4.5000e-05 - val_hits@0.5: 0.8000 - val_worst_ratio: 7.0000"
)
UPDATE = "6/9 [==>..] - ETA: 0s - loss: 0.9000 - negative_energy: -1.2345e+08 - hits@0.5: 0.1000 - worst_ratio: 3.0000"


@pytest.mark.parametrize("width", [64, 70, 79, 80, 90, 99, 110, 120, 132, 160])
def test_a_terminal_may_cut_a_line_more_than_once_and_in_an_update(width: int) -> None:
    run = only(cut_at(width, "".join(f"Epoch {n}/3\n{UPDATE}\n{LONG}\n" for n in (1, 2, 3))))
    assert {name: column(run, name)[1:] for name in run.frame.columns} == {
        "loss": [0.5] * 2, "negative_energy": [-5.1234e8] * 2, "hits@0.5": [0.8123] * 2, "worst_ratio": [math.inf] * 2,
        "val_loss": [0.6] * 2, "val_negative_energy": [-4.5e-5] * 2, "val_hits@0.5": [0.8] * 2,
        "val_worst_ratio": [7.0] * 2,
    }  # fmt: skip


@pytest.mark.parametrize("following", ["Epoch 2/9\n", "12 images\n", "acc: high\n", "00 - 3\n"])
def test_a_line_that_ends_within_a_metric_takes_only_the_rest_of_that(following: str) -> None:
    run = only(f"Epoch 1/9\n{BAR} - 1s 2ms/step - loss: 0.5000 - mae: 0.25\n{following}")
    assert (column(run, "loss"), column(run, "mae")) == ([0.5], [0.25])


def test_a_line_shorter_than_any_terminal_is_not_cut() -> None:
    run = only("Epoch 1/1\n9/9 - 1s - loss: 0.5000 - acc: 0.75\n12\n")
    assert column(run, "acc") == [0.75]
