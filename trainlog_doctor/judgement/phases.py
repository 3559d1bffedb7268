"""The run as a person would tell it: a few stretches, in agreement with the rules that fired."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.agreed import agreed
from trainlog_doctor.judgement.columns import broken_losses, broken_name, costs_of
from trainlog_doctor.judgement.course import Phase
from trainlog_doctor.judgement.phase_metrics import ROLES_TOLD, metrics_told
from trainlog_doctor.judgement.progress import PROGRESS, Piece
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt

    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.model import FloatArray, Frame, Run

_NON_FINITE, _IMPROVING = "TD001", "TD305"
_CURVE = 2
"""Values that make a curve."""


def phases(run: Run, roles: Roles, outcomes: Iterable[Outcome]) -> tuple[Phase, ...]:
    """Cut a run into phases that follow each other without gaps; none without a curve to tell: one value has no course.

    Parameters
    ----------
    outcomes
        What the rules say; only fired ones count, so that no phase claims what no rule found.
    """
    frame = run.frame
    if not len(frame):
        return ()
    fired = {one.code: one for one in outcomes if one.status == "fired" and not one.outputs}
    broken = broken_losses(frame, roles)
    end = _end_of_finite(broken, fired)
    costs = _costs(frame, roles, _CURVE if end == len(frame) else 1)
    if end > 0 and costs is None:
        return ()
    found = agreed(costs, end - 1, frame, roles, fired) if end > 0 and costs is not None else []
    if end < len(frame):
        found.append(Piece("nonfinite", end, len(frame) - 1))
    found = _from_the_first(found)
    if _IMPROVING in fired and found[-1].kind == "plateau":
        found = _to_the_last(found)
    return tuple(_phase(frame, roles, piece, broken) for piece in found)


def _from_the_first(found: list[Piece]) -> list[Piece]:
    """Begin with what the first two epochs show: a phase of the first one alone would be a course of one value."""
    if len(found) < 2 or found[0].first < found[0].last or found[1].kind == "nonfinite":
        return found
    return [replace(found[1], first=found[0].first), *found[2:]]


def _to_the_last(found: list[Piece]) -> list[Piece]:
    """Let the progress go on to the end, where a rule found it: how little the last few epochs add is no standstill."""
    *before, rest = found
    if before and before[-1].kind in PROGRESS:
        return [*before[:-1], replace(before[-1], last=rest.last)]
    return [*before, replace(rest, kind="learning")]


def _end_of_finite(broken: npt.NDArray[np.bool_], fired: Mapping[str, Outcome]) -> int:
    """Position at which the non-finite phase begins: the rule fired, or the run ends that way."""
    if broken.any() and (_NON_FINITE in fired or broken[-1]):
        return int(np.argmax(broken))
    return len(broken)


def _costs(frame: Frame, roles: Roles, fewest: int) -> FloatArray | None:
    """The curve that tells the progress: validation before training, loss before score; None without enough values."""
    for name in ROLES_TOLD:
        costs = costs_of(frame, roles.get(name))
        if costs is not None and np.count_nonzero(np.isfinite(costs)) >= fewest:
            return costs
    return None


def _phase(frame: Frame, roles: Roles, piece: Piece, broken: npt.NDArray[np.bool_]) -> Phase:
    """Attach what the metrics did; a phase begins where the one before it ended."""
    first, last = int(frame.epoch[piece.first]), int(frame.epoch[piece.last])
    if piece.kind == "nonfinite":
        count = int(broken[piece.first :].sum())
        return Phase(piece.kind, first, last, {"metric": broken_name(frame, roles, piece.first), "count": count})
    return Phase(piece.kind, first, last, metrics_told(frame, roles, piece))
