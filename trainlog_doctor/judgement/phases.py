"""The run as a person would tell it: a few stretches, in agreement with the rules that fired."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.columns import costs_of, logged
from trainlog_doctor.judgement.diagnosis import Phase
from trainlog_doctor.judgement.nonfinite import broken_losses, broken_name
from trainlog_doctor.judgement.phase_metrics import ROLES_TOLD, metrics_told
from trainlog_doctor.judgement.progress import PROGRESS, Piece, pieces
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt

    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.judgement.diagnosis import PhaseKind
    from trainlog_doctor.model import FloatArray, Frame, Run

_NON_FINITE, _GAP, _IMPROVING = "TD001", "TD103", "TD305"
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
_CURVE = 2
"""Values that make a curve."""
_SINCE_LOWEST = frozenset({"overfitting", "overconfident"})


def phases(run: Run, roles: Roles, outcomes: Iterable[Outcome]) -> tuple[Phase, ...]:
    """Cut a run into phases that follow each other without gaps.

    Parameters
    ----------
    outcomes
        What the rules say; only fired ones count, so that no phase claims what no rule found.

    Returns
    -------
    tuple of Phase
        In the order of the epochs; empty for a run without epochs, or without a curve to tell: one value has no course.
    """
    frame = run.frame
    if not len(frame):
        return ()
    fired = {outcome.code: outcome for outcome in outcomes if outcome.status == "fired"}
    broken = broken_losses(frame, roles)
    end = _end_of_finite(broken, fired)
    costs = _costs(frame, roles, _CURVE if end == len(frame) else 1)
    if end > 0 and costs is None:
        return ()
    found = _from_the_first(_finite_pieces(frame, roles, fired, end, costs))
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


def _finite_pieces(
    frame: Frame, roles: Roles, fired: Mapping[str, Outcome], end: int, costs: FloatArray | None
) -> list[Piece]:
    """All pieces, given that everything from position ``end`` on is not finite."""
    found: list[Piece] = []
    if end > 0 and costs is not None:
        told = _told(frame, roles, fired, end - 1)
        found = _with_gap(costs, end - 1, frame, fired) if told is None else _around(told, costs, end - 1)
    if end < len(frame):
        found.append(Piece("nonfinite", end, len(frame) - 1))
    return found


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
    if _TOLD_BY[outcome.code] in _SINCE_LOWEST and (lowest := _lowest(frame, roles)) is not None:
        return min(lowest + 1, last), last
    if outcome.epochs is None:
        return 0, last
    return _position(frame, outcome.epochs[0]), _position(frame, outcome.epochs[1])


def _lowest(frame: Frame, roles: Roles) -> int | None:
    """Position of the lowest validation loss; None where no finite one was logged."""
    values = logged(frame, roles.get("val_loss"))
    if values is None or not np.isfinite(values).any():
        return None
    return int(np.argmin(np.where(np.isfinite(values), values, np.inf)))


def _position(frame: Frame, epoch: int) -> int:
    return int(np.clip(np.searchsorted(frame.epoch, epoch), 0, len(frame) - 1))


def _around(told: Piece, costs: FloatArray, last: int) -> list[Piece]:
    before = pieces(costs, 0, told.first - 1) if told.first else []
    if told.last >= last:
        return [*before, told]
    rest = pieces(costs, told.last + 1, last)[-1]
    return [*before, told, replace(rest, first=told.last + 1)]


def _with_gap(costs: FloatArray, last: int, frame: Frame, fired: Mapping[str, Outcome]) -> list[Piece]:
    """Tell a final standstill as a gap where the rule fired; without a standstill, the epochs that it covers."""
    found = _with_standstill(costs, pieces(costs, 0, last), frame, fired)
    if _GAP not in fired:
        return found
    tail = found[-1]
    if tail.kind in {"plateau", "worsening"}:
        return [*found[:-1], replace(tail, kind="gap")]
    told = fired[_GAP].epochs
    begins = min(max(tail.first, _position(frame, told[0])), tail.last) if told else tail.first
    head = pieces(costs, tail.first, begins - 1) if begins > tail.first else []
    return [*found[:-1], *head, replace(tail, kind="gap", first=begins)]


def _with_standstill(costs: FloatArray, found: list[Piece], frame: Frame, fired: Mapping[str, Outcome]) -> list[Piece]:
    """Tell nothing as learning of which a rule says that it gained nothing."""
    told = next((fired[code].epochs for code in _STANDSTILL if code in fired), None)
    tail = found[-1]
    if told is None or tail.kind not in PROGRESS:
        return found
    begins = min(max(tail.first, _position(frame, told[0])), tail.last)
    head = pieces(costs, tail.first, begins - 1) if begins > tail.first else []
    return [*found[:-1], *head, Piece("plateau", begins, tail.last)]


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
