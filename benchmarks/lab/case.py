"""What a case of the lab declares: data, network, training, and what is wrong with it by construction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Half: TypeAlias = Literal["fitting", "held-out"]
Option: TypeAlias = "float | int | str | bool | tuple[float, ...]"


@dataclass(frozen=True, slots=True)
class Data:
    """Which samples a training sees.

    Attributes
    ----------
    source
        Name of a function in ``sources/``.
    train, val, test
        Numbers of samples; 0 for ``val`` means a training without validation.
    options
        Arguments of the source.
    faults
        Names of functions in ``faults.py`` to their strength, applied in order to the finished split.
    raw_target
        Leave the target of a regression in its own units.
    """

    source: str
    train: int
    val: int
    test: int = 1000
    options: Mapping[str, Option] = field(default_factory=dict)
    faults: Mapping[str, float] = field(default_factory=dict)
    raw_target: bool = False


@dataclass(frozen=True, slots=True)
class Net:
    """A small network.

    Attributes
    ----------
    kind
        ``dense``, ``conv`` (for 8 x 8 pictures) or ``recurrent`` (for sequences).
    hidden
        Width of each hidden layer.
    output
        Activation of the last layer; None: the one that fits the task.
    units
        Units of the last layer; None: what the task needs.
    l2, dropout, batch_norm, bias
        Weight decay of every layer, dropout and batch normalisation after every hidden one, first value of its biases.
    augment
        Standard deviation of the noise that is added to the inputs in training.
    """

    hidden: tuple[int, ...] = (32,)
    kind: Literal["dense", "conv", "recurrent"] = "dense"
    activation: str = "relu"
    output: str | None = None
    units: int | None = None
    l2: float = 0.0
    dropout: float = 0.0
    batch_norm: bool = False
    augment: float = 0.0
    bias: float = 0.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How it is trained.

    Attributes
    ----------
    loss
        A loss of Keras by name, or one of ``metrics.py``; None: the one that fits the task.
    metrics
        Names of ``metrics.py``, or of Keras.
    schedule
        Name of a function in ``schedules.py``.
    patience
        Epochs after which early stopping on val_loss ends the training; 0: never.
    event
        Name of a function in ``events.py``: something that happens in the middle of the training.
    class_weight
        Weight of the second class.
    pretrained
        Source of samples on which the same network was trained before, but for its last layer.
    """

    epochs: int
    rate: float = 1e-3
    optimizer: str = "adam"
    batch: int = 32
    loss: str | None = None
    metrics: tuple[str, ...] = ("accuracy",)
    schedule: str | None = None
    patience: int = 0
    event: str | None = None
    class_weight: float = 1.0
    pretrained: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of training, run with several seeds.

    Attributes
    ----------
    name
        Unique; also the name of its file of runs.
    cause
        What is wrong by construction, a key of ``causes.py``.
    besides
        Further causes that the construction may bring; naming them is as right unless the truth rules them out.
    """

    name: str
    cause: str
    data: Data
    net: Net
    fit: Fit
    besides: tuple[str, ...] = ()
