from __future__ import annotations

import pytest

from trainlog_doctor.engine.spelling import suggestion

CODES = ["TD001", "TD901", "TD101", "TD102"]


@pytest.mark.parametrize(
    ("given", "near"),
    [("TD1", "TD101"), ("TD9", "TD901"), ("TD9O1", "TD901"), ("TD1x", "TD101"), ("TD9x", "TD901"), ("", ""), ("x", "")],
)
def test_what_begins_a_word_stands_for_it_before_what_is_merely_like_it(given: str, near: str) -> None:
    assert suggestion(given, CODES) == near
