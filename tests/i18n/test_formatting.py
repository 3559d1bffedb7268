from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainlog_doctor.i18n.formatting import fill, placeholders
from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.i18n.numbers import PerCent, number, share


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.335, "0.335"),
        (0.1 + 0.2, "0.3"),
        (0, "0"),
        (3.0, "3"),
        (12345.678, "12346"),
        (1.2e-7, "1.2e-07"),
        (0.0001, "0.0001"),
        (-0.5, "-0.5"),
        (2.5e9, "2.5e+09"),
        (math.nan, "NaN"),
        (math.inf, "inf"),
        (-math.inf, "-inf"),
    ],
)
def test_numbers_show_four_digits_and_an_exponent_only_for_extreme_sizes(value: float, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{x:.3f}", "0.310"),
        ("{x:.0%}", "31%"),
        ("{x:+.0%}", "+31%"),
        ("{x:num}", "0.31"),
        ("{x}", "0.31"),
        ("{n:|epoch|epochs}", "3 epochs"),
        ("{one:|epoch|epochs}", "1 epoch"),
        ("{risen.value:.0%} at {risen.best_epoch}", "31% at 7"),
        ("{nan:.3f} {nan:+.0%}", "NaN NaN"),
        ("{{literal}}", "{literal}"),
        ("up{x:.0%?, by ~}", "up, by 31%"),
        ("{n:|epoch|epochs? (~)}", " (3 epochs)"),
        ("near{name:?: ~ or ~}", "near: val_f1 or val_f1"),
        ("{name}", "val_f1"),
    ],
)
def test_templates_are_filled(template: str, shown: str) -> None:
    data = {
        "x": 0.31,
        "n": 3,
        "one": 1,
        "nan": math.nan,
        "name": "val_f1",
        "risen": {"value": 0.31, "best_epoch": 7},
    }
    assert fill(template, data) == shown


@pytest.mark.parametrize("template", ["{x.__class__}", "{x[0]}", "{x.real}", "{unknown}", "{outer}", "{none}"])
def test_what_is_not_in_the_data_is_shown_as_a_hole(template: str) -> None:
    assert fill(template, {"x": 0.5, "outer": {}, "none": None}) == "?"


@pytest.mark.parametrize("template", ["{none:?, by ~}", "{unknown:.0%?, by ~}", "{outer.none:?, ~}", "{empty:?: ~}"])
def test_words_around_a_value_go_with_it(template: str) -> None:
    assert fill(f"up{template}.", {"outer": {}, "none": None, "empty": ""}) == "up."


def test_a_value_cannot_bring_words_of_its_own() -> None:
    assert fill("{x:?: ~}", {"x": "~{y}~"}) == ": ~{y}~"


def test_a_conversion_cannot_reach_an_objects_own_text() -> None:
    assert fill("{x!r}", {"x": "plain"}) == "plain"


def test_a_template_cannot_ask_for_a_gigabyte_of_blanks() -> None:
    assert fill("{x:999999999d}{x:>999999999}", {"x": 1.5}) == "1.51.5"


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred", "\ufffd[31mred"),
        ("\x9b31m", "\ufffd31m"),
        ("a\nb\r\tc", "a b c"),
        ("val\u202efdp", "val\ufffdfdp"),
        ("\udc80", "\ufffd"),
        ("损失 ★ é", "损失 ★ é"),
    ],
)
def test_text_from_logs_cannot_act_on_the_terminal(hostile: str, shown: str) -> None:
    assert neutral(hostile) == shown
    assert fill("{x}", {"x": hostile}) == shown


@given(st.text())
def test_neutral_text_is_one_printable_line(text: str) -> None:
    made = neutral(text)
    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in made)
    made.encode("utf-8")


@given(st.floats(-1e300, 1e300))
def test_a_shown_number_is_the_number_to_four_digits(value: float) -> None:
    assert math.isclose(float(number(value)), value, rel_tol=1e-3, abs_tol=1e-300)


def test_placeholders_are_named_without_their_formats() -> None:
    assert placeholders("{a:.3f} {b.c:|x|xs} {{d}}") == {"a", "b.c"}


@pytest.mark.parametrize("spec", [".2d", "+,.1d", ".d"])
def test_a_format_that_python_refuses_for_the_number_is_none(spec: str) -> None:
    assert fill(f"{{x:{spec}}}", {"x": 2.5}) == "2.5"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.634, "63%"), (9.99, "999%"), (10.0, "10×"), (-2005.65, "-2006×"), (np.float32(48.2), "48.2×")],
)
def test_a_large_share_is_shown_as_a_multiple(value: float, shown: str) -> None:
    assert fill("{x:.0%}", {"x": value}) == shown
    assert share(value).endswith(shown[-1])


def test_a_multiple_beyond_a_thousand_is_told_as_no_more_than_that() -> None:
    assert (share(1000.0), share(499999.0), share(-499999.0)) == ("1000×", ">1000×", "-499999×")


def test_the_sign_of_a_multiple_is_shown_where_the_sentence_asks_for_it() -> None:
    assert fill("{x:+.0%} {y:+.0%}", {"x": 12.5, "y": -12.5}) == "+12.5× -12.5×"


def test_words_around_a_share_go_where_it_is_too_large_to_say_much() -> None:
    assert fill("rose{x:.0%? by ~} to {y}", {"x": 2005.65, "y": 48}) == "rose to 48"
    assert fill("rose{x:num? by ~} to {y}", {"x": 2005.65, "y": 48}) == "rose by 2006 to 48"


def test_a_share_in_per_cent_is_shown_as_it_is_logged() -> None:
    assert fill("{x:num} {x:.1f} {x:.1%}{x:+.0%?, by ~}", {"x": PerCent(77.3)}) == "77.3 77.3 77.3%, by +77%"
    assert number(PerCent(77.3)) == "77.3"


def test_a_change_that_rounds_to_nothing_has_no_minus() -> None:
    assert fill("{x:.1%} {x:+.0%} {x:.2f} {y:+.1%}", {"x": -0.0001, "y": -0.001}) == "0.0% +0% 0.00 -0.1%"


def test_a_number_that_rounds_to_an_ordinary_size_has_no_exponent() -> None:
    assert [number(0.9742 - 0.9741, 2), number(999_999.99), number(9.9e-5, 2)] == ["0.0001", "1e+06", "9.9e-05"]
