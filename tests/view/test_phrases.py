from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.view.phrases import duration, each, moved, same

if TYPE_CHECKING:
    from trainlog_doctor.engine.pack import Pack


@pytest.mark.parametrize(
    ("seconds", "en", "zh"),
    [
        (0.25, "0.25 s", "0.25 秒"),
        (119.0, "119 s", "119 秒"),
        (120.0, "2.0 min", "2.0 分钟"),
        (7199.0, "120.0 min", "120.0 分钟"),
        (7200.0, "2.0 h", "2.0 小时"),
        (90540.0, "25.1 h", "25.1 小时"),
    ],
)
def test_a_length_of_time_is_told_in_a_unit_that_it_fills_twice(seconds: float, en: str, zh: str) -> None:
    assert duration(seconds) == {"en": en, "zh": zh}


@pytest.mark.parametrize(
    ("change", "share", "text"),
    [(0.5, True, "+50%"), (-0.5, True, "-50%"), (0.004, True, ""), (-0.0123, False, "-0.012"), (0.0, False, "")],
)
def test_a_change_that_rounds_to_nothing_is_none(change: float, share: bool, text: str) -> None:
    assert moved(change, 0, share=share) == text


def test_what_differs_by_language_stands_beside_what_does_not() -> None:
    told = each("report.at_line", {"text": same("a {brace}")}, line=7)
    assert told["en"] == "line 7: a {brace}"
    assert "7" in told["zh"]


def test_advice_that_is_the_same_in_one_language_is_the_same_in_the_other(pack: Pack) -> None:
    """A report tells it once, by its English words."""
    chinese: dict[str, set[str]] = {}
    for rule in pack.rules.values():
        for english, other in zip(rule.advice["en"], rule.advice["zh"], strict=True):
            chinese.setdefault(english, set()).add(other)
    assert [english for english, texts in chinese.items() if len(texts) > 1] == []
    assert len(chinese) < sum(len(rule.advice["en"]) for rule in pack.rules.values())
