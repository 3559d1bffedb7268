"""What terminals, loggers and copying do to a log."""

from __future__ import annotations

import json
import math
from collections.abc import Callable

import pytest

from tests.readers.keras.reading import certainty, column, epochs, only, read
from tests.readers.keras.writers import WRITERS, History, keras2_verbose2, keras3_verbose2, metrics
from trainlog_doctor.readers.base import Certainty
from trainlog_doctor.readers.keras.clean import clean

Writer = Callable[[History], str]

HISTORY = History({"loss": [0.5, 0.4], "val_loss": [0.6, 0.7]})
METRICS = "9/9 - 1s - loss: 0.5 - val_loss: 0.75"
PREFIXES = (
    "# ",
    "> ",
    "#> ",
    "    ## ",
    "2018-11-09 14:57:57,866 INFO ",
    "[2024-01-02 03:04:05] train: ",
    "algo-1-zwl3k_1  | ",
    "2023-05-06T07:08:09.1234567Z ",
    "[1,0]<stdout>:",
    "0: ",
    "\t",
    "| ",
)


@pytest.mark.parametrize("prefix", ["", "// ", "[app] "])
def test_tensorflow_of_javascript_prints_the_same_in_its_own_way(prefix: str) -> None:
    update = "eta=0.0 ====>- acc=0.25 loss=9.5"
    rows = (
        "1499ms 7us/step - acc=0.50 loss=1.25 ",
        "980ms 0us/step - acc=0.75 loss=5.5e-1",
        "2000ms 9us/step - acc=Infinity loss=NaN",
    )
    text = "".join(f"{prefix}Epoch {n} / 9\n{prefix}{update}\n{prefix}{row}\n" for n, row in enumerate(rows, 1))
    run = only(text + f"{prefix}Epoch 4 / 9\n")
    assert column(run, "loss")[:2] == [1.25, 0.55]
    assert column(run, "acc") == [0.5, 0.75, math.inf]
    assert run.frame.logged_nan == {"loss": (3,)}
    assert (run.planned_epochs, run.epoch_seconds.tolist() if run.epoch_seconds is not None else None) == (9, [1, 0, 2])
    assert certainty(text) is Certainty.SURE


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("write", WRITERS[-3:])
def test_prefixes_are_seen_through(prefix: str, write: Writer) -> None:
    text = "".join(prefix + line for line in write(HISTORY).splitlines(keepends=True))
    assert column(only(text), "val_loss") == [0.6, 0.7]


@pytest.mark.parametrize(
    "prefix", [*PREFIXES, "May  {n} 12:00:0{n} gpu python[7]: ", "INFO:root:", "     {n}\t", "{n}:"]
)
def test_what_callbacks_and_programs_print_behind_a_prefix_is_read(prefix: str) -> None:
    printed = ("Epoch 1/2", " — val_f1: 0.25", METRICS, "Epoch 2/2", " — val_f1: 0.5", METRICS, "Train: [0.125, 0.75]")
    run = only("".join(f"{prefix.format(n=n)}{line}\n" for n, line in enumerate(printed, 1)))
    assert column(run, "val_f1") == [0.25, 0.5]
    assert [fact.data for fact in run.facts] == [{"set": "train", "loss": 0.125}]


def test_the_time_of_day_before_a_dash_is_no_duration() -> None:
    lines = ("Epoch 1/2", " - 3s - loss: 0.5", "Epoch 2/2", " - 4s - loss: 0.25")
    run = only("".join(f"Nov 23 13:12:2{n} {line}\n" for n, line in enumerate(lines)))
    assert column(run, "loss") == [0.5, 0.25]
    assert run.epoch_seconds is not None
    assert run.epoch_seconds.tolist() == [3, 4]


def test_a_line_that_means_something_with_what_looks_like_a_prefix_keeps_it() -> None:
    fit = f"=== Epoch 1/2\n{METRICS}\n- f1: 0.25\n=== Epoch 2/2\n{METRICS}\n- f1: 0.5\n"
    runs = read(f"=== Fold 1 ===\n{fit}=== Fold 2 ===\n{fit.replace('===', '-')}")
    assert [(run.name, column(run, "f1")) for run in runs] == [("fold 1", [0.25, 0.5]), ("fold 2", [0.25, 0.5])]


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "  \n"),
        lambda text: text.replace("loss", "lo\0ss"),
        lambda text: text.replace("━", "â”\x81"),
        lambda text: text.replace("━", "?"),
        lambda text: text.replace("━", "\ufffd"),
        lambda text: text.replace("━", '<span class="g">━</span>'),
        lambda text: f"<div>{text}".replace("\r\n", "\n").replace("\n", "</div>\n<div>"),
        lambda text: text.replace(" - ", " \u2013 "),
        lambda text: text.replace(" - ", " \u2014 "),
        lambda text: text.replace(" - ", " \u2212 ").replace(": ", ":\xa0"),
        lambda text: text.replace(" - ", "\xa0\uff0d\xa0").replace(": ", "\uff1a"),
        lambda text: text.replace(" - ", "\t-\t"),
    ],
)
@pytest.mark.parametrize("write", WRITERS)
def test_damage_in_copying_does_no_harm(damage: Callable[[str], str], write: Writer) -> None:
    text = damage(write(HISTORY))
    assert column(only(text), "val_loss") == [0.6, 0.7]


