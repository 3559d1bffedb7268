"""Rows taken at once come out as rows taken one by one, whatever is in them, with orjson and without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainlog_doctor.readers import json_values
from trainlog_doctor.readers.tables.dialect import Dialect
from trainlog_doctor.readers.tables.rows import plain_cells
from trainlog_doctor.readers.tables.sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from trainlog_doctor.model import Notice
    from trainlog_doctor.readers.histories.table import Table

HEADER = "epoch,loss,val_loss"
COMMA = Dialect(",", decimal_comma=False, skipped=0)

ODD = ("", " ", "NA", "nan", "-nan", "inf", "1e400", "-0", "-0.0", "007", "+1", ".5", "5.", "1_0", "٣", "true", "null")
ODDER = ("[1", "2]", '"1"', '"', "[0.1, 0.2]", "50%", "text", "loss", "#1", "<<<<<<< a", "1e-5", "9007199254740993")
NUMBERS = st.one_of(st.integers(0, 10**22).map(str), st.floats(allow_nan=False).map(repr))
CELLS = st.one_of(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(ODD), st.sampled_from(ODDER))
ROWS = st.lists(st.lists(NUMBERS, min_size=3, max_size=3), max_size=6)
ODD_ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=4)
RAGGED = st.lists(st.lists(CELLS, max_size=5), max_size=2)
PARTS = st.lists(st.one_of(ROWS, ODD_ROWS, RAGGED, st.just([HEADER.split(",")])), max_size=4)


@pytest.fixture(params=["orjson", "json"], autouse=True)
def _numbers_by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "orjson":
        pytest.importorskip("orjson")
    else:
        monkeypatch.setattr(json_values, "_quick", lambda: None)


def bits(values: NDArray[np.float64]) -> bytes:
    """Of numbers; those of what is none say nothing, and "-nan" has others than "nan"."""
    return np.where(np.isnan(values), np.nan, values).tobytes()


def told(tables: Sequence[Table], notices: Sequence[Notice]) -> object:
    """All that is in tables, to be compared bit by bit."""
    return [
        (
            {name: (bits(one.values), one.logged.tobytes()) for name, one in table.columns.items()},
            (table.rows, table.lines.tolist(), table.texts, table.unreadable, table.repeats),
        )
        for table in tables
    ], list(notices)


def read(pieces: Sequence[bytes], dialect: Dialect) -> object:
    sheets = Sheets(dialect)
    for piece in pieces:
        sheets.feed(piece)
    return told(*sheets.close())


@settings(max_examples=150)
@given(PARTS, st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n", "\r\r\n"]), st.booleans(), st.booleans())
def test_rows_at_once_are_the_rows_one_by_one(
    parts: list[list[list[str]]], separator: str, end: str, decimal_comma: bool, ended: bool
) -> None:
    rows = [HEADER.split(","), *(row for part in parts for row in part)]
    data = end.join(separator.join(row) for row in rows).encode() + end.encode() * ended
    if decimal_comma and separator != ",":
        data = data.replace(b".", b",")
    dialect = Dialect(separator, decimal_comma and separator != ",", skipped=0)
    assert read([data], dialect) == read(data.splitlines(keepends=True), dialect)


@pytest.mark.parametrize("separator", [",", "|"])
@pytest.mark.parametrize("broken", [b"\xd7", b"\xd77", b"\xd77\x81"])
def test_a_broken_letter_takes_the_same_with_it_however_the_rows_come(broken: bytes, separator: str) -> None:
    rows = [HEADER.encode(), b"1,0.5,0" + broken, b"2,0" + broken + b",", b"3,0.5,0.25"]
    lines = [row.replace(b",", separator.encode()) + b"\n" for row in rows]
    dialect = Dialect(separator, decimal_comma=False, skipped=0, encoding="gb18030")
    assert read([b"".join(lines)], dialect) == read(lines, dialect)
    assert read([lines[0], b"".join(lines[1:])], dialect) == read([b"".join(lines).rstrip()], dialect)


@pytest.mark.parametrize("row", ["1,0.5,0.25", "1,0.5,text", "-1,0.5,"])
def test_columns_are_divided_into_blocks_alike_however_the_rows_come(row: str) -> None:
    lines = [f"{HEADER}\n".encode(), *[f"{row}\n".encode()] * 5000, *[b"2,NA,3\n"] * 5000]
    whole = read([b"".join(lines)], COMMA)
    assert whole == read(lines, COMMA)
    assert whole == read([b"".join(lines[:4000]), b"".join(lines[4000:])], COMMA)


def test_numbers_are_those_that_float_reads() -> None:
    found = plain_cells(b"-0,0.1\n1e-320,12345678901234567890123\n", 2, COMMA)
    assert found is not None
    assert found[1]
    expected = [-0.0, 0.1, 1e-320, 12345678901234567890123.0]
    assert np.array(found[0], np.float64).tobytes() == np.array(expected).tobytes()


@pytest.mark.parametrize(
    "block", [b"1,2\n3\n", b"1,2\n\n", b'1,"2"\n', b"1,2,3\n", b"1,2\r3,4\n", b"loss,acc\n", b"a,1\n", b",1\n"]
)
def test_what_may_be_no_row_takes_a_closer_look(block: bytes) -> None:
    assert plain_cells(block, 2, COMMA) is None


def test_more_separators_than_cells_are_no_numbers_with_commas() -> None:
    assert plain_cells(b"1,2;3\n", 2, Dialect(";", decimal_comma=False, skipped=0)) == (["1,2", "3"], False)


def test_many_columns_and_many_lines_cost_what_they_are_long() -> None:
    assert plain_cells(b"\n" * 200_000, 10_000, COMMA) is None


@pytest.mark.parametrize("block", [b"0 1  2\n3 4 5 6\n", b"0 1 2 \n3 4 5 6\n", "0 1\u2003 2 3\n4 5  6\n".encode()])
def test_rows_with_blanks_beside_blanks_take_a_closer_look(block: bytes) -> None:
    assert plain_cells(block, 4, Dialect(" ", decimal_comma=False, skipped=0)) is None
