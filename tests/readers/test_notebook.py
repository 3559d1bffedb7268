"""Notebooks: what their cells printed."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.base import Certainty, Head
from trainlog_doctor.readers.notebook import NOTEBOOK

if TYPE_CHECKING:
    from trainlog_doctor.model import Run

FIT = "Epoch 1/2\n5/5 - 1s - loss: 0.5000\nEpoch 2/2\n5/5 - 1s - loss: 0.4000\n"


def stream(text: object) -> dict[str, object]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def cell(number: int | None, *outputs: object) -> dict[str, object]:
    return {"cell_type": "code", "execution_count": number, "source": [], "outputs": list(outputs)}


def notebook(*cells: object) -> bytes:
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def read(data: bytes) -> list[Run]:
    parser = NOTEBOOK.parser(NOTEBOOK.sniff(Head(data, whole=True)))
    for at in range(0, len(data), 100):
        parser.feed(data[at : at + 100])
    return list(parser.close())


def test_each_cell_names_its_runs() -> None:
    runs = read(notebook(cell(3, stream(FIT.splitlines(keepends=True))), cell(None, stream(FIT))))
    assert [(run.name, len(run.frame), run.format) for run in runs] == [
        ("cell 3", 2, "keras-notebook"),
        ("cell 2", 2, "keras-notebook"),
    ]
    assert [(run.line, run.epoch_lines) for run in runs] == [(None, ()), (None, ())]


def test_the_same_cell_twice_is_two_runs() -> None:
    one = FIT.splitlines(keepends=True)[:2]
    assert [len(run.frame) for run in read(notebook(cell(1, stream(one)), cell(1, stream(one))))] == [1, 1]


def test_outputs_of_a_cell_follow_each_other() -> None:
    half, shown = FIT.index("Epoch 2"), {"output_type": "display_data", "data": {}}
    (run,) = read(notebook(cell(1, stream(FIT[:half]), shown, stream(FIT[half:]))))
    assert run.frame.columns["loss"].tolist() == [0.5, 0.4]


def test_an_error_output_tells_of_the_interruption() -> None:
    error = {"output_type": "error", "ename": "KeyboardInterrupt", "evalue": "", "traceback": []}
    (run,) = read(notebook(cell(1, stream(FIT), error)))
    assert [fact.kind for fact in run.facts] == ["interrupted"]


def test_old_notebooks_hold_worksheets() -> None:
    old = {"metadata": {}, "nbformat": 3, "worksheets": [{"cells": [cell(None, stream(FIT))]}]}
    assert len(read(json.dumps(old).encode())) == 1


def test_a_damaged_notebook_is_read_line_by_line() -> None:
    text = json.dumps({"cells": [cell(1, stream(FIT.splitlines(keepends=True)))]}, indent=1)
    assert [len(run.frame) for run in read(text.encode()[:-20])] == [2]


@pytest.mark.parametrize("document", ["{}", "[]", '{"cells": 5}', '{"cells": [5]}'])
def test_odd_documents_hold_no_run(document: str) -> None:
    assert read(document.encode()) == []


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        ([cell(None), {"cell_type": "markdown", "source": ["# Training"]}], "history_errors.notebook_cleared"),
        ([cell(1, 7, stream("(60000, 28, 28)\n"), stream(8)), cell(2)], "history_errors.notebook_without_epochs"),
        (
            [cell(1, stream("Epoch 1/5\n 1/10 [==>.......] - ETA: 9s - loss: 1.0000\n"))],
            "history_errors.notebook_without_epochs",
        ),
    ],
)
def test_a_notebook_without_an_epoch_says_what_it_lacks(cells: list[object], key: str) -> None:
    with pytest.raises(FormatError) as raised:
        read(notebook(*cells))
    assert raised.value.key == key


def test_deep_nesting_is_survived() -> None:
    assert read(b'{"cells": ' + b"[" * 100_000) == []


def test_notebooks_are_recognised() -> None:
    assert NOTEBOOK.sniff(Head(notebook(cell(1, stream(FIT))), whole=True)).certainty is Certainty.SURE
    assert NOTEBOOK.sniff(Head(notebook(), whole=True)).certainty is Certainty.WEAK
    assert NOTEBOOK.sniff(Head(b'{"loss": [0.5]}', whole=True)).certainty is Certainty.NO


PRINTS = "".join(f"epoch [{n}]: training loss: {1 / n:.2f} - acc: 0.50 - val_loss: {2 / n:.2f}\n" for n in (1, 2, 4))


def test_prints_of_the_programs_own_are_read_where_keras_printed_nothing() -> None:
    (run,) = read(notebook(cell(1, stream("Using TensorFlow backend.\n")), cell(7, stream(PRINTS))))
    assert (run.name, run.format, run.line, run.epoch_lines) == ("cell 7", "keras-notebook", None, ())
    assert run.frame.columns["val_loss"].tolist() == [2.0, 1.0, 0.5]
    assert "keras.prints_confident" in [notice.code for notice in run.notices]


def test_prints_beside_output_of_keras_are_left_alone() -> None:
    assert [run.name for run in read(notebook(cell(1, stream(FIT)), cell(2, stream(PRINTS))))] == ["cell 1"]


def test_a_cell_of_another_framework_is_not_read_as_prints() -> None:
    bars = "Epoch 0: 100%|####| 5/5 [00:01<00:00, 3.1it/s, loss=0.5, v_num=0]\n" * 3
    with pytest.raises(FormatError):
        read(notebook(cell(1, stream(bars))))


LISTS = "{'loss': [2.0, 1.0, 0.5], 'val_loss': [3.0, 2.5, 2.0]}"
ROWS = ("epoch train_loss valid_loss", "0 2.0 3.0", "1 1.0 2.5", "2 0.5 2.0")


def shown(kind: str, text: object) -> dict[str, object]:
    return {"output_type": "execute_result", "data": {"text/plain": "<HTML object>", kind: text}}


def table(*first: str) -> str:
    return "<p><table>" + "".join(f"<tr>\n<td>{'</td> <td x>'.join((*first, *row.split()))}</td></tr>" for row in ROWS)


@pytest.mark.parametrize(
    "output",
    [
        shown("text/plain", [LISTS]),
        stream(LISTS),
        stream("Train losses: [2.0, 1.0, 0.5]\nVal losses: [3.0, 2.5, 2.0]\n"),
        shown("text/html", ["<progress value='9'></progress>\n", table()]),
    ],
)
def test_a_history_that_a_cell_shows_is_read_where_keras_printed_nothing(output: object) -> None:
    shows = cell(4, stream("Done."), output, shown("text/plain", "0.8"))
    (run,) = read(notebook(cell(1, stream("Loading …\n")), shows))
    assert (run.name, run.format) == ("cell 4", "keras-notebook")
    assert [values.tolist() for values in run.frame.columns.values()] == [[2.0, 1.0, 0.5], [3.0, 2.5, 2.0]]


def test_a_reference_of_very_many_digits_in_a_table_is_survived() -> None:
    assert [len(run.frame) for run in read(notebook(cell(1, shown("text/html", table("&#" + "9" * 9_000)))))] == [3]


def test_a_history_that_is_shown_beside_its_printed_epochs_is_told_once() -> None:
    (run,) = read(notebook(cell(1, stream(PRINTS)), cell(2, shown("text/plain", LISTS))))
    assert run.name == "cell 1"


def test_tables_with_an_index_are_data_or_parts_of_a_history() -> None:
    with pytest.raises(FormatError):
        read(notebook(cell(1, shown("text/html", table("")))))


TEXTS = st.sampled_from([FIT, PRINTS, "Epoch 1/2\n", "x" * 70, "epoch 1 loss: nan\n", "\ud800", ""])
CELLS = st.lists(
    st.builds(lambda text, count: cell(count, stream(text)), TEXTS, st.none() | st.integers(0, 9)), max_size=4
)


@settings(max_examples=60)
@given(cells=CELLS, cut=st.integers(0, 2_000), junk=st.binary(max_size=40))
def test_any_notebook_whole_or_damaged_is_sniffed_and_read_or_refused(
    cells: list[dict[str, object]], cut: int, junk: bytes
) -> None:
    data = notebook(*cells)
    for one in (data, data[:cut] + junk):
        with suppress(FormatError):
            read(one)
