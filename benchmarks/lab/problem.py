"""What a case trains for: its task with a loss and targets to match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import keras

from benchmarks.lab.metrics import LOSSES
from benchmarks.lab.tasks import Task, targets

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from benchmarks.lab.case import Fit

    Array = npt.NDArray[np.float64]

ONE_HOT = {"mse", "categorical_hinge"}
"""Losses that want one-hot classes."""


class Problem(NamedTuple):
    """A task, the loss it is trained with, and whether its classes are one-hot."""

    task: Task
    loss: Any
    one_hot: bool

    @property
    def loss_function(self) -> Any:  # noqa: ANN401
        """The loss of each sample."""
        return keras.losses.get(self.loss)

    def targets(self, y: Array) -> Array:
        """Targets in the shape that the loss expects."""
        return targets(y, self.task, one_hot=self.one_hot)


def problem_of(fit: Fit, task: Task) -> Problem:
    """What a case trains for."""
    one_hot = "macro_f1" in fit.metrics or fit.loss in ONE_HOT
    loss = fit.loss or ("categorical_crossentropy" if one_hot and task.kind == "classes" else task.loss)
    return Problem(task, LOSSES.get(loss, loss), one_hot)