def test_gbk_bars_are_read() -> None:
    misread = "Epoch 1/1\n5/5 ━━━━ 1s 2ms/step - loss: 0.5000\n".encode().decode("gb18030", "replace")
    for encoding in ("gb18030", "utf-8"):
        assert column(only(misread.encode(encoding, "replace")), "loss") == [0.5]


def keras3_bars(history: History) -> str:
    """Finished bars of Keras 3 as a terminal shows them, the glyphs encoded twice."""
    rows = enumerate(history.epochs)
    bar = ("━" * 20).encode().decode("latin-1")
    return "".join(f"Epoch {epoch}/2\n25000/25000 {bar} 1s 2ms/step{metrics(history, row)}\n" for row, epoch in rows)


@pytest.mark.parametrize("write", [keras2_verbose2, keras3_verbose2, keras3_bars])
def test_lost_line_breaks_are_found_again(write: Writer) -> None:
    text = "model.fit(x) " + write(HISTORY).replace("\n", " ")
    run = only(text)
    assert (epochs(run), column(run, "val_loss")) == ([1, 2], [0.6, 0.7])


def test_updates_left_in_one_line_are_read_to_the_last() -> None:
    text = "Epoch 1/1\n 1/25 [>...] - ETA: 9s - loss: 0.9000 25/25 [=====] - 1s 2ms/step - loss: 0.5000\n"
    assert column(only(text), "loss") == [0.5]


def test_leftovers_of_longer_updates_are_not_read() -> None:
    text = "Epoch 1/1\n100/100 [====] - 22s - loss: 0.6609 - val_acc: 0.5711.594 - ETA: 7s - loss: 0.6655 - acc: \n"
    run = only(text)
    assert (column(run, "loss"), column(run, "val_acc")) == ([0.6609], [0.5711])


def test_a_header_may_have_a_remark_behind_it() -> None:
    text = "Epoch 1/9\n5/5 - 1s - loss: 0.5000\n...\nEpoch 7/9 (best)\n5/5 - 1s - loss: 0.4000\n"
    assert epochs(only(text)) == [1, 7]


@pytest.mark.parametrize("mentioned", ["Epoch 1/3 (best)\n", "Best so far:\nEpoch 1/3 (see above)\nDone\n"])
@pytest.mark.parametrize("after", [2, 3])
def test_an_epoch_that_is_only_mentioned_with_a_remark_does_not_begin(mentioned: str, after: int) -> None:
    lines = [f"Epoch {epoch}/3\n5/5 - 1s - loss: 0.{9 - epoch}000\n" for epoch in (1, 2, 3)]
    assert epochs(only("".join([*lines[:after], mentioned, *lines[after:]]))) == [1, 2, 3]


def test_a_header_glued_behind_a_foreign_update_counts() -> None:
    text = "Epoch 1/2\n5/5 [====] - 1s - loss: 0.5000Epoch 2/2\n5/5 [====] - 1s - loss: 0.4000\n"
    assert column(only(text), "loss") == [0.5, 0.4]


def test_a_counter_that_lost_its_first_digits_is_full_if_its_bar_is() -> None:
    text = "00/100 [==============================] - 1s - loss: 0.5000\nEpoch 2/2\n"
    text += "100/100 [==============================] - 1s - loss: 0.4000\n"
    assert column(only(text), "loss") == [0.5, 0.4]


def test_lines_of_raw_notebook_json_are_unquoted() -> None:
    text = r"""    "Epoch 1/12\n",
    "\u001b[1m782/782\u001b[0m \u001b[32m━━━━\u001b[0m \u001b[1m4s\u001b[0m 4ms/step - loss: 0.6932\n",
"""
    assert column(only(text), "loss") == [0.6932]


def test_handwritten_epoch_numbers_are_kept() -> None:
    text = "# Epoch 1 - 25s 3ms/step - loss: 1.1000\n# Epoch 2 -\n# Epoch 3 - 24s 3ms/step - loss: 0.9000\n"
    assert epochs(only(text)) == [1, 3]


