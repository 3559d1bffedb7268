"""Sources that hold what was written in pieces, each in a line of JSON, wherever a line or an update was cut."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.readers.keras.reading import column, epochs, plain, read
from trainlog_doctor.readers.base import Certainty, Head
from trainlog_doctor.readers.keras import KERAS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trainlog_doctor.model import Run

SHOWN = "".join(
    f"Epoch {epoch}/3\n\r1/4 [=======>......................] - ETA: 0s - loss: 0.9{epoch}00\b\b\b"
    f"\r4/4 [==============================] - 0s 2ms/step - loss: 0.5{epoch}00 - val_loss: 0.6{epoch}00\n"
    for epoch in (1, 2, 3)
)


def docker(pieces: Sequence[str]) -> str:
    """A log of Docker's driver ``json-file``."""
    rows = (json.dumps({"log": piece, "stream": "stdout", "time": "2024-05-01T10:00:00Z"}) for piece in pieces)
    return "\n".join(rows) + "\n"


def kaggle(pieces: Sequence[str]) -> str:
    """A log as Kaggle hands it out."""
    rows = (json.dumps({"stream_name": "stdout", "time": 2.5, "data": piece}) for piece in pieces)
    return "[" + "\n,".join(rows) + "\n]"


def asciinema(pieces: Sequence[str]) -> str:
    """A recording of a terminal."""
    rows = (json.dumps([0.5, "o", piece.replace("\n", "\r\n")]) for piece in pieces)
    return "\n".join([json.dumps({"version": 2, "width": 80, "height": 24}), *rows])


Form: TypeAlias = "Callable[[Sequence[str]], str]"
FORMS = pytest.mark.parametrize("form", [docker, kaggle, asciinema])


def pieces_of(size: int) -> list[str]:
    """What was shown, cut into pieces of a size."""
    return [SHOWN[at : at + size] for at in range(0, len(SHOWN), size)]


def runs_of(text: str, size: int = 1 << 20) -> list[Run]:
    """What the reader makes of a source that comes in chunks of a size."""
    data = text.encode()
    parser = KERAS.parser(KERAS.sniff(Head(data, whole=True)))
    for at in range(0, len(data), size):
        parser.feed(data[at : at + size])
    return [*parser.close()]


@FORMS
@pytest.mark.parametrize("size", [7, 40, 64, 200])
def test_pieces_are_put_together(form: Form, size: int) -> None:
    (run,) = runs_of(form(pieces_of(size)))
    (whole,) = read(SHOWN)
    assert epochs(run) == [1, 2, 3]
    for name in ("loss", "val_loss"):
        assert column(run, name) == column(whole, name)


@FORMS
@given(st.integers(1, 300))
def test_chunks_of_any_size_give_the_same_runs(form: Form, size: int) -> None:
    text = form(pieces_of(50))
    assert list(map(plain, runs_of(text, size))) == list(map(plain, runs_of(text)))


def test_a_long_last_piece_is_read_also_where_its_line_has_no_end() -> None:
    bar = "\r1/4 [=======>......................] - ETA: 0s\r4/4 [==============================] - 0s 2ms/step"
    shown = "".join(f"Epoch {epoch}/200\n{bar} - loss: 0.5\n" for epoch in range(1, 201))
    (run,) = runs_of(docker([shown[:999], shown[999:]]).rstrip("\n"))
    assert epochs(run) == [*range(1, 201)]


@pytest.mark.parametrize("record", ["Error\n  at a line", "done"])
def test_lines_whose_ends_a_logger_took_off_are_no_pieces(record: str) -> None:
    (run,) = runs_of(docker([*(line.rsplit("\r", maxsplit=1)[-1] for line in SHOWN.splitlines()), record, "Killed"]))
    assert column(run, "val_loss") == [0.61, 0.62, 0.63]
    assert [(fact.kind, fact.line) for fact in run.facts] == [("interrupted", 14)]


@FORMS
def test_a_head_that_ends_within_a_piece_is_recognised(form: Form) -> None:
    data = form(SHOWN.splitlines(keepends=True)).encode()
    begin, end = data.index(b"val_loss"), data.rindex(b"val_loss")
    assert {KERAS.sniff(Head(data[:at], whole=False)).certainty for at in range(begin + 90, end, 11)} == {
        Certainty.SURE
    }


def test_what_is_no_piece_stays_between_them() -> None:
    first, second = (docker([part]) for part in (SHOWN, SHOWN.replace("0.5", "0.4")))
    runs = runs_of(f"{first}=== once more ===\n{second}")
    assert [column(run, "loss")[0] for run in runs] == [0.51, 0.41]
    assert [run.line or 0 for run in runs] == sorted(run.line or 0 for run in runs)
