from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reporters.sample_view import CALM_RUN, HOSTILE, MANY, MESSAGE, RUN, STOPS, VIEW, both
from trainlog_doctor.reporters.base import Style
from trainlog_doctor.reporters.terminal.canvas import draw
from trainlog_doctor.reporters.terminal.cells import cell_len
from trainlog_doctor.reporters.terminal.flow import Flow, breaks
from trainlog_doctor.reporters.terminal.line import Line
from trainlog_doctor.reporters.terminal.report import render
from trainlog_doctor.view.model import StoppingView, StopsView

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("languages", [("en",), ("zh",), ("en", "zh")])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, languages: tuple[str, ...], colour: bool) -> None:
    text = ESCAPES.sub("", render(MANY, Style(languages, width, colour, detail="verbose")))
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_without_colour_there_is_no_escape_and_no_blank_at_a_lines_end() -> None:
    text = render(MANY, Style())
    assert "\x1b" not in text
    assert not re.search(r" \n", text)


def test_colour_changes_nothing_but_colours_and_backticks() -> None:
    coloured = ESCAPES.sub("", render(VIEW, Style(width=120, colour=True)))
    assert coloured.split() == render(VIEW, Style(width=120)).replace("`", "").split()


def test_what_looks_like_markup_is_shown_as_it_is() -> None:
    assert HOSTILE in render(VIEW, Style(width=120, colour=True))


def test_without_unicode_every_mark_of_our_own_is_ascii() -> None:
    assert render(MANY, Style(unicode=False, detail="verbose")).replace("第二折", "").isascii()


def test_the_verdict_comes_first_and_what_to_do_last() -> None:
    text = render(VIEW, Style())
    parts = ["TD101", "Keep epoch 6", "Phases", "Findings", "Not checked", "What to do", "EarlyStopping"]
    assert sorted(parts, key=text.index) == parts


def test_both_languages_share_one_report() -> None:
    text = render(VIEW, Style(("en", "zh"), width=120)).replace("\n", "")
    assert text.count("EarlyStopping") == 1
    assert text.index("`val_loss` has risen") < text.index("`val_loss` 自第 4 轮起")


def test_quiet_is_one_line_a_run() -> None:
    assert render(MANY, Style(detail="quiet")).splitlines() == [
        "logs/run.log: warning TD101 overfit-metric-plateau; keep epoch 6 of 12",
        "logs/run.log #2: no problem found; keep epoch 6 of 12",
    ]


def rows(text: str, width: int) -> list[str]:
    return draw([Flow(Line(text))], Style(width=width)).splitlines()


def test_chinese_breaks_between_characters_but_not_before_punctuation() -> None:
    assert rows("模型犯的错并没有变多。", 20) == ["模型犯的错并没有变", "多。"]
    assert rows("只差（很少）", 6) == ["只差", "（很", "少）"]


def test_words_and_names_stay_whole() -> None:
    assert rows("而 val_accuracy 持平", 12) == ["而", "val_accuracy", "持平"]


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert rows("abcdefghij", 4) == ["abcd", "efgh", "ij"]


@given(st.text(), st.integers(4, 30))
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    places = [0, *breaks(text, width), len(text)]
    pieces = [text[start:end] for start, end in pairwise(places)]
    assert places == sorted(places)
    assert "".join(pieces) == text
    assert all(cell_len(piece.rstrip()) <= width for piece in pieces)


def test_wrapping_a_long_text_takes_linear_time() -> None:
    assert len(list(breaks(MESSAGE["zh"] * 2000, 60))) > 1000
    assert len(list(breaks("x" * 100_000, 60))) > 1000


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("languages", [("en",), ("zh",), ("en", "zh")])
def test_marks_that_become_several_letters_do_not_make_lines_too_wide(width: int, languages: tuple[str, ...]) -> None:
    crowded = both("0.1 → 0.2 … ≥ 3, " * 30, "0.1 → 0.2 … ≥ 3，" * 30)
    view = replace(VIEW, runs=(replace(RUN, verdict=replace(RUN.verdict, text=crowded)),))
    text = render(view, Style(languages, width, unicode=False, detail="verbose"))
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert "->" in text
    assert ">=" in text


def test_languages_stand_side_by_side_where_there_is_room_and_below_each_other_elsewhere() -> None:
    wide, narrow = (render(VIEW, Style(("en", "zh"), width)).splitlines() for width in (120, 60))
    assert any("has risen 75%" in line and "上升了 75%" in line for line in wide)
    assert any("Calibrate the probabilities." in line and "校准输出的概率。" in line for line in wide)
    assert not any("has risen 75%" in line and "上升了 75%" in line for line in narrow)


