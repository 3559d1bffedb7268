"""The epoch whose weights to keep, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.judgement.candidates import candidates, within_noise
from trainlog_doctor.judgement.choice import choose
from trainlog_doctor.judgement.curves import curves
from trainlog_doctor.judgement.diagnosis import BestEpoch
from trainlog_doctor.judgement.smoothing import stands_alone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.engine.roles import Roles
    from trainlog_doctor.judgement.choice import Choice
    from trainlog_doctor.judgement.curves import Curve, Curves
    from trainlog_doctor.judgement.diagnosis import Datum
    from trainlog_doctor.model import Run

_NEAR = 0.05
"""Score lost, as a share, beyond which no noise makes it worth no word."""


def best_epoch(run: Run, roles: Roles, *, named: bool = False) -> BestEpoch | None:
    """Name one epoch to keep, with the reason and the candidates.

    Parameters
    ----------
    named
        The user said which metric the score is: then it decides.

    Returns
    -------
    BestEpoch or None
        None when no epoch has a finite value to judge it by.
    """
    known = curves(run, roles)
    if known is None or (known.loss is None and known.score is None):
        return None
    choice = choose(known, named=named and known.score is not None)
    by, reason, data = _reason(known, choice, named=named)
    if len(known.epoch) == 1:
        reason = "only"
    return BestEpoch(
        epoch=int(known.epoch[choice.kept]),
        by=by,
        reason=reason,
        candidates=candidates(known, int(run.frame.epoch[-1])),
        data=data,
    )


def _reason(known: Curves, choice: Choice, *, named: bool) -> tuple[str, str, Mapping[str, Datum]]:
    """Put together the deciding metric, the catalogue key and its data."""
    loss, score = known.loss, known.score
    if loss is None or score is None:
        only = loss or score
        assert only is not None  # noqa: S101  (the caller has seen one of them)
        return _reason_of_one(known, choice, only)
    kept = choice.kept
    by_loss, by_score = int(np.argmin(loss.costs)), int(np.argmin(score.costs))
    data = {**_facts("loss", known, loss, kept, by_loss), **_facts("score", known, score, kept, by_score)}
    suffix = "" if known.validated else "_training"
    lowest = loss.costs[kept] == loss.costs[by_loss]
    if named:
        return score.name, f"{'named_both' if lowest else 'named'}{suffix}", data
    if known.disbelieved is not None and known.disbelieved[1] < loss.values[kept]:
        return f"{loss.name}+{score.name}", f"impossible{suffix}", {**data, **_disbelieved(known.disbelieved)}
    if lowest:
        return loss.name, f"{_with_lowest_loss(score, kept, by_score)}{suffix}", data
    best_of_all = score.costs[kept] == score.costs[by_score] < score.costs[by_loss]
    if best_of_all and not stands_alone(loss, by_loss):
        return score.name, f"score{suffix}", data
    return f"{loss.name}+{score.name}", f"{_between(loss, score, choice, by_loss)}{suffix}", data


def _disbelieved(left_out: tuple[int, float, float]) -> Mapping[str, Datum]:
    epoch, loss, accuracy = left_out
    return {"impossible_epoch": epoch, "impossible_loss": loss, "impossible_accuracy": accuracy}


def _with_lowest_loss(score: Curve, kept: int, by_score: int) -> str:
    """How the score stands at the lowest loss."""
    if score.costs[kept] == score.costs[by_score]:
        return "both"
    behind = score.relative[[kept, by_score]]
    return "near" if behind[0] - behind[1] <= _NEAR and within_noise(score, kept, by_score) else "loss"


def _between(loss: Curve, score: Curve, choice: Choice, by_loss: int) -> str:
    """Why neither the lowest loss nor the best score was taken."""
    if stands_alone(loss, by_loss):
        return "alone"
    if choice.kept < min(choice.lowest, by_loss):
        return "earlier"
    return "around" if score.costs[by_loss] <= score.costs[choice.kept] else "weighed"


def _reason_of_one(known: Curves, choice: Choice, only: Curve) -> tuple[str, str, Mapping[str, Datum]]:
    best = int(np.argmin(only.costs))
    data = _facts("metric", known, only, choice.kept, best)
    suffix = "" if known.validated else "_training"
    return only.name, f"{_one(only, choice, best)}{suffix}", data


def _one(only: Curve, choice: Choice, best: int) -> str:
    """How the epoch kept stands to the metric's best one."""
    if only.costs[choice.kept] == only.costs[best]:
        return "one"
    if stands_alone(only, best):
        return "one_alone"
    return "one_earlier" if choice.kept < min(choice.lowest, best) else "one_around"


def _facts(role: str, known: Curves, curve: Curve, kept: int, best: int) -> dict[str, Datum]:
    """Describe one metric at the kept epoch and at its own best."""
    return {
        role: curve.name,
        f"{role}_here": float(curve.values[kept]),
        f"{role}_best": float(curve.values[best]),
        f"{role}_epoch": int(known.epoch[best]),
        f"{role}_behind": float(curve.costs[kept] - curve.costs[best]),
    }
