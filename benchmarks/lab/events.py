"""What happens in the middle of a training: callbacks that disturb it once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

AT = 0.55
"""When, as a share of the planned epochs."""


class OddWeights(keras.callbacks.Callback):  # type: ignore[misc]
    """A faulty step: at the start of one epoch noise is added to all weights."""

    def __init__(self, epochs: int, size: float) -> None:
        super().__init__()
        self.at, self.size = int(AT * epochs), size

    def on_epoch_begin(self, epoch: int, logs: object = None) -> None:
        """Disturb the weights when it is time."""
        del logs
        if epoch == self.at:
            noise = np.random.default_rng(epoch)
            self.model.set_weights([w + self.size * noise.normal(0, 1, w.shape) for w in self.model.get_weights()])


class RateBurst(keras.callbacks.Callback):  # type: ignore[misc]
    """For one epoch the learning rate is far too high."""

    def __init__(self, epochs: int, factor: float) -> None:
        super().__init__()
        self.at, self.factor, self.rate = int(AT * epochs), factor, 0.0

    def on_epoch_begin(self, epoch: int, logs: object = None) -> None:
        """Raise the rate, or put it back."""
        del logs
        if epoch == self.at:
            self.rate = float(np.asarray(self.model.optimizer.learning_rate))
            self._set(self.rate * self.factor)
        elif epoch == self.at + 1:
            self._set(self.rate)

    def _set(self, rate: float) -> None:
        self.model.optimizer.learning_rate = rate


class FromThenOn(RateBurst):
    """From one epoch on the learning rate is far too high."""

    def on_epoch_begin(self, epoch: int, logs: object = None) -> None:
        """Raise the rate."""
        if epoch <= self.at:
            super().on_epoch_begin(epoch, logs)


EVENTS: Mapping[str, Callable[[int], Any]] = {
    "odd_weights": lambda epochs: OddWeights(epochs, 1.0),
    "rate_burst": lambda epochs: RateBurst(epochs, 60.0),
    "rate_raised": lambda epochs: FromThenOn(epochs, 1000.0),
}
