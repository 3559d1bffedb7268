"""Headers, bars and values behind which something else was drawn, cut off or left out."""

from __future__ import annotations

import pytest

from tests.readers.keras.reading import column, epochs, only, read


@pytest.mark.parametrize("bar", ["32/32 [====]", "32/32 ━━━━"])
@pytest.mark.parametrize("planned", [2, 5, 15, 32, 332])
def test_a_header_is_told_from_the_bar_behind_it(bar: str, planned: int) -> None:
    run = only("".join(f"Epoch {epoch}/{planned}{bar} 1s 2ms/step - loss: 0.5\n" for epoch in (1, 2)))
    assert (epochs(run), run.planned_epochs) == ([1, 2], planned)


def test_the_last_of_updates_behind_each_other_counts() -> None:
    bar = "9/9 [====] - ETA: 0s - loss: 0.9 - acc: 0.1 - ETA: 0s - loss: 0.8 - acc: 0.2  - 1s 2ms/step"
    run = only(f"Epoch 1/1\n{bar} - loss: 0.5000 - acc: 0.7500 - val_loss: 0.6000\n")
    assert [column(run, name) for name in ("loss", "acc", "val_loss")] == [[0.5], [0.75], [0.6]]


@pytest.mark.parametrize(
    ("printed", "value"), [("0.049911s - lo", 0.0499), ("0.93702s - loss: 0.", 0.937), ("5.0000e-041s - l", 5e-4)]
)
def test_a_value_ends_where_a_longer_update_shows_behind_it(printed: str, value: float) -> None:
    assert column(only(f"Epoch 1/1\n9/9 [====] - 1s 2ms/step - loss: {printed}\n"), "loss") == [value]


def test_an_epoch_that_was_cut_off_before_an_elision_is_left_out() -> None:
    whole = "Epoch {}/9\n9/9 [====] - 1s 2ms/step - loss: 0.5000 - val_loss: 0.6000\n"
    for cut in ("loss: 0.", "loss: 0.4"):
        run = only(whole.format(1) + f"Epoch 2/9\n9/9 [====] - 1s 2ms/step - {cut}\n...\n" + whole.format(8))
        assert epochs(run) == [1, 8]


@pytest.mark.parametrize("escape", ["", "←", "^[", "\\x1b", "\\u001b", "\\033", "␛"])
def test_colours_are_taken_off_however_their_escape_is_drawn(escape: str) -> None:
    bar = "|[1m9/9|[0m |[32m━━━━|[0m|[37m|[0m |[1m1s|[0m 2ms/step - loss: 0.5000".replace("|", escape)
    assert column(only(f"Epoch 1/1\n{bar}\n"), "loss") == [0.5]


def test_headers_without_a_total_do_not_part_the_epochs() -> None:
    bar = "9/9 [====] - 1s - loss: 0.5000 - val_loss: 0.6000"
    assert epochs(only("".join(f"Epoch {epoch}   \n{bar}\n" for epoch in range(3)))) == [1, 2, 3]


def test_a_log_in_the_strings_of_a_program_is_read() -> None:
    lines = ["Epoch 1/1", " 3/9 [==>..] - ETA: 1s - loss: 0.9000", "9/9 [====] - 1s 2ms/step - loss: 0.5000"]
    text = "".join(f'\t"2024-01-02T03:04:05.678Z {line}\\n"+\n' for line in lines)
    assert column(only(text), "loss") == [0.5]


def test_bars_in_a_page_are_read() -> None:
    update = " 3/9 [=&gt;....] - ETA: 9s - loss: 0.9000\n"
    text = f"<pre>Epoch 1/3\n{update}9/9 [====] - 1s 2ms/step - loss: 0.5000\nEpoch 2/3\n{update}</pre>\n"
    run = only(text)
    assert (epochs(run), column(run, "loss"), run.unfinished is not None) == ([1], [0.5], True)


def test_the_time_that_an_update_has_left_is_no_duration() -> None:
    assert read("Epoch 1/3\n 3/9 [some other bar] - ETA: 9s - loss: 0.9000\n") == []


@pytest.mark.parametrize("name", ["", '"text": '])
def test_all_that_a_cell_printed_may_stand_on_one_line(name: str) -> None:
    epochs_of = [(1, 0.5), (2, 0.4), (3, 0.3)]
    text = "".join(f"Epoch {n}/3\\n9/9 [====] - 1s 2ms/step - loss: {loss} - acc: 0.1\\n" for n, loss in epochs_of)
    run = only(f'{{"output_type": "stream",\n{name}"Compiled\\n{text}Done\\n",\n"name": "stdout"}},\n')
    assert (epochs(run), column(run, "loss")) == ([1, 2, 3], [0.5, 0.4, 0.3])