def test_carriage_returns_alone_may_end_lines() -> None:
    from trainlog_doctor.readers.base import Head
    from trainlog_doctor.readers.keras import KERAS

    data = keras2_verbose2(HISTORY).replace("\n", "\r").encode()
    parser = KERAS.parser(KERAS.sniff(Head(data, whole=True)))
    parser.feed(data)
    (run,) = parser.close()
    assert column(run, "loss") == [0.5, 0.4]


def test_other_bars_between_change_nothing() -> None:
    noise = "Downloading 100%|██████████| 5/5 [00:01<00:00]\n   ━━━━━━━━━━━ 5.6/5.6 MB 12.3 MB/s eta 0:00:00\n"
    text = keras2_verbose2(HISTORY).replace("Epoch 2", noise + "Epoch 2")
    assert column(only(text), "loss") == [0.5, 0.4]


@pytest.mark.parametrize(
    "text",
    [
        "Epoch 0/39\n----------\ntrain Loss: 0.1620 Acc: 0.5423\n",
        "Epoch 1/5\nstep 938/938 [==============================] - loss: 0.1158 - acc: 0.9020 - 10ms/step\n",
        "Epoch 1/50 - Train Loss: 0.5 - Val Loss: 0.6\n",
        "Epoch 1/9:  10%|█         | 10/100 [00:28<00:10, 3.2it/s, loss=0.5]\n",
        "100% ━━━━━━━━━━━━ 8653/8653 3.6it/s 40:24<0.2s\n",
        "Epoch 1/2\nloss: 0.5\nEpoch 2/2\n",
    ],
)
def test_lookalikes_hold_no_epoch(text: str) -> None:
    assert read(text * 3) == []


def test_a_full_bar_behind_the_number_that_it_was_drawn_over_is_seen() -> None:
    run = only(
        "Epoch 1/1\n"
        "1/4 [======>.......................] - ETA: 0s - loss: 6.134/4 [==============================] - 0s 6ms/step"
        " - loss: 3.5000\n"
        "1/1 [==============================] - ETA: 0s - loss: 9.111/1 [==============================] - 0s 6ms/step"
        " - loss: 9.1100\n"
    )
    assert column(run, "loss") == [3.5]
    assert [fact.data["loss"] for fact in run.facts if fact.kind == "evaluate"] == [9.11]


def test_what_editors_of_markdown_escape_is_read_as_it_was() -> None:
    run = only(r"Epoch 1/1 5/5 \[====\] \- 1s 2ms/step \- loss: 0.5000 \- val\_loss: 0.6000" + "\n")
    assert list(run.frame.columns) == ["loss", "val_loss"]


def test_a_path_of_windows_is_left_as_it_is_also_in_json() -> None:
    said = r"Epoch 1: val_loss improved from inf to 0.5, saving model to .\_best\#2.h5"
    text = f"Epoch 1/1\n{METRICS}\n{said}\n"
    for run in (only(text), only("".join(json.dumps({"log": f"{line}\n"}) + "\n" for line in text.splitlines()))):
        assert [fact.data["path"] for fact in run.facts] == [r".\_best\#2.h5"]


def test_signs_of_quoting_within_a_line_do_no_harm() -> None:
    run = only("> Epoch 1/1\n> 5/5 - 1s - loss: 0.5000 - val_loss: > 0.6000 - val_acc: 0.7\n")
    assert column(run, "val_loss") + column(run, "val_acc") == [0.6, 0.7]


def test_a_bar_of_which_only_the_end_was_drawn_anew_ends_its_epoch() -> None:
    run = only(
        "Epoch 1/2\n569/569 [====] - ETA: 0s - loss: 1.4435 - AUC: 0.375 - 0s 90us/sample - loss: 0.9141 - AUC: 0.5192"
        " - val_loss: 0.8274\nEpoch 2/2\n569/569 [====] - 0s 90us/sample - loss: 0.7 - AUC: 0.6 - val_loss: 0.8\n"
    )
    assert column(run, "loss") == [0.9141, 0.7]
    assert column(run, "val_loss") == [0.8274, 0.8]


BAR = "2/2 [====] - 1s 2ms/step - "


@pytest.mark.parametrize("cut", ["val_loss: 0", "val_loss: 0.", "val_loss: 0.41", "val_loss: 0\nKilled"])
def test_a_last_value_cut_off_in_its_digits_is_no_value(cut: str) -> None:
    run = only(
        f"Epoch 1/3\n{BAR}loss: 0.6123 - val_loss: 0.5123\nEpoch 2/3\n{BAR}loss: 0.5217 - val_loss: 0.4719\n"
        f"Epoch 3/3\n{BAR}loss: 0.4123 - {cut}\n"
    )
    assert column(run, "loss") == [0.6123, 0.5217]
    assert (run.unfinished is None) is ("Killed" not in cut)


