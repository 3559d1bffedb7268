"""The two curves by which an epoch is judged: the loss, and the metric that the author cares about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from trainlog_doctor.engine.per_cent import whole
from trainlog_doctor.judgement.contradiction import contradicted
from trainlog_doctor.judgement.nonfinite import broken, finite
from trainlog_doctor.judgement.sample_size import validation_size
from trainlog_doctor.record import dataclass

if TYPE_CHECKING:
    import numpy.typing as npt

    from trainlog_doctor.engine.roles import RoleColumn, Roles
    from trainlog_doctor.model import FloatArray, Frame, IntArray, Run


@dataclass(frozen=True, slots=True)
class Curve:
    """One metric at the judged epochs.

    Attributes
    ----------
    values
        float64 array of shape (n_judged,), finite, as logged.
    costs
        The same, turned so that lower is better.
    bounded
        Whether differences count as they stand (a score such as accuracy), not relative to the level (a loss).
    whole
        What a perfect share is written as: 100 where the score is in per cent.
    """

    name: str
    values: FloatArray
    costs: FloatArray
    bounded: bool
    whole: float = 1.0


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
        Training loss at the same epochs (NaN = not logged), to compare the validation's jitter with; None where it
        is not logged or is itself the loss judged by.
    validated
        Whether the curves are the validation's.
    errors
        The accuracy, or the score where no accuracy is logged, on the validation samples and on those trained on;
        None where not both are logged at each of the epochs.
    samples
        How many samples the curves are measured on; None where the log does not tell, and for the training's.
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
    """Pick the validation's curves, or the training's where no validation was logged.

    Returns
    -------
    Curves or None
        None when no epoch has a finite value of any of the roles.
    """
    frame = run.frame
    # After an epoch whose training loss broke, the weights are of no use, whatever else was logged.
    healthy = ~broken(frame, roles, "loss")
    for loss_role, score_role in (("val_loss", "val_score"), ("loss", "score")):
        loss, score = _column(frame, roles.get(loss_role)), _column(frame, roles.get(score_role))
        accuracy = _column(frame, roles.get(f"{loss_role.removesuffix('loss')}accuracy"))
        wrong = np.zeros(len(frame), dtype=bool) if loss is None or accuracy is None else contradicted(loss, accuracy)
        rows = _rows(loss, score, healthy & ~wrong)
        if rows is None:
            continue
        validated = loss_role == "val_loss"
        training = _column(frame, roles.get("loss")) if validated else None
        return Curves(
            epoch=frame.epoch[rows],
            loss=_curve(frame, roles, loss_role, rows),
            score=_curve(frame, roles, score_role, rows),
            training=None if training is None else training[rows],
            validated=validated,
            errors=_errors(frame, roles, rows) if validated else None,
            samples=validation_size(run, roles) if validated else None,
            disbelieved=_lowest(frame.epoch, loss, accuracy, wrong & healthy),
        )
    return None


def _lowest(
    epoch: IntArray, loss: FloatArray | None, accuracy: FloatArray | None, wrong: npt.NDArray[np.bool_]
) -> tuple[int, float, float] | None:
    """Of the epochs that are marked, that of the lowest loss, with its values; None where none is."""
    if loss is None or accuracy is None or not wrong.any():
        return None
    at = int(np.argmin(np.where(wrong, loss, np.inf)))
    return int(epoch[at]), float(loss[at]), float(accuracy[at])


def _errors(frame: Frame, roles: Roles, rows: npt.NDArray[np.bool_]) -> tuple[Curve, Curve] | None:
    for role in ("accuracy", "score"):
        validation, training = (_curve(frame, roles, name, rows) for name in (f"val_{role}", role))
        if validation is not None and training is not None and validation.bounded:
            return validation, training
    return None


def _column(frame: Frame, role: RoleColumn | None) -> FloatArray | None:
    values = None if role is None else frame.columns.get(role.name)
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


def _curve(frame: Frame, roles: Roles, name: str, rows: npt.NDArray[np.bool_]) -> Curve | None:
    role = roles.get(name)
    column = _column(frame, role)
    if role is None or role.better is None or column is None:
        return None
    values = column[rows]
    if not np.isfinite(values).all():
        return None
    higher = role.better == "higher"
    costs = -values if higher else values
    return Curve(name=role.name, values=values, costs=costs, bounded=higher, whole=whole(role, roles, frame))
