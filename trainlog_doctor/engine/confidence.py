"""How sure a finding is: by the rule's own record, by the length of the run, by the distance from the thresholds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from trainlog_doctor.engine.condition import Not
from trainlog_doctor.engine.rule import CONFIDENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.condition import Condition
    from trainlog_doctor.engine.outcome import Measured
    from trainlog_doctor.engine.rule import Confidence, Rule

CLOSE = 0.2
"""A finding that thresholds stricter by a fifth would take back is a close one."""


def confidence(rule: Rule, epochs: int, measured: Mapping[str, Measured] | None = None) -> Confidence:
    """Lower the rule's own confidence by a level for a short run, for a very short one, and for a close finding.

    Parameters
    ----------
    measured
        The predicates of a fired rule; None where nothing fired, so that only the length counts.
    """
    enough = rule.sure_epochs
    lowered = (epochs < enough) + (2 * epochs < enough)
    if measured is not None and (margin(rule.condition, measured) or 0.0) < CLOSE:
        lowered += 1
    if not lowered:
        return rule.confidence
    return CONFIDENCES[max(0, CONFIDENCES.index(rule.confidence) - lowered)]


def margin(condition: Condition, measured: Mapping[str, Measured]) -> float | None:
    """By what share of its thresholds a condition holds (negative: fails); None where that is unknown.

    The weakest part of an ``and`` decides, and the strongest of an ``or``: further evidence supports a finding.
    """
    if isinstance(condition, str):
        return _distance(measured[condition])
    if isinstance(condition, Not):
        inner = margin(condition.part, measured)
        return None if inner is None else -inner
    known = [inner for part in condition.parts if (inner := margin(part, measured)) is not None]
    return None if not known else min(known) if condition.word == "and" else max(known)


def _distance(one: Measured) -> float | None:
    """Distance of a value from its threshold, in units of the threshold or of what it leaves of a whole.

    What is counted is exact: whole numbers beside whole thresholds are never close.
    """
    if one.value is None or one.holds is None:
        return None
    size = abs(one.threshold)
    exact = size == 0 or (one.value.is_integer() and one.threshold.is_integer())
    scale = min(size, 1 - size) if size < 1 else size
    away = math.inf if exact else abs(one.value - one.threshold) / scale
    return away if one.holds else -away
