from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text as Line

from tests.reporters.sample_view import HOSTILE, MANY, MESSAGE, VIEW
from trainlog_doctor.reporters.base import Style
from trainlog_doctor.reporters.terminal import render
from trainlog_doctor.reporters.terminal.canvas import draw
from trainlog_doctor.reporters.terminal.flow import Flow, breaks

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
