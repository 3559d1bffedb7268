"""What is known and not read, and what is said of it; and of texts that hold something else than epochs."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.readers.tables.reading import claims, read
from trainlog_doctor.errors import FormatError
from trainlog_doctor.readers.archives import archive_of, program_of
from trainlog_doctor.readers.base import Head
from trainlog_doctor.readers.refusal import refusal
from trainlog_doctor.readers.refused import REFUSED_READERS


def refused(data: bytes) -> FormatError:
    with pytest.raises(FormatError) as caught:
        read(data, REFUSED_READERS)
    return caught.value


def test_rewards_over_time_steps_are_named() -> None:
    data = b"time/total_timesteps,rollout/ep_rew_mean,train/loss\n100,-8,2\n200,-7,1\n"
    assert refused(data).key == "history_errors.played"
    assert refused(b"day,returns\n1,0.5\n2,0.25\n").key == "history_errors.other_table"


@pytest.mark.parametrize("data", [b'{"obj": {"at": 1}}\n{"obj": {"at": 2}}\n', b'[{"obj": 1}, 2]', b"{}", b"[]"])
def test_json_without_a_history_is_told_by_its_names(data: bytes) -> None:
    assert refused(data).key == "history_errors.other_json"
    assert ("obj" in data.decode()) == ("obj" in str(refused(data).data["seen"]))


@pytest.mark.parametrize("data", [b"epoch,loss,val_loss\n", b"Epoch;Loss", b"step\tloss\r\n"])
def test_a_header_without_rows_is_told_from_no_history(data: bytes) -> None:
    assert refused(data).key == "history_errors.header_only"


@pytest.mark.parametrize(
    "data", [b"epoch,loss\n1,0.5\n", b"model,loss\n", b"the epoch of loss\n", b"epoch: 1, loss: 2\n"]
)
def test_another_line_is_no_header_of_a_history(data: bytes) -> None:
    assert "header-only" not in claims(data, REFUSED_READERS)


def test_sentences_with_commas_are_no_table() -> None:
    assert "other-table" not in claims(b"Hello, this is about epochs\n" * 9, REFUSED_READERS)
    assert "other-table" in claims(b"name,about\na,1.5\n", REFUSED_READERS)


@pytest.mark.parametrize(
    "data",
    [b"1.5\n1.25e+00\n1\n", b"0,3.5,4\n1,2.5,3\n", b"[3.5, 2.5, 1.5]", b"[\n 3.5,\n nan\n]\n", b"  1 0.5\n  2 -inf\n"],
)
def test_numbers_without_names_are_refused_and_shown(data: bytes) -> None:
    assert refused(data).key == "history_errors.bare_numbers"
    assert str(refused(data).data["seen"]).strip("[], ")[:1] in data.decode()


@pytest.mark.parametrize(
    "data",
    [b"loss\n1.5\n", b"cost\n1.5\n", b"1.5 s\n2.5 s\n", b"1.2.3\n", b'{"a": 1}', b"[]", b"12:30\n", b"0/99 1.5G\n"],
)
def test_anything_named_is_not_bare(data: bytes) -> None:
    assert not {"bare-numbers", "binary"}.intersection(claims(data, REFUSED_READERS))


def test_a_long_row_is_not_matched_for_long() -> None:
    assert "bare-numbers" not in claims(b"1" * 60_000 + b"x", REFUSED_READERS)


def unread(text: str) -> FormatError:
    return refusal(Head(text.encode(), whole=True), [], forced=False)


@pytest.mark.parametrize(
    "line",
    [
        "iter {}: loss 0.5, time 3 ms",
        "INFO:tensorflow:loss = 0.5, step = {} (1.2 sec)",
        "global step {}/900, lr: 0.1, loss: 0.5",
        "Epoch: [0][{}/900]\tLoss 0.5 (0.6)",
        "step {} learning rate 0.5 perplexity 9.5",
    ],
)
def test_lines_on_steps_are_called_so(line: str) -> None:
    assert unread("".join(line.format(step) + "\n" for step in (100, 200, 300))).key == "steps_only"


def test_the_first_of_them_is_quoted() -> None:
    text = "hello\n" + "".join(f" step {step} loss 0.5\n" for step in (1, 2, 3))
    assert unread(text).data["quote"] == "step 1 loss 0.5"


@pytest.mark.parametrize(
    "text", ["step 1 loss 0.5\nstep 2 loss 0.5\n", "step 1.5 loss 2\n" * 3, "step 5\nloss 5\n" * 3]
)
def test_anything_less_is_not_known(text: str) -> None:
    assert unread(text).key == "unrecognised"


def test_bars_that_came_to_no_end_are_no_finished_epoch() -> None:
    assert unread("".join(f" {at}/90 [>.............] - ETA: 9s - loss: 0.5\n" for at in (3, 4))).key == "no_epoch"


@pytest.mark.parametrize("line", ["Epoch 1/50", "  epoch: 3/9\r"])
def test_an_epoch_that_has_only_begun_is_not_finished(line: str) -> None:
    assert unread(f"hello\n{line}\n").key == "no_epoch"
    assert unread(f"hello\n{line} of 4 runs\n").key == "unrecognised"


def packed(*paths: str, content: str = "x") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in paths:
            archive.writestr(path, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("paths", "program"),
    [
        (["model/data.pkl", "model/version"], "torch"),
        (["data.pkl"], "torch"),
        (["arr_0.npy"], "npz"),
        (["metadata.json", "model.weights.h5"], "keras_model"),
        (["xl/workbook.xml"], "excel"),
        (["[Content_Types].xml", "word/document.xml"], "excel"),
        (["notes on data.pkl.txt", "old.npy.log", "excel/xl/a.log"], ""),
    ],
)
def test_a_program_is_told_by_the_paths_of_members(paths: list[str], program: str) -> None:
    assert program_of(packed(*paths)) == program


def test_what_a_member_says_tells_nothing() -> None:
    data = packed("train.log", content="kept as data.pkl and .npy, xl/ and [Content_Types].xml")
    assert (archive_of(data), program_of(data)) == ("zip", "")
