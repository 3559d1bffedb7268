from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainlog_doctor.i18n import LANGUAGES, catalogue
from trainlog_doctor.readers import doubtful_readers, formats, possible_readers, readers, tree_readers
from trainlog_doctor.readers.base import Certainty, Head

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_logs"
STARTS = (
    b"",
    b" {",
    b"[",
    b"'{",
    b"(dp0\n",
    b"\x80\x04",
    b"\x93NUMPY",
    b"PK\x03\x04",
    b"SQLite format 3\0",
    b"PAR1",
    b"epoch,loss\n0,1\n",
    b"epoch\tloss\n1\t2\n",
    b"Epoch 1/2\n1/1 - 1s - loss: 1\n",
    b"Epoch 1: loss 0.5\n",
)


def test_every_registered_reader_can_be_imported() -> None:
    assert {"keras-stdout", "tensorboard"} <= {reader.name for reader in readers()}
    assert "tensorboard" in {reader.name for reader in tree_readers()}


def test_formats_are_listed_once_and_only_those_that_are_read() -> None:
    assert len(set(formats())) == len(formats())
    assert {"keras-stdout", "history-csv"} <= set(formats())
    assert "binary" not in formats()


@pytest.mark.parametrize("reader", readers(), ids=lambda reader: reader.name)
@given(data=st.binary(max_size=200))
def test_no_reader_minds_any_bytes(reader: object, data: bytes) -> None:
    assert reader.sniff(Head(data, True)).certainty in set(Certainty)  # type: ignore[attr-defined]


def heads() -> list[Head]:
    files = [path for path in SAMPLES.rglob("*") if path.is_file()]
    return [
        Head(data[:size], len(data) <= size) for path in files for data in [path.read_bytes()] for size in (600, 65_536)
    ]


def test_who_takes_a_source_was_asked_for_it() -> None:
    takers = set()
    for head in heads():
        asked = {reader.name for reader in (*possible_readers(head), *doubtful_readers())}
        took = {reader.name for reader in readers() if reader.sniff(head).certainty is not Certainty.NO}
        assert took <= asked
        takers |= took
    assert {"tensorboard", "keras-stdout", "keras-json", "keras-csv"} <= takers


def test_the_doubtful_are_never_sure() -> None:
    for head in heads():
        assert all(reader.sniff(head).certainty is not Certainty.SURE for reader in doubtful_readers())


@pytest.mark.parametrize(
    "lines",
    [
        b'{"fold": 1, "epoch": 3, "dice": 0.5},\n{"fold": 2, "epoch": 9, "dice": 0.75}',
        b'"Epoch 1 - loss: 0.5 - val_loss: 0.75",\n"Epoch 2 - loss: 0.25 - val_loss: 0.5"',
        b'"loss: [3, 2, 1]",\n"val_loss: [4, 3, 2]"',
    ],
)
def test_no_line_of_a_whole_document_is_taken_for_what_a_program_printed(lines: bytes) -> None:
    def takers(data: bytes) -> set[str]:
        head = Head(data, True)
        return {one.name for one in doubtful_readers() if one.sniff(head).certainty is not Certainty.NO} & {*formats()}

    assert takers(b"[\n" + lines + b"\n]\n") == set()
    assert takers(b"[\n" + lines + b"\n")


@given(data=st.binary(max_size=60), start=st.sampled_from(STARTS), whole=st.booleans())
def test_a_reader_that_is_not_asked_would_have_said_no(data: bytes, start: bytes, whole: bool) -> None:
    head = Head(start + data, whole)
    asked = {reader.name for reader in (*possible_readers(head), *doubtful_readers())}
    assert all(one.sniff(head).certainty is Certainty.NO for one in readers() if one.name not in asked)


def test_a_log_of_keras_is_taken_without_the_readers_of_other_formats() -> None:
    code = (
        "import sys; from trainlog_doctor.pipeline.collect import collect; "
        f"collect([{str(SAMPLES / 'keras3/overfit/verbose2.log')!r}]); "
        "print([name for name in ('tensorboard', 'json_history', 'tables', 'prints', 'refused') "
        "if f'trainlog_doctor.readers.{name}' in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_is_described_and_nothing_else(language: str) -> None:
    wanted = {f"{name}.{part}" for name in formats() for part in ("what", "told_by", "kept", "left")}
    assert set(catalogue("formats", language)) == wanted
