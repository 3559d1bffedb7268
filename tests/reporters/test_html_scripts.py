"""The page's own scripts: each can be parsed, and what can be asked without a page gives the right answers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from trainlog_doctor.reporters.html import assets

if TYPE_CHECKING:
    from pathlib import Path

NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="no node here")

MODULES = assets.modules()
MOST_LINES = 150


def node(*arguments: str) -> str:
    assert NODE is not None
    done = subprocess.run([NODE, *arguments], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def answer(expression: str) -> Any:  # noqa: ANN401 - whatever the expression gives
    """Value of an expression over the module that knows no page; undefined comes out as ``"undefined"``."""
    (module,) = (path for path in MODULES if path.stem == "data")
    shown = f"JSON.stringify({expression}, (_, value) => value === undefined ? 'undefined' : value)"
    return json.loads(node("-e", f"{module.read_text('utf-8')}\nconsole.log({shown})"))


@needs_node
def test_the_scripts_together_can_be_parsed(tmp_path: Path) -> None:
    for place, script in enumerate(assets.scripts()):
        file = tmp_path / f"{place}.js"
        file.write_text(script, "utf-8")
        node("--check", str(file))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_script_is_short_and_makes_markup_of_nothing(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", text)


def test_every_function_has_one_name_in_the_scope_that_all_share() -> None:
    names = [
        name for path in MODULES for name in re.findall(r"^(?:function|const|let) (\w+)", path.read_text("utf-8"), re.M)
    ]
    assert len(names) > 30
    assert [name for name, count in Counter(names).items() if count > 1] == []


@needs_node
def test_nan_breaks_a_line_and_what_was_not_logged_does_not() -> None:
    assert answer("[1, null, 'nan', '-inf', 0].map(plotted)") == [1, "undefined", None, None, 0]


@needs_node
def test_a_value_is_shown_as_it_was_logged() -> None:
    assert answer("[0.25, null, 'nan', 'inf', '-inf', 0].map(shown)") == ["0.25", "–", "NaN", "inf", "-inf", "0"]


@needs_node
def test_ticks_are_written_in_few_signs() -> None:
    written = ["0", "0.1", "-1.5", "999999", "1e6", "2e-5", "1e300"]
    assert answer("[0, 0.1, -1.5, 999999, 1e6, 0.00002, 1e300].map(brief)") == written
    assert answer("brief(0.1 + 0.2)") == "0.3"


@needs_node
def test_smoothing_leaves_a_constant_alone_and_keeps_gaps() -> None:
    assert answer("smoothed([2, null, undefined, 2, 2], 0.5)") == [2, None, "undefined", 2, 2]
    assert answer("smoothed([1, 3], 0)") == [1, 3]


@needs_node
def test_smoothing_weighs_as_a_hand_would() -> None:
    # Weights 1/2 and 1/4, corrected by their sum.
    assert answer("smoothed([1, 4], 0.5)") == [1, (0.25 * 1 + 0.5 * 4) / 0.75]


@needs_node
def test_a_logarithmic_scale_has_no_place_for_zero_and_below() -> None:
    assert answer("positive([1, 0, -1, null, undefined])") == [1, None, None, None, "undefined"]


@needs_node
def test_values_that_no_line_reaches_are_found() -> None:
    assert answer("alone([1, null, 2, null, 3, 4, undefined, null, undefined, 5])") == [0, 2, 9]
    assert answer("alone([1])") == [0]
    assert answer("alone([1, undefined, 2])") == []


STYLE = assets.style()
COLOURS = dict(re.findall(r"--([\w-]+): light-dark\((#\w+, #\w+)\)", STYLE))


def luminance(colour: str) -> float:
    digits = colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(front: str, back: str, theme: int) -> float:
    one, other = (luminance(COLOURS[name].split(", ")[theme]) for name in (front, back))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


TEXTS = ("ink", "quiet", "link", "error", "warning", "info", "calm", "best")
LINES = tuple(name for name in COLOURS if name.startswith("series-"))


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("back", ["paper", "raised"])
@pytest.mark.parametrize(("front", "least"), [*((name, 4.5) for name in TEXTS), *((name, 3.0) for name in LINES)])
def test_colours_can_be_told_from_the_paper(front: str, back: str, least: float, theme: int) -> None:
    assert contrast(front, back, theme) >= least
