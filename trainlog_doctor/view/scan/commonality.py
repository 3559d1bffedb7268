"""What the good runs have in common, in words; what cannot be said is said to be so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainlog_doctor.i18n import translations
from trainlog_doctor.i18n.neutral import neutral
from trainlog_doctor.i18n.numbers import number
from trainlog_doctor.sweep.commonality import FEWEST_RUNS
from trainlog_doctor.sweep.levels import is_number
from trainlog_doctor.sweep.table import value_of
from trainlog_doctor.view.best import cell, decimals_of
from trainlog_doctor.view.scan.document import LevelView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainlog_doctor.i18n import Text
    from trainlog_doctor.sweep.commonality import Common, LevelStanding, Parameter
    from trainlog_doctor.sweep.levels import Level
    from trainlog_doctor.sweep.row import Value
    from trainlog_doctor.sweep.table import Sweep


def common_texts(common: Common) -> tuple[Text, ...]:
    """Say what sets the good runs apart, or why nothing can be said of it."""
    if not common.known:
        return (translations("scan.common.unknown"),)
    if common.runs < FEWEST_RUNS:
        return (translations("scan.common.few", {"runs": common.runs, "fewest": FEWEST_RUNS}),)
    if not common.parameters:
        return (translations("scan.common.alike", {"names": common.known[:8]}),)
    told = [_claim(parameter, one, common) for parameter in common.parameters for one in parameter.levels]
    claims = [claim for claim in told if claim is not None]
    return (*(claims or [translations("scan.common.nothing")]), translations("scan.common.caution"))


def _claim(parameter: Parameter, one: LevelStanding, common: Common) -> Text | None:
    if one.standing != "better":
        return None
    data = {
        "parameter": parameter.name,
        "value": level_text(one.level),
        "top": one.top,
        "best": common.top,
        "runs": one.runs,
        "all": common.runs,
    }
    return translations("scan.common.claim", data)


def level_headings(sweep: Sweep) -> tuple[Text, ...]:
    """Head the columns of the levels' table."""
    best = translations("scan.head.of_best", {"top": sweep.common.top})
    metric = neutral(sweep.metric.name) if sweep.metric else ""
    values = (translations(f"scan.head.{name}", {"metric": metric}) for name in ("median_value", "best_value"))
    names = (translations(f"scan.head.{name}") for name in ("parameter", "value", "runs"))
    return (*names, best, translations("scan.head.median_place"), *values, translations("scan.head.standing"))


def level_views(sweep: Sweep) -> tuple[LevelView, ...]:
    """Lay out the levels of every parameter that was compared."""
    if sweep.metric is None:
        return ()
    values = [value_of(row, sweep.metric) for row in sweep.ranked]
    decimals = decimals_of(values)
    every = ((parameter, one) for parameter in sweep.common.parameters for one in parameter.levels)
    return tuple(_level(*one, values, decimals) for one in every)


def _level(parameter: Parameter, one: LevelStanding, values: Sequence[float | None], decimals: int) -> LevelView:
    shown = (cell(values[at], decimals) for at in (one.middle, one.best))
    printed = (str(one.runs), str(one.top), number(one.place), *shown)
    label, value = translations(f"scan.standing.{one.standing}"), level_text(one.level)
    name = neutral(parameter.name)
    return LevelView(name, value, printed, one.standing, label, one.runs, one.top, parameter.chance)


def level_text(level: Level) -> str:
    """Print a value, or a range."""
    first, last = level
    return _value(first) if first == last else f"{_value(first)}–{_value(last)}"


def _value(value: Value) -> str:
    return number(value) if is_number(value) and not isinstance(value, int) else neutral(str(value))
