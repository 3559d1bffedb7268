"""The blocks that terminal reports are laid out of."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len as cells_by_rich

from trainlog_doctor.reporters.terminal import cells
from trainlog_doctor.reporters.terminal.blocks import Indented, Unbroken
from trainlog_doctor.reporters.terminal.braille import drawn
from trainlog_doctor.reporters.terminal.cells import cell_len, cut
from trainlog_doctor.reporters.terminal.flow import Flow, breaks
from trainlog_doctor.reporters.terminal.grid import Grid, narrowed
from trainlog_doctor.reporters.terminal.line import Line, joined

WORDS = st.text(alphabet="ab ·中文，。“”…\n", max_size=60)


def laid_out(block: object, width: int) -> list[str]:
    return [row.plain.rstrip() for row in block.rows(width)]  # type: ignore[attr-defined]


@given(st.text(alphabet="aé中，·ｅ…├★轮\u0301\xad\u3099", max_size=30))
def test_cells_are_counted_as_rich_counts_them(text: str) -> None:
    assert cell_len(text) == cells_by_rich(text)


@given(WORDS, st.integers(0, 20))
def test_what_is_cut_fits_and_is_as_long_as_may_be(text: str, width: int) -> None:
    kept = cut(text, width)
    assert text.startswith(kept)
    assert cell_len(kept) <= width
    assert kept == text or cell_len(text[: len(kept) + 1]) > width


@given(WORDS, WORDS, st.integers(2, 40))
def test_a_flow_keeps_every_sign_and_its_looks(first: str, second: str, width: int) -> None:
    line = Line((first, "bold"), (second, "dim"))
    rows = list(Flow(line).rows(width))
    for look, text in (("bold", first), ("dim", second)):
        kept = "".join(piece for row in rows for piece, its_look in row.pieces if its_look == look)
        assert "".join(kept.split()) == "".join(text.split())
    assert all(row.width <= width for row in rows)


def test_looks_become_codes_only_in_colour() -> None:
    line = Line(("a", "bold red"), "b", ("", "dim"), ("c", "dim cyan"))
    assert line.drawn(colour=True) == "\x1b[1;31ma\x1b[0mb\x1b[2;36mc\x1b[0m"
    assert line.drawn(colour=False) == "abc"


def test_lines_are_joined_with_their_looks() -> None:
    assert joined("\n", [Line(("a", "dim")), Line("b")]).pieces == (("a", "dim"), ("\n", ""), ("b", ""))


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    grid = Grid(right={1})
    for row in (("a", "1", "x"), ("中文", "100", "y")):
        grid.add_row(*(Flow(Line(cell)) for cell in row))
    assert laid_out(grid, 80) == ["a       1  x", "中文  100  y"]


def test_the_widest_column_gives_way_and_its_lines_stay_below_each_other() -> None:
    grid = Grid()
    grid.add_row(Flow(Line("1.")), Flow(Line("one two three")))
    assert laid_out(Indented(grid, 2), 13) == ["  1.  one two", "      three"]


def test_a_rigid_grid_keeps_its_widths() -> None:
    grid = Grid(rigid=True)
    grid.add_row(Unbroken(Line("long name")), Unbroken(Line("12345")))
    assert laid_out(grid, 6) == ["long name  12345"]


def test_a_word_is_broken_only_where_no_column_can_give_way_at_a_blank() -> None:
    grid = Grid()
    grid.add_row(Flow(Line("val_accuracy")), Flow(Line("stops after")), Flow(Line("time saved")))
    assert laid_out(grid, 26) == ["val_accuracy  stops  time", "              after  saved"]


def test_a_word_that_must_be_broken_is_broken_behind_a_part_of_it() -> None:
    assert laid_out(Flow(Line("best-weights-not-kept")), 15) == ["best-weights-", "not-kept"]
    assert laid_out(Flow(Line("val_accuracy")), 9) == ["val_", "accuracy"]
    assert laid_out(Flow(Line("runs/a/history.csv")), 9) == ["runs/a/", "history.c", "sv"]
    assert laid_out(Flow(Line("-0.1155812")), 6) == ["-0.115", "5812"]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.integers(0, 200))
def test_columns_are_narrowed_to_the_room_from_the_widest_on(widths: list[int], room: int) -> None:
    found = narrowed(widths, room, [0] * len(widths))
    assert sum(found) == min(sum(widths), room)
    assert all(0 <= new <= old for new, old in zip(found, widths, strict=True))
    shrunk = [new for new, old in zip(found, widths, strict=True) if new < old]
    assert all(new <= min(shrunk) + 1 for new in found) if shrunk else found == widths


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 60)), min_size=1, max_size=8), st.integers(0, 200))
def test_columns_keep_what_their_words_need_as_long_as_there_is_room(sizes: list[tuple[int, int]], room: int) -> None:
    widths, least = [width for width, _ in sizes], [min(size) for size in sizes]
    found = narrowed(widths, room, least)
    assert sum(found) == min(sum(widths), room)
    if sum(least) <= room:
        assert all(new >= needed for new, needed in zip(found, least, strict=True))
    else:
        assert all(new <= needed for new, needed in zip(found, least, strict=True))


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        (((0, 0), (7, 0)), ["    ", "⣀⣀⣀⣀"]),
        (((0, 7), (7, 0)), ["⠑⢄  ", "  ⠑⢄"]),
        (((3, 1), (3, 1)), ["    ", " ⠠  "]),
    ],
)
def test_lines_are_drawn_in_dots(line: tuple[tuple[int, float], tuple[int, float]], rows: list[str]) -> None:
    assert drawn(iter([line]), 4, 2) == rows


def test_the_ranges_of_narrow_signs_agree_with_the_tables_of_unicode() -> None:
    signs = [chr(code) for first, last in cells._NARROW for code in range(ord(first or " "), ord(last) + 1)]
    odd = [sign for sign in signs if unicodedata.category(sign) in cells._NOTHING]
    assert odd == ["\xad"]
    assert [sign for sign in signs if unicodedata.east_asian_width(sign) in cells._WIDE] == []
    assert cell_len("a“b” ≥ 中") == 9


@pytest.mark.parametrize("chinese", ["", "中 "])
def test_a_path_that_is_wider_than_a_line_breaks_behind_its_folders(chinese: str) -> None:
    text = Line(f"{chinese}runs/lr=0.1/history.csv")
    assert laid_out(Flow(text), 15)[-2:] == [f"{chinese}runs/lr=0.1/", "history.csv"]
    assert laid_out(Flow(text), 8)[-4:] == [f"{chinese}runs/", "lr=0.1/", "history.", "csv"]


def test_a_text_of_words_breaks_at_blanks_alone() -> None:
    assert list(breaks("50%/60% of all", 8)) == [8]
    assert list(breaks("one  two", 5)) == [5]
    assert list(breaks("abcdefgh ij", 4)) == [4, 9]


@pytest.mark.parametrize("width", [1, 0, -3])
def test_without_any_room_every_sign_has_a_line(width: int) -> None:
    assert list(breaks("abc", width)) == [1, 2]


def test_no_blanks_are_laid_out_behind_the_last_column() -> None:
    grid = Grid()
    for last in ("b", "ccc"):
        grid.add_row(Flow(Line("a")), Flow(Line(last)))
    assert [row.plain for row in grid.rows(20)] == ["a  b", "a  ccc"]


def test_the_words_of_a_western_text_are_found_without_the_expression_for_chinese(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("trainlog_doctor.reporters.terminal.flow.PIECE", None)
    assert Flow(Line("a rise ≥ 4% of val_loss")).least() == len("val_loss")
    assert Flow(Line("")).least() == 0
