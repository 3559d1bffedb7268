from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.errors import UsageError
from trainlog_doctor.reporters.plain_json import written
from trainlog_doctor.sweep.earlier import SCHEMA, read_earlier, unchanged
from trainlog_doctor.sweep.record import record, row_from
from trainlog_doctor.sweep.row import Fired, Row, Stamp, Trouble

NUMBERS = st.dictionaries(st.text(max_size=3), st.floats(allow_nan=False), max_size=3)
ROWS = st.builds(
    Row,
    path=st.text(),
    number=st.integers(0, 9),
    stamp=st.none() | st.builds(Stamp, st.integers(0, 1 << 60), st.text(max_size=5)),
    roles=st.just({"val_loss": RoleColumn("val_loss", "lower")}),
    best=NUMBERS,
    last=NUMBERS,
    findings=st.just((Fired("TD101", "warning"),)),
    parameters=st.dictionaries(st.text(max_size=3), st.none() | st.booleans() | st.integers() | st.text(max_size=3)),
    trouble=st.none() | st.just(Trouble("empty", {"count": 0})),
)


@given(ROWS)
def test_a_row_survives_json(row: Row) -> None:
    assert row_from(json.loads(written(record(row)))) == row


def test_nan_survives_json() -> None:
    back = row_from(json.loads(written(record(Row("a", best={"loss": math.nan}, last={"loss": math.inf})))))
    assert math.isnan(back.best["loss"])
    assert back.last == {"loss": math.inf}


def line(row: Row, rules: str = "r") -> str:
    return written({"schema": SCHEMA, **record(row), "rules": rules})


def test_rows_of_other_rules_and_rows_that_failed_are_not_taken_over() -> None:
    rows = [line(Row("a", 1)), line(Row("b", 1), "other"), line(Row("c", trouble=Trouble("empty", {})))]
    assert list(read_earlier(rows, "f", "r")) == ["a"]


def test_a_last_line_that_was_cut_off_is_left_out() -> None:
    assert list(read_earlier([line(Row("a", 1)), line(Row("b", 1))[:50]], "f", "r")) == ["a"]


@pytest.mark.parametrize("content", ["a,b\n", "{}\n", "[1]\n", '{"schema": "trainlog-doctor/scan-1"}\n', "[" * 100_000])
def test_another_file_is_refused(content: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_earlier([content], "f", "r")
    assert refused.value.key == "scan.not_jsonl"


def test_only_the_same_size_and_time_count_as_unchanged() -> None:
    rows = [Row("a", 1, stamp=Stamp(5, "7"))]
    assert unchanged(rows, Stamp(5, "7"))
    assert not unchanged(rows, Stamp(6, "7"))
    assert not unchanged(rows, Stamp(5, "8"))
    assert not unchanged(rows, None)
    assert not unchanged([], Stamp(5, "7"))
    assert not unchanged([Row("a", 1)], None)
