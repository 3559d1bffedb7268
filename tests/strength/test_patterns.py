"""No regular expression backtracks badly: inputs are built against each one, out of its own repetitions."""

from __future__ import annotations

import time
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from tests.fuzz.targets import recognise, targets
from tests.strength.attacks import compiled, pumped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONG = 20_000
SHORT = 1_000
SECONDS = 1.0
"""A match in linear time takes a hundredth of it, in quadratic time several times as much; cubic time never ends."""

FRAME = ("Epoch 1/9", "10/10 - 1s - loss: 0.7 - val_loss: 0.8")

CUT_BEFORE = {"trainlog_doctor.gate.comparison", "trainlog_doctor.sweep.parameters.path_parts"}
"""What these are given is at most 1000 characters (a requirement) or a path's part long."""

EXPRESSIONS = compiled()


def test_the_expressions_are_found() -> None:
    assert len(EXPRESSIONS) > 100


@pytest.mark.parametrize("module", sorted({one.module for one in EXPRESSIONS}))
def test_a_match_takes_linear_time(module: str) -> None:
    for one in (one for one in EXPRESSIONS if one.module == module):
        # The short ones first: in cubic time the long ones would take hours.
        for length in (SHORT,) if module in CUT_BEFORE else (SHORT, LONG):
            for text in dict.fromkeys(pumped(one, length)):
                subject = one.subject(text)
                start = time.process_time()
                one.pattern.match(subject)
                assert time.process_time() - start < SECONDS, (one.text, text[:40])


def test_such_an_expression_would_be_found() -> None:
    from tests.strength.attacks import Compiled

    bad = Compiled("none", r"(?:a+)+b", 0, in_bytes=False)
    assert max(_match_seconds(bad, text) for text in pumped(bad, 26)) > 0.1


def _match_seconds(one: object, text: str) -> float:
    start = time.process_time()
    one.pattern.match(text)  # type: ignore[attr-defined]
    return time.process_time() - start


def lines_by_module() -> Mapping[str, Sequence[str]]:
    """Inputs of each module that reads sources."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in EXPRESSIONS:
        if ".readers." in one.module:
            found[one.module] += dict.fromkeys(pumped(one, 3_000))
    return found


LINES = lines_by_module()


@pytest.mark.parametrize("module", LINES)
@pytest.mark.parametrize("reader", ["reader-keras-stdout", "reader-keras-like"])
def test_lines_built_against_an_expression_are_read_in_linear_time(module: str, reader: str) -> None:
    source = "\n".join(part for line in LINES[module] for part in (*FRAME, line))
    targets()[reader](source.encode("utf-8", "replace"))


def test_heads_built_against_an_expression_are_recognised_in_linear_time() -> None:
    for lines in LINES.values():
        for line in lines[:6]:
            data = (line * (30_000 // len(line) + 1)).encode("utf-8", "replace")
            start = time.process_time()
            recognise(data)
            assert time.process_time() - start < SECONDS, line[:60]