def test_tables_of_numbers_stand_once_in_a_report_of_both_languages() -> None:
    text = render(VIEW, Style(("en", "zh"), 120))
    assert text.count("0.4500") == 1
    assert text.count("epoch 7") == 1
    assert len([line for line in text.splitlines() if "★6" in line]) == 1


def test_the_verdict_stands_at_the_end_once_more_beside_the_epoch_to_keep() -> None:
    last = render(VIEW, Style()).splitlines()[-2:]
    assert last == ["warning TD101 overfit-metric-plateau; keep epoch 6 of 12", "2 found · 5 clear · 1 not checked"]


def test_of_very_many_runs_only_those_with_a_warning_are_told_unless_all_is_asked_for() -> None:
    calm = [replace(CALM_RUN, title=f"calm {number}") for number in range(20)]
    text = render(replace(MANY, runs=(RUN, *calm)), Style())
    assert RUN.title in text
    assert "calm" not in text
    assert "Runs without a warning or an error stand in the table only." in " ".join(text.split())
    assert render(replace(MANY, runs=tuple(calm)), Style()).count("calm") == len(calm)
    assert render(replace(MANY, runs=(RUN, *calm)), Style(detail="verbose")).count("calm") >= len(calm)


def test_many_runs_are_told_in_brief_unless_all_is_asked_for() -> None:
    many = replace(MANY, runs=(RUN,) * 4)
    brief, whole = render(many, Style()), render(many, Style(detail="verbose"))
    assert brief.count("TD101") >= 4
    assert brief.count("Keep epoch 6") == 4
    assert "Epochs compared" not in brief
    assert brief.endswith("that of all.\n")
    assert whole.count("Epochs compared") == 4
    assert render(replace(MANY, runs=(RUN,) * 3), Style()).count("Epochs compared") == 3


def test_evidence_beyond_the_first_pieces_is_for_those_who_ask() -> None:
    pieces = tuple(both(f"piece {place}", f"第 {place} 项") for place in range(1, 10))
    view = replace(VIEW, runs=(replace(RUN, findings=(replace(RUN.findings[0], proof=pieces),)),))
    normal, verbose = render(view, Style()), render(view, Style(detail="verbose"))
    assert "piece 3" in normal
    assert "piece 4" not in normal
    assert "more with --verbose" in normal
    assert all(f"piece {place}" in verbose for place in range(1, 10))
    assert "more with --verbose" not in verbose


def test_a_single_further_piece_is_shown_rather_than_announced() -> None:
    pieces = tuple(both(f"piece {place}", f"第 {place} 项") for place in range(1, 5))
    view = replace(VIEW, runs=(replace(RUN, findings=(replace(RUN.findings[0], proof=pieces),)),))
    assert "piece 4" in render(view, Style())
    assert "more with --verbose" not in render(view, Style())


@pytest.mark.parametrize(
    ("width", "told"), [(80, ["val_loss", "epochs saved"]), (58, ["val_loss"]), (40, []), (20, [])], ids=str
)
def test_a_narrow_terminal_gets_fewer_columns_of_what_early_stopping_would_have_done(
    width: int, told: list[str]
) -> None:
    further = ("returns", "val_loss", "epochs saved")
    headings = (*STOPS.headings, *(both(name, name) for name in further))
    monitor, patience, after = (both(cell, cell) for cell in ("val_accuracy", "10–20", "epoch 11"))
    row = (monitor, patience, after, both("epoch 12", "第 12 轮"), both("+13.5%", "+13.5%"), both("25", "25"))
    table = StopsView(STOPS.title, headings, (row,), STOPS.note)
    view = replace(VIEW, runs=(replace(RUN, phases=(), charts=(), stopping=StoppingView(table=table)),))
    text = render(view, Style(width=width)).partition("What early stopping")[2].partition("Counted as")[0]
    assert [name for name in further[1:] if name.split()[0] in text] == told
    assert "epoch 12" in text


def test_what_early_stopping_would_have_done_names_each_metric_once() -> None:
    text = render(replace(VIEW, runs=(replace(RUN, phases=(), charts=()),)), Style())
    table = text[text.index("What early stopping") : text.index("Counted as Keras")].splitlines()
    assert [line.split()[0] for line in table[2:] if line.strip()] == ["val_loss", "5–20", HOSTILE]
