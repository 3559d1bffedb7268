"""The two curves by which an epoch is judged: the loss, and the metric that the author cares about."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.measures.sample_grid import count_samples
from trainlog_doctor.engine.per_cent import whole
from trainlog_doctor.judgement.columns import broken, finite, logged
from trainlog_doctor.judgement.contradiction import contradicted, lowest_contradicted
from trainlog_doctor.judgement.curve import Curve
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from trainlog_doctor.engine.roles import RoleColumn, Roles
    from trainlog_doctor.model import FloatArray, Frame, IntArray, Run

_UNTOLD = 500
"""Validation samples that are assumed where nothing tells how many there are."""


@dataclass(frozen=True, slots=True)
class Curves:
    """What is known of the epochs that may be kept.

    Attributes
    ----------
    epoch
        int64 array of shape (n_judged,), 1-based: the epochs with finite values.
    loss, score
        At least one of them is there.
    training
        Training loss at the same epochs (NaN = not logged); None where it is not logged or is the loss judged by.
    validated
        Whether the curves are the validation's.
    errors
        The accuracy, or the score where no accuracy is logged, on the validation samples and on those trained on;
        None where not both are logged at each of the epochs.
    samples
        How many samples the curves are measured on; None for the training's.
    disbelieved
        Epoch, loss and accuracy of the lowest loss that was left out since it cannot be right; None where it was not.
    """

    epoch: IntArray
    loss: Curve | None
    score: Curve | None
    training: FloatArray | None
    validated: bool
    errors: tuple[Curve, Curve] | None = None
    samples: int | None = None
    disbelieved: tuple[int, float, float] | None = None


def curves(run: Run, roles: Roles) -> Curves | None:
    """Pick the validation's curves, or the training's where no validation was logged; None where nothing is finite."""
    return _of_side(run, roles, "val_") or _of_side(run, roles, "")


def _of_side(run: Run, roles: Roles, mark: str) -> Curves | None:
    """Curves of the roles that begin with a mark: that of validation, or none."""
    frame, validated = run.frame, bool(mark)
    column = cache(partial(_column, frame))
    # After an epoch whose training loss broke, the weights are of no use, whatever else was logged.
    healthy = ~broken(frame, roles, "loss")
    loss, score, accuracy = (column(roles.get(mark + name)) for name in ("loss", "score", "accuracy"))
    wrong = np.zeros(len(frame), dtype=bool) if loss is None or accuracy is None else contradicted(loss, accuracy)
    rows = _rows(loss, score, healthy & ~wrong)
    if rows is None:
        return None
    training = column(roles.get("loss")) if validated else None
    # Roles of one column, as an accuracy that is the score, share a curve.
    curve = cache(partial(_curve, column, rows, partial(whole, roles=roles, frame=frame)))
    return Curves(
        epoch=frame.epoch[rows],
        loss=curve(roles.get(mark + "loss")),
        score=curve(roles.get(mark + "score")),
        training=None if training is None else training[rows],
        validated=validated,
        errors=_errors(roles, curve) if validated else None,
        samples=(count_samples(run, _known(accuracy)) or _UNTOLD) if validated else None,
        disbelieved=lowest_contradicted(frame.epoch, loss, accuracy, wrong & healthy),
    )


def _known(values: FloatArray | None) -> FloatArray:
    return np.empty(0) if values is None else values[np.isfinite(values)]


def _errors(roles: Roles, curve: Callable[[RoleColumn | None], Curve | None]) -> tuple[Curve, Curve] | None:
    for role in ("accuracy", "score"):
        validation, training = curve(roles.get(f"val_{role}")), curve(roles.get(role))
        if validation is not None and training is not None and validation.bounded:
            return validation, training
    return None


def _column(frame: Frame, role: RoleColumn | None) -> FloatArray | None:
    values = logged(frame, role)
    return None if values is None else finite(values)


def _rows(
    loss: FloatArray | None, score: FloatArray | None, healthy: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_] | None:
    """Epochs to judge: those with both values, unless that leaves less than half of those with a loss."""
    known = [healthy & np.isfinite(column) for column in (loss, score) if column is not None]
    known = [rows for rows in known if rows.any()]
    if not known:
        return None
    both: npt.NDArray[np.bool_] = known[0] & known[-1]
    return both if 2 * both.sum() >= known[0].sum() else known[0]


def _curve(
    column: Callable[[RoleColumn | None], FloatArray | None],
    rows: npt.NDArray[np.bool_],
    perfect: Callable[[RoleColumn], float],
    role: RoleColumn | None,
) -> Curve | None:
    logged = column(role)
    if role is None or role.better is None or logged is None:
        return None
    values = logged[rows]
    if not np.isfinite(values).all():
        return None
    higher = role.better == "higher"
    return Curve(name=role.name, values=values, bounded=higher, whole=perfect(role) if higher else 1.0)
