"""No regular expression backtracks badly: inputs are built against each one, out of its own repetitions."""

from __future__ import annotations

import re
import tracemalloc
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from tests.fuzz.targets import recognise, targets
from tests.strength.attacks import Compiled, compiled, pumped
from tests.yardstick import cost, moment, seconds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHORT = (20, 60, 200, 1_000)
LONG = 10_000
DEAR = 600
"""So many times what it costs to walk over the same text once. The dearest of ours, which look 200 bytes ahead at every
byte, cost 220; exponential and cubic time cost more on short texts already, where they come to an end."""

LEAST = 20
GROWTH = 4
"""A cost a character that stays below the one or grows by less than the other from 1000 characters to 10,000 is linear;
quadratic time makes it grow tenfold."""

NO_ACCIDENT = 5
"""What takes so many moments was not held up by a collection of garbage: it is not tried once more."""

MANY = 30_000
MOST_REMEMBERED = 10
"""Bytes a character: as many as memory may grow with a source."""

FRAME = ("Epoch 1/9", "10/10 - 1s - loss: 0.7 - val_loss: 0.8")

CUT_BEFORE = {
    "trainlog_doctor.readers.prints.pairs": 250,
    "trainlog_doctor.sweep.parameters.path_parts": 1_000,
}
"""Longest text that these are tried on: a printed name is no longer, a path's part no longer either."""

EXPRESSIONS = compiled()

WALK, WALK_BYTES = re.compile(r"(?s:.)*?\0"), re.compile(rb"(?s:.)*?\0")
"""Steps over every character, and finds nothing."""


def test_the_expressions_are_found() -> None:
    assert len(EXPRESSIONS) > 100


@pytest.mark.parametrize("module", sorted({one.module for one in EXPRESSIONS}))
def test_a_match_takes_linear_time(module: str) -> None:
    for one in (one for one in EXPRESSIONS if one.module == module):
        assert linear(one, CUT_BEFORE.get(module, LONG)), one.text


@pytest.mark.parametrize("text", [r"(?:a+)+b", r"(?:a|a)*b", r"a*a*b", r"[ \t]*x?[ \t]*$", r"a*a*a*b"])
def test_an_expression_that_takes_more_would_be_found(text: str) -> None:
    assert not linear(Compiled("none", text, 0, in_bytes=False), LONG)


def test_a_search_that_takes_more_would_be_found() -> None:
    assert not linear(Compiled("none", r"[ \t]+$", 0, in_bytes=False, searched=True), LONG)
    assert any(one.searched for one in EXPRESSIONS)


OF_SOURCES = {one.module for one in EXPRESSIONS if ".readers." in one.module}


@pytest.mark.parametrize("module", sorted(OF_SOURCES - CUT_BEFORE.keys()))
def test_a_match_in_a_source_remembers_no_character(module: str) -> None:
    for one in (one for one in EXPRESSIONS if one.module == module):
        assert remembered(one, MANY) < MOST_REMEMBERED * MANY, one.text


def test_an_expression_that_remembers_characters_would_be_found() -> None:
    one = Compiled("none", r"'(?:[^'\\]|\\.)*'", 0, in_bytes=False)
    assert remembered(one, MANY) > MOST_REMEMBERED * MANY


def remembered(one: Compiled, length: int) -> int:
    """Bytes that a match takes: to every choice that it may come back to it keeps a way."""
    subjects = [one.subject(text) for text in dict.fromkeys(pumped(one, length))]
    tracemalloc.start()
    for subject in subjects:
        one.pattern.match(subject)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def linear(one: Compiled, longest: int) -> bool:
    before = float(LEAST)
    for length in (length for length in (*SHORT, LONG) if length <= longest):
        limit = DEAR if length in SHORT else GROWTH * before
        dearest = max(dearness(one, text, limit) for text in dict.fromkeys(("a", *pumped(one, length))))
        if dearest > limit:
            return False
        before = max(float(LEAST), dearest)
    return True


def dearness(one: Compiled, text: str, limit: float) -> float:
    """What a match costs beside a walk; other processes can only add to a cost, so that the least of a few counts."""
    subject, walk = one.subject(text), WALK_BYTES if one.in_bytes else WALK
    found = float("inf")
    for _ in range(3):
        walking = min(seconds(lambda: walk.match(subject)) for _ in range(3))
        taken = seconds(lambda: one.find(subject))
        found = min(found, taken / walking)
        if found <= LEAST or (found > limit and taken > NO_ACCIDENT * moment()):
            break
    return found


def lines_by_module() -> Mapping[str, Sequence[str]]:
    """Inputs of each module that reads sources, each input once: many expressions repeat the same."""
    first: dict[str, str] = {}
    for one in EXPRESSIONS:
        if ".readers." in one.module:
            first |= dict.fromkeys((line for line in pumped(one, 3_000) if line not in first), one.module)
    found: dict[str, list[str]] = defaultdict(list)
    for line, module in first.items():
        found[module].append(line)
    return found


LINES = lines_by_module()


@pytest.mark.parametrize("module", LINES)
@pytest.mark.parametrize("reader", ["reader-keras-stdout", "reader-keras-like"])
def test_lines_built_against_an_expression_are_read_in_linear_time(module: str, reader: str) -> None:
    source = "\n".join(part for line in LINES[module] for part in (*FRAME, line))
    targets()[reader](source.encode("utf-8", "replace"))


@pytest.mark.parametrize("module", LINES)
def test_heads_built_against_an_expression_are_recognised_in_linear_time(module: str) -> None:
    for line in LINES[module][:6]:
        data = (line * (30_000 // len(line) + 1)).encode("utf-8", "replace")
        assert cost(lambda data=data: recognise(data)) < 100, line[:60]  # type: ignore[misc]
