"""Why an epoch is kept: the metric that decided, a key of the catalogue topic ``best``, and its data."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from trainlog_doctor.engine.measures.noise import TIE
from trainlog_doctor.judgement.smoothing import stands_alone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainlog_doctor.judgement.course import Datum
    from trainlog_doctor.judgement.curve import Curve
    from trainlog_doctor.judgement.curves import Curves
    from trainlog_doctor.judgement.weighing import Choice

    Reason: TypeAlias = tuple[str, str, Mapping[str, Datum]]

_NEAR = 0.05
"""Score lost, as a share, beyond which no noise makes it worth no word."""


def reason_for(known: Curves, choice: Choice, *, named: bool) -> Reason:
    """Put together the deciding metric, the catalogue key (as for a validation) and the values of its placeholders.

    Parameters
    ----------
    named
        The user said which metric the score is.
    """
    loss, score = known.loss, known.score
    if loss is not None and score is not None:
        return _of_two(known, loss, score, choice, named=named)
    only = loss or score
    assert only is not None  # noqa: S101  (whoever chose had one of them)
    return only.name, _of_one(only, choice), _facts("metric", known, only, choice.kept)


def _of_two(known: Curves, loss: Curve, score: Curve, choice: Choice, *, named: bool) -> Reason:
    kept, both = choice.kept, f"{loss.name}+{score.name}"
    data = {**_facts("loss", known, loss, kept), **_facts("score", known, score, kept)}
    lowest = loss.costs[kept] == loss.lowest
    if named:
        return score.name, "named_both" if lowest else "named", data
    if known.disbelieved is not None and known.disbelieved[1] < loss.values[kept]:
        names = ("impossible_epoch", "impossible_loss", "impossible_accuracy")
        return both, "impossible", {**data, **dict(zip(names, known.disbelieved, strict=True))}
    if lowest:
        return loss.name, _with_lowest_loss(score, kept), data
    best_of_all = score.costs[kept] == score.lowest < score.costs[loss.best]
    if best_of_all and not stands_alone(loss, loss.best):
        return score.name, "score", data
    return both, _between(loss, score, choice), data


def _with_lowest_loss(score: Curve, kept: int) -> str:
    """How the score stands at the lowest loss."""
    if score.costs[kept] == score.lowest:
        return "both"
    return "near" if score.relative[kept] <= min(_NEAR, TIE * score.noise) else "loss"


def _between(loss: Curve, score: Curve, choice: Choice) -> str:
    """Why neither the lowest loss nor the best score was taken."""
    if stands_alone(loss, loss.best):
        return "alone"
    if choice.kept < min(choice.lowest, loss.best):
        return "earlier"
    return "around" if score.costs[loss.best] <= score.costs[choice.kept] else "weighed"


def _of_one(only: Curve, choice: Choice) -> str:
    """How the epoch kept stands to the metric's best one."""
    if only.costs[choice.kept] == only.lowest:
        return "one"
    if stands_alone(only, only.best):
        return "one_alone"
    return "one_earlier" if choice.kept < min(choice.lowest, only.best) else "one_around"


def _facts(role: str, known: Curves, curve: Curve, kept: int) -> dict[str, Datum]:
    """Describe one metric at the kept epoch and at its own best."""
    return {
        role: curve.name,
        f"{role}_here": float(curve.values[kept]),
        f"{role}_best": float(curve.values[curve.best]),
        f"{role}_epoch": int(known.epoch[curve.best]),
        f"{role}_behind": float(curve.costs[kept] - curve.lowest),
    }
