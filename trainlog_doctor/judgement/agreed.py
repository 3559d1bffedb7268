"""A curve cut into pieces that agree with the rules: none claims what no rule found, or what a finding denies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.columns import costs_of
from trainlog_doctor.judgement.progress import PROGRESS, Piece, pieces
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.judgement.course import PhaseKind
    from trainlog_doctor.model import FloatArray, Frame

_GAP = "TD103"
_STANDSTILL = ("TD303", "TD503")
_TOLD_BY: Mapping[str, PhaseKind] = {
    "TD301": "stuck",
    "TD201": "oscillating",
    "TD002": "diverging",
    "TD102": "overfitting",
    "TD104": "overfitting",
    "TD101": "overconfident",
}
"""Rules whose finding is a phase of its own, root causes first."""
_FAR = 0.5
"""Share of the lead that training has at the end from which on it was far ahead."""
_SINCE_LOWEST = frozenset({"overfitting", "overconfident"})


def agreed(costs: FloatArray, last: int, frame: Frame, roles: Roles, fired: Mapping[str, Outcome]) -> list[Piece]:
    """Cut a curve from its first position to ``last``, that included.

    Parameters
    ----------
    costs
        float64 array over all positions of the run, lower is better, NaN = not logged.
    fired
        By code.
    """
    told = _told(frame, roles, fired, last)
    if told is not None:
        return _around(told, costs, last)
    found = pieces(costs, 0, last)
    begins = _begin(frame, next((fired[code] for code in _STANDSTILL if code in fired), None))
    if begins is not None and found[-1].kind in PROGRESS:
        found = _end_told(costs, found, "plateau", begins)
    if _GAP not in fired:
        return found
    whole = found[-1].kind not in PROGRESS
    return _end_told(costs, _apart_joined(frame, roles, found), "gap", 0 if whole else _begin(frame, fired[_GAP]) or 0)


def _apart_joined(frame: Frame, roles: Roles, found: list[Piece]) -> list[Piece]:
    """Join the last piece to a standstill before it in which training was far ahead already."""
    sides = [costs_of(frame, roles.get(role)) for role in ("val_loss", "loss")]
    if len(found) < 2 or found[-2].kind in PROGRESS or sides[0] is None or sides[1] is None:
        return found
    *before, still, tail = found
    far, end = (np.fmin.reduce((sides[0] - sides[1])[one.first : one.last + 1]) for one in (still, tail))
    return [*before, replace(tail, first=still.first)] if far >= _FAR * end > 0 else found


def _told(frame: Frame, roles: Roles, fired: Mapping[str, Outcome], last: int) -> Piece | None:
    """The stretch that the first of the fired rules speaks of, cut at ``last``."""
    code = next((code for code in _TOLD_BY if code in fired), None)
    if code is None:
        return None
    begins, ends = _span(frame, roles, fired[code])
    return None if begins > last else Piece(_TOLD_BY[code], begins, min(ends, last))


def _span(frame: Frame, roles: Roles, outcome: Outcome) -> tuple[int, int]:
    """Positions that a finding covers: all since the lowest validation loss, or what the rule says."""
    last = len(frame) - 1
    costs = costs_of(frame, roles.get("val_loss")) if _TOLD_BY[outcome.code] in _SINCE_LOWEST else None
    if costs is not None and np.isfinite(costs).any():
        return min(int(np.nanargmin(costs)) + 1, last), last
    if outcome.epochs is None:
        return 0, last
    return _position(frame, outcome.epochs[0]), _position(frame, outcome.epochs[1])


def _begin(frame: Frame, outcome: Outcome | None) -> int | None:
    """Position at which the epochs of a finding begin; None where it names none."""
    return None if outcome is None or outcome.epochs is None else _position(frame, outcome.epochs[0])


def _position(frame: Frame, epoch: int) -> int:
    return int(np.clip(np.searchsorted(frame.epoch, epoch), 0, len(frame) - 1))


def _around(told: Piece, costs: FloatArray, last: int) -> list[Piece]:
    """Put a stretch between what comes before it and the last of what comes after it."""
    before = pieces(costs, 0, told.first - 1) if told.first else []
    if told.last >= last:
        return [*before, told]
    rest = pieces(costs, told.last + 1, last)[-1]
    return [*before, told, replace(rest, first=told.last + 1)]


def _end_told(costs: FloatArray, found: list[Piece], kind: PhaseKind, begins: int) -> list[Piece]:
    """Tell the last piece, from a position on, as something else."""
    *before, tail = found
    first = min(max(tail.first, begins), tail.last)
    head = pieces(costs, tail.first, first - 1) if first > tail.first else []
    return [*before, *head, Piece(kind, first, tail.last)]
