"""What a task needs of the last layer, the loss and the targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from benchmarks.lab.faults import Split

    Array = npt.NDArray[np.float64]


class Task(NamedTuple):
    """Last layer and loss of a task.

    Attributes
    ----------
    kind
        ``regression``, ``binary`` (one or several yes-or-no outputs) or ``classes`` (one of several).
    """

    kind: str
    outputs: int
    activation: str
    loss: str


def task_of(split: Split) -> Task:
    """The task that a split's targets pose."""
    y = split.train[1]
    if not split.classes:
        return Task("regression", 1 if y.ndim == 1 else y.shape[1], "linear", "mse")
    if split.classes == 2:
        return Task("binary", 1 if y.ndim == 1 else y.shape[1], "sigmoid", "binary_crossentropy")
    return Task("classes", split.classes, "softmax", "sparse_categorical_crossentropy")


def targets(y: Array, task: Task, *, one_hot: bool) -> Array:
    """Targets in the shape that loss and metrics of the task expect."""
    if task.kind == "classes":
        return np.eye(task.outputs)[y.astype(int)] if one_hot else y
    return y.reshape(len(y), -1)
