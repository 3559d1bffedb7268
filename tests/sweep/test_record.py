from __future__ import annotations

import io
import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainlog_doctor.engine.roles import RoleColumn
from trainlog_doctor.errors import FormatError, UsageError
from trainlog_doctor.reporters.plain_json import written
from trainlog_doctor.sweep.earlier import SCHEMA, read_earlier, unchanged
from trainlog_doctor.sweep.lean import Lean
from trainlog_doctor.sweep.record import record, row_from
from trainlog_doctor.sweep.row import Fired, Row, Stamp, Trouble, trouble
from trainlog_doctor.view.scan.records import row_error

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


def earlier(*lines: str) -> Mapping[str, Sequence[Row]]:
    return read_earlier(io.BytesIO("".join(lines).encode()), "f", "r")


def test_rows_of_other_rules_and_rows_that_failed_are_not_taken_over() -> None:
    rows = [line(Row("a", 1)), line(Row("b", 1), "other"), line(Row("c", trouble=Trouble("empty", {})))]
    assert list(earlier(*rows)) == ["a"]


@pytest.mark.parametrize(
    "content", ['{"schema": "trainlog-doctor/scan-1", "rules": "other"}\n', "place,path,number,rules\n1,a,1,other\n"]
)
def test_what_another_version_wrote_is_judged_anew_even_where_it_holds_less(content: str) -> None:
    assert earlier(content) == {}


def test_a_line_that_was_cut_off_takes_the_runs_of_its_source_along() -> None:
    rows = [line(Row("a", 1)), line(Row("b", 1)), line(Row("b", 2))]
    assert list(earlier(*rows[:2], rows[2][:50])) == ["a"]
    assert [len(found) for found in earlier(*rows).values()] == [1, 2]


def test_an_empty_file_is_no_earlier_scan() -> None:
    assert earlier() == {}


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n",
        "{}\n",
        "[1]\n",
        '{"schema": "trainlog-doctor/scan-1"}\n',
        '{"schema": "trainlog-doctor/scan-1", "runs": [3]}\n',
        "[" * 100_000,
        "place,path,number,x\n1,2,3,4\n",
        "PAR1",
        line(Row("a", 1)).replace('"number": 1', '"number": null'),
        line(Row("a", 1, name="x")).replace('"x"', "5"),
        line(Row("a", 1)).replace("true", '"yes"'),
        "place,path,number," + "x" * 200_000 + "\n",
    ],
)
def test_another_file_is_refused(content: str) -> None:
    with pytest.raises(UsageError) as refused:
        earlier(content)
    assert refused.value.key == "scan.not_resumable"


def test_a_file_that_never_ends_its_first_line_is_refused_at_once() -> None:
    with Path("/dev/zero").open("rb") as endless, pytest.raises(UsageError):
        read_earlier(endless, "f", "r")


def test_only_the_same_size_and_time_count_as_unchanged() -> None:
    rows = [Row("a", 1, stamp=Stamp(5, "7")), Row("a", 2, stamp=Stamp(6, "7"))]
    assert unchanged(rows, Stamp(5, "7")) == rows[:1]
    assert not unchanged(rows, Stamp(5, "8"))
    assert not unchanged(rows, None)
    assert not unchanged([Row("a", 1)], None)


@given(ROWS)
def test_a_lean_row_is_the_same_row(row: Row) -> None:
    lean = Lean()
    for _ in range(2):
        assert record(lean(row)) == record(row)


def test_lean_rows_keep_true_apart_from_one_and_one_from_one_point_zero() -> None:
    lean = Lean()
    kept = [lean(Row("a", parameters={"x": value})).parameters["x"] for value in (1, True, 1.0)]
    assert list(map(type, kept)) == [int, bool, float]


def test_rows_that_are_alike_share_what_they_can() -> None:
    lean = Lean()
    first, second = (
        lean(
            row_from(
                json.loads(written(record(Row(path, roles={"loss": RoleColumn("loss", "lower")}, best={"a": 1.0}))))
            )
        )
        for path in "ab"
    )
    assert first.roles is second.roles
    size = sum(map(sys.getsizeof, (first.best, second.best)))
    assert size < 2 * sys.getsizeof({"a": 1.0})


def test_an_error_that_names_several_things_names_them_after_resuming_too() -> None:
    row = Row("a.log", trouble=trouble(FormatError("ambiguous", names=("keras-csv", "wandb"))))
    again = row_from(json.loads(json.dumps(record(row))))
    assert row_error(again) == row_error(row)
    assert "keras-csv、wandb" in row_error(again).text["zh"]