@pytest.mark.parametrize("last", ["loss: 0.4123 - val_loss: 0.5000", "loss: 0.4123 - val_loss: 4.1e-04"])
def test_a_whole_last_value_is_kept(last: str) -> None:
    run = only(f"Epoch 1/2\n{BAR}loss: 0.6123 - val_loss: 0.5123\nEpoch 2/2\n{BAR}{last}\n")
    assert len(column(run, "val_loss")) == 2


def test_values_may_have_a_decimal_comma() -> None:
    run = only(f"Epoch 1 / 1\n{BAR}loss: 0,6123 - acc: 0,5 - val_loss: 1,5000e-03 - val_acc: -0,7500\n")
    assert {name: values.tolist() for name, values in run.frame.columns.items()} == {
        "loss": [0.6123],
        "acc": [0.5],
        "val_loss": [0.0015],
        "val_acc": [-0.75],
    }


def test_values_that_a_person_shortened_are_kept() -> None:
    run = only(f"Epoch 1/2\n{BAR}loss: 0.61 - val_loss: 0.51\nEpoch 2/2\n{BAR}loss: 0.41 - val_loss: 0.5\n")
    assert column(run, "val_loss") == [0.51, 0.5]


@pytest.mark.parametrize("name", ["log", "data", "message", "MESSAGE", "textPayload"])
@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize("between", ["\n", "\n,"])
def test_lines_that_were_kept_as_json_are_read(name: str, end: str, between: str) -> None:
    kept = [
        json.dumps({name: line + end, "time": "2024-05-01T10:00:00Z"})
        for epoch, loss in ((1, 0.5), (2, 0.4))
        for line in (f"Epoch {epoch}/2", f"\r5/9 [===>..] - ETA: 1s - loss: 0.9\r9/9 [====] - 1s - loss: {loss}\r")
    ]
    for lines in (kept, [json.dumps({"jsonPayload": json.loads(line)}) for line in kept]):
        assert column(only(f"[{between.join(lines)}\n]\n"), "loss") == [0.5, 0.4]


@pytest.mark.parametrize(
    "drawn",
    [
        "#015#033[1m5/9#033[0m loss: 0.9#010#010#015#033[1m9/9#033[0m [====] - 1s 2ms/step - loss: {}\n",
        "#0155/9 [=>..] - ETA: 1s - loss: 0.9#0159/9 [====] - 1s 2ms/step - loss: {}\n",
        "9/9 [====] - 1s 2ms/step - loss: {}#015\n",
        "^M5/9 [=>..] - ETA: 1s - loss: 0.9^H^H^H^M9/9 [====] - 1s 2ms/step - loss: {}^M\n",
    ],
)
def test_controls_that_are_written_out_are_obeyed(drawn: str) -> None:
    text = "".join(f"Epoch {epoch}/2\n{drawn.format(loss)}" for epoch, loss in ((1, 0.5), (2, 0.4)))
    assert column(only(text), "loss") == [0.5, 0.4]


def test_a_number_is_no_control_that_is_written_out() -> None:
    run = only("".join(f"Epoch #{n:03}\n9/9 [====] - 1s 2ms/step - loss: 0.5 - val_loss: 0.5\n" for n in range(1, 19)))
    assert epochs(run) == [*range(1, 19)]


@pytest.mark.parametrize("line", ['{"log":5,"a":"\\n"}', '{"a":"\\n"}', "{" * 9_000 + "\\n}", "[" * 9_000 + "\\n]"])
def test_other_lines_of_json_are_left_as_they_are(line: str) -> None:
    assert clean(line.encode()) == line.encode()


@pytest.mark.parametrize("word", ["Época", "época", "Epoca", "Epoche", "Époque", "Эпоха", "エポック", "에포크"])
@pytest.mark.parametrize("gap", ["\n", " ", " | ", "<br />", "</td><td>"])
def test_a_header_that_was_translated_with_its_page_is_a_header(word: str, gap: str) -> None:
    run = only("".join(f"{word} {n}/2{gap}9/9 [====] - 1s - loss: 0.{n}000\n" for n in (1, 2)))
    assert (epochs(run), column(run, "loss"), run.planned_epochs) == ([1, 2], [0.1, 0.2], 2)


@pytest.mark.parametrize("separator", [" | ", ", "])
def test_other_separators_are_no_part_of_the_first_name(separator: str) -> None:
    line = f"9/9 {'━' * 20} 0s 2ms/step - loss: 0.25 - mae: 0.5 - val_loss: 0.75\n".replace(" - ", separator)
    run = only("".join(f"Epoch {epoch}/3\n{line}" for epoch in (1, 2, 3)))
    columns = {name: column(run, name) for name in run.frame.columns}
    assert columns == {"loss": [0.25] * 3, "mae": [0.5] * 3, "val_loss": [0.75] * 3}
