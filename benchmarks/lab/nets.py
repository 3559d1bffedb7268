"""Small networks from their declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras
from keras import layers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.lab.case import Net
    from benchmarks.lab.tasks import Task


def build(net: Net, shape: tuple[int, ...], task: Task) -> Any:  # noqa: ANN401 - Keras is not typed
    """The network for inputs of a shape (without the batch)."""
    return keras.Sequential([keras.Input(shape), *_body(net, shape), _head(net, task)])


def _body(net: Net, shape: tuple[int, ...]) -> Iterator[Any]:
    if net.augment:
        yield layers.GaussianNoise(net.augment)
    if net.kind == "conv":
        yield layers.Reshape((8, 8, 1))
    for depth, width in enumerate(net.hidden):
        if net.kind == "recurrent":
            yield layers.SimpleRNN(width, return_sequences=depth + 1 < len(net.hidden))
            continue
        yield _layer(net, width)
        if net.batch_norm:
            yield layers.BatchNormalization()
        yield layers.Activation(net.activation)
        if net.dropout:
            yield layers.Dropout(net.dropout)
    if net.kind == "conv":
        yield layers.GlobalAveragePooling2D()
    elif len(shape) > 1 and net.kind == "dense":
        yield layers.Flatten()


def _layer(net: Net, width: int) -> Any:  # noqa: ANN401
    rest = {"kernel_regularizer": _decay(net), "bias_initializer": keras.initializers.Constant(net.bias)}
    if net.kind == "conv":
        return layers.Conv2D(width, 3, padding="same", **rest)
    return layers.Dense(width, **rest)


def _head(net: Net, task: Task) -> Any:  # noqa: ANN401
    units = task.outputs if net.units is None else net.units
    return layers.Dense(units, net.output or task.activation, kernel_regularizer=_decay(net))


def _decay(net: Net) -> Any:  # noqa: ANN401
    return keras.regularizers.L2(net.l2) if net.l2 else None
