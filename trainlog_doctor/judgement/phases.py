"""The run as a person would tell it: a few stretches, in agreement with the rules that fired."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.course import course
from trainlog_doctor.judgement.diagnosis import Phase
from trainlog_doctor.judgement.nonfinite import broken_losses, broken_name, finite
from trainlog_doctor.judgement.progress import Piece, pieces
from trainlog_doctor.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt

    from trainlog_doctor.engine.outcome import Outcome
    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.judgement.diagnosis import Datum, PhaseKind
    from trainlog_doctor.model import FloatArray, Frame, Run

_NON_FINITE, _GAP = "TD001", "TD103"
_TOLD_BY: Mapping[str, PhaseKind] = {
    "TD301": "stuck",
    "TD201": "oscillating",
    "TD002": "diverging",
    "TD102": "overfitting",
    "TD101": "overconfident",
}
"""Rules whose finding is a phase of its own, root causes first."""
_SINCE_LOWEST = frozenset({"overfitting", "overconfident"})
_ROLES_TOLD = ("val_loss", "val_score", "loss", "score")
_TRAINING_TOLD = frozenset({"stuck", "overconfident", "overfitting", "gap", "oscillating", "diverging"})
"""Kinds in which the training's curves belong to the story even where validation was logged."""


def phases(run: Run, roles: Roles, outcomes: Iterable[Outcome]) -> tuple[Phase, ...]:
    """Cut a run into phases that follow each other without gaps.

    Parameters
    ----------
    outcomes
        What the rules say; only fired ones count, so that no phase claims what no rule found.

    Returns
    -------
    tuple of Phase
        In the order of the epochs; empty for a run without epochs, or without any value of a role to tell.
    """
    frame = run.frame
    if not len(frame):
        return ()
    fired = {outcome.code: outcome for outcome in outcomes if outcome.status == "fired"}
    broken = broken_losses(frame, roles)
    end = _end_of_finite(broken, fired)
    if end > 0 and _costs(frame, roles) is None:
        return ()
    found = _finite_pieces(frame, roles, fired, end)
    return tuple(_phase(frame, roles, piece, broken) for piece in found)


def _end_of_finite(broken: npt.NDArray[np.bool_], fired: Mapping[str, Outcome]) -> int:
    """Position at which the non-finite phase begins: the rule fired, or the run ends that way."""
    if broken.any() and (_NON_FINITE in fired or broken[-1]):
        return int(np.argmax(broken))
    return len(broken)


def _finite_pieces(frame: Frame, roles: Roles, fired: Mapping[str, Outcome], end: int) -> list[Piece]:
    """All pieces, given that everything from position ``end`` on is not finite."""
    found: list[Piece] = []
    costs = _costs(frame, roles)
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
    values = frame.columns.get(roles["val_loss"].name) if "val_loss" in roles else None
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
    found = pieces(costs, 0, last)
    if _GAP not in fired:
        return found
    tail = found[-1]
    if tail.kind in {"plateau", "worsening"}:
        return [*found[:-1], replace(tail, kind="gap")]
    told = fired[_GAP].epochs
    begins = min(max(tail.first, _position(frame, told[0])), tail.last) if told else tail.first
    head = pieces(costs, tail.first, begins - 1) if begins > tail.first else []
    return [*found[:-1], *head, replace(tail, kind="gap", first=begins)]


def _costs(frame: Frame, roles: Roles) -> FloatArray | None:
    """The curve that tells the progress: validation before training, loss before score."""
    for name in ("val_loss", "val_score", "loss", "score"):
        role = roles.get(name)
        values = None if role is None else frame.columns.get(role.name)
        if role is None or values is None:
            continue
        known = finite(values)
        if np.isfinite(known).any():
            return -known if role.better == "higher" else known
    return None


def _phase(frame: Frame, roles: Roles, piece: Piece, broken: npt.NDArray[np.bool_]) -> Phase:
    """Attach what the metrics did; a phase begins where the one before it ended."""
    first, last = int(frame.epoch[piece.first]), int(frame.epoch[piece.last])
    if piece.kind == "nonfinite":
        count = int(broken[piece.first :].sum())
        return Phase(piece.kind, first, last, {"metric": broken_name(frame, roles, piece.first), "count": count})
    start = max(0, piece.first - 1)
    told = {role: course(frame, roles.get(role), start, piece.last) for role in _ROLES_TOLD}
    if piece.kind not in _TRAINING_TOLD and (told["val_loss"] or told["val_score"]):
        told = {role: told[role] for role in ("val_loss", "val_score")}
    data: dict[str, Datum] = {}
    for role, each in told.items():
        if each:
            data |= {
                role: each.name,
                f"{role}_start": each.start,
                f"{role}_end": each.end,
                f"{role}_change": each.change,
                f"{role}_relative": each.relative,
            }
    return Phase(piece.kind, first, last, data)
