from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trainlog_doctor.judgement.course import Phase
from trainlog_doctor.view.phases import phase_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.judgement.course import PhaseKind


def told(data: Mapping[str, float | str], kind: PhaseKind = "learning") -> dict[str, str]:
    return dict(phase_view(Phase(kind, 1, 8, data)).text)


def of(role: str, start: float, end: float, change: float, *, relative: bool) -> dict[str, float | str]:
    return {
        role: role,
        f"{role}_start": start,
        f"{role}_end": end,
        f"{role}_low": min(start, end),
        f"{role}_high": max(start, end),
        f"{role}_change": change,
        f"{role}_relative": relative,
    }


LOSS = of("val_loss", 0.5, 0.25, -0.5, relative=True)
SCORE = of("val_score", 0.9, 0.9123, 0.0123, relative=False)


def test_every_metric_is_told_with_its_change_in_the_punctuation_of_the_language() -> None:
    assert told({**SCORE, **LOSS}) == {
        "en": "learning: `val_loss` 0.5 → 0.25 (-50%), `val_score` 0.9 → 0.9123 (+0.012)",
        "zh": "学习阶段：`val_loss` 0.5 → 0.25（-50%），`val_score` 0.9 → 0.9123（+0.012）",
    }


def test_what_goes_nowhere_is_told_by_its_range_since_its_ends_may_lie_apart_by_chance() -> None:
    jumping = {**LOSS, "val_loss_low": 0.2, "val_loss_high": 0.9}
    resting = {**SCORE, "val_score_low": 0.7, "val_score_high": 0.7}
    assert told({**jumping, **resting}, "plateau") == {
        "en": "no lasting improvement: `val_loss` between 0.2 and 0.9, `val_score` stays at 0.7",
        "zh": "没有持续的改善：`val_loss` 在 0.2 与 0.9 之间，`val_score` 一直是 0.7",
    }
    better = told({**jumping, **SCORE, "improving": "val_score"}, "plateau")["en"]
    assert better.endswith("`val_loss` between 0.2 and 0.9, `val_score` 0.9 → 0.9123 (+0.012)")


@pytest.mark.parametrize("relative", [True, False])
def test_a_metric_that_ends_as_it_began_is_told_by_both_ends(relative: bool) -> None:
    over = {**of("loss", 0.5, 0.5, 0.0, relative=relative), "loss_high": 0.7}
    assert told(over)["en"] == "learning: `loss` 0.5 → 0.5"


def test_a_metric_that_never_moves_stays_whatever_the_others_do() -> None:
    frozen = of("val_score", 0.05, 0.05, 0.0, relative=False)
    assert told({**LOSS, **frozen})["en"].endswith("(-50%), `val_score` stays at 0.05")
    assert told({**frozen, "val_score_start": 0.3})["en"].endswith("`val_score` 0.3 → 0.05")


def test_a_rise_has_its_sign_and_is_a_factor_from_ten_times_on() -> None:
    assert told(of("loss", 0.5, 4.9, 8.8, relative=True))["en"].endswith("(+880%)")
    assert told(of("loss", 0.5, 6.0, 11.0, relative=True))["en"].endswith("(×12)")
    assert told(of("loss", 451.0, 1.836e9, 4.07e6, relative=True))["en"].endswith("(>×1000)")
