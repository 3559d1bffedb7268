"""The chart of the terminal report: what stands where, what breaks a line, and what is drawn with."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.reporters.odd_views import LONG, ODD
from tests.reporters.sample_view import RUN, VIEW
from trainlog_doctor.reporters.base import Style
from trainlog_doctor.reporters.terminal.canvas import draw
from trainlog_doctor.reporters.terminal.chart import chart
from trainlog_doctor.reporters.terminal.plot import Columns, dots, marked, traced
from trainlog_doctor.reporters.terminal.report import render
from trainlog_doctor.view.sketch.model import LineView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.view.document import ReportView

LANGUAGES = [("en",), ("zh",), ("en", "zh")]


def drawn(view: ReportView, style: Style) -> list[str]:
    return draw(chart(view.runs[0], style), style).splitlines()


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("width", [60, 80, 100, 120])
@pytest.mark.parametrize("languages", LANGUAGES)
@pytest.mark.parametrize("unicode", [True, False])
def test_no_row_is_wider_than_the_terminal(name: str, width: int, languages: tuple[str, ...], unicode: bool) -> None:
    rows = drawn(ODD[name], Style(languages, width, unicode=unicode))
    assert max(map(cell_len, rows), default=0) <= width


@pytest.mark.parametrize("name", ["one-epoch", "nan-only"])
def test_where_there_is_no_curve_there_is_no_chart(name: str) -> None:
    assert drawn(ODD[name], Style()) == []


def test_the_axis_fills_the_terminal_whatever_script_the_phases_are_named_in() -> None:
    for languages in LANGUAGES:
        axis = next(row for row in drawn(VIEW, Style(languages, 80)) if "┼" in row)
        assert cell_len(axis) == 80


@pytest.mark.parametrize("width", [40, 59, 60])
def test_a_narrow_terminal_gets_no_chart(width: int) -> None:
    assert ("┤" in render(VIEW, Style(width=width))) is (width >= 60)


def test_the_chart_can_be_left_out() -> None:
    assert "┤" in render(VIEW, Style())
    assert "┤" not in render(VIEW, Style(chart=False))


def test_every_line_is_named_with_its_mark_and_drawn_with_it() -> None:
    rows = drawn(ODD["nan-break"], Style())
    assert "  o loss   x val_loss   log scale" in rows
    panel = "".join(row.partition("┤")[2] or row.partition("│")[2] for row in rows)
    assert panel.count("o") > 3
    assert panel.count("x") > 3


def test_names_that_are_too_long_for_one_row_have_one_each() -> None:
    rows = drawn(ODD["long-names"], Style())
    assert f"  o {LONG}" in rows
    assert f"  x val_{LONG}" in rows


def test_without_unicode_a_chart_is_drawn_in_its_marks() -> None:
    rows = drawn(ODD["nan-break"], Style(unicode=False))
    assert all(row.isascii() for row in rows)
    assert any("xxxxx" in row for row in rows)
    assert any("ooooo" in row for row in rows)


def traces(points: Sequence[tuple[int, float]]) -> str:
    """The one row of a flat line over 10 epochs, a column an epoch."""
    columns = Columns(1, 10, 10)
    (row,) = traced(dots(LineView("loss", 0, tuple(points)), columns, 1), columns, 1)
    return row


def test_nan_breaks_a_line_and_an_epoch_without_a_value_does_not() -> None:
    whole = [(epoch, 0.5) for epoch in range(1, 11)]
    broken = [(epoch, math.nan if epoch in {5, 6} else 0.5) for epoch in range(1, 11)]
    sparse = [(epoch, 0.5) for epoch in (1, 4, 10)]
    assert " " not in traces(whole)
    assert " " not in traces(sparse)
    # The line ends in the column of epoch 4, and begins again in that of epoch 7.
    assert [place + 1 for place, cell in enumerate(traces(broken)) if cell == " "] == [5, 6]


@given(st.lists(st.one_of(st.just(math.nan), st.floats(0, 1)), min_size=1, max_size=40))
def test_of_many_epochs_in_a_column_no_more_is_drawn_than_is_seen(heights: list[float]) -> None:
    rows, columns = 3, Columns(1, len(heights), 1)
    line = LineView("loss", 0, tuple(enumerate(heights, 1)))
    singly = [dot for point in line.points for dot in dots(replace(line, points=(point,)), columns, rows)]
    few = dots(line, columns, rows)
    assert traced(few, columns, rows) == traced(singly, columns, rows)
    assert marked(few, 1, "x", columns, rows) == marked(singly, 1, "x", columns, rows)
    if not any(map(math.isnan, heights)):
        assert len(few) <= 4 * 2 * columns.width


def test_a_value_between_two_breaks_is_a_point() -> None:
    row = traces([(1, math.nan), (5, 0.5), (6, math.nan), (10, 0.5)])
    assert [place + 1 for place, cell in enumerate(row) if cell != " "] == [5, 10]


def test_the_epoch_to_keep_is_marked_on_the_axis_and_through_the_panels() -> None:
    rows = drawn(ODD["no-validation"], Style())
    column = rows[-1].index("★12") + 1
    assert {row[column] for row in rows[1:9]} <= set("┊⠤⡀⢄")
    assert sum(row[column] == "┊" for row in rows[1:9]) >= 6


def test_an_epoch_stands_in_the_same_column_in_panel_axis_and_phases() -> None:
    columns = Columns(1, 12, 60)
    assert [columns.begin(epoch) for epoch in (1, 2, 12)] == [0, 5, 55]
    assert [columns.column(epoch) for epoch in (1, 2, 12)] == [2, 7, 57]


def test_phases_that_have_no_room_for_their_name_have_their_number() -> None:
    axis = next(row for row in drawn(ODD["constant"], Style()) if "┼" in row)
    assert "┼2──" in axis
    assert " 1 learning " in axis


def test_a_run_without_phases_has_an_axis_all_the_same() -> None:
    view = replace(VIEW, runs=(replace(RUN, phases=()),))
    assert any("└────" in row for row in drawn(view, Style()))


def test_colour_is_ours_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, coloured = drawn(VIEW, Style()), drawn(VIEW, Style(colour=True))
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.setenv(name, "1")
        assert drawn(VIEW, Style()) == plain
        assert drawn(VIEW, Style(colour=True)) == coloured
    assert "\x1b[35m" in "".join(coloured)
    assert "\x1b" not in "".join(plain)
