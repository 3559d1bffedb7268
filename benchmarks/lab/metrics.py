"""Metrics and losses that Keras does not have by these names, in the versions 2.15 and 3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras
import tensorflow as tf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TINY = 1e-7


def precision(truth: Any, guess: Any) -> Any:  # noqa: ANN401
    """Precision of one batch: Keras averages it over the batches."""
    hits, guessed, _ = _counts(truth, guess)
    return hits / (guessed + _TINY)


def recall(truth: Any, guess: Any) -> Any:  # noqa: ANN401
    """Recall of one batch."""
    hits, _, positive = _counts(truth, guess)
    return hits / (positive + _TINY)


def f1(truth: Any, guess: Any) -> Any:  # noqa: ANN401
    """F1 of one batch."""
    hits, guessed, positive = _counts(truth, guess)
    return 2 * hits / (guessed + positive + _TINY)


def own_crossentropy(truth: Any, guess: Any) -> Any:  # noqa: ANN401
    """A cross-entropy written by hand that forgot about log(0)."""
    return -tf.reduce_mean(truth * tf.math.log(guess) + (1 - truth) * tf.math.log(1 - guess), axis=-1)


def _counts(truth: Any, guess: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401
    positive, guessed = tf.cast(truth, tf.float32), tf.cast(guess > 0.5, tf.float32)
    return tf.reduce_sum(positive * guessed), tf.reduce_sum(guessed), tf.reduce_sum(positive)


METRICS: Mapping[str, Callable[[], Any]] = {
    "f1": lambda: keras.metrics.F1Score(average="micro", threshold=0.5, name="f1"),
    "macro_f1": lambda: keras.metrics.F1Score(average="macro", name="macro_f1"),
    "precision": lambda: keras.metrics.Precision(name="precision"),
    "recall": lambda: keras.metrics.Recall(name="recall"),
    "auc": lambda: keras.metrics.AUC(name="auc"),
    "batch_precision": lambda: precision,
    "batch_recall": lambda: recall,
    "batch_f1": lambda: f1,
}
"""Fresh metrics by name; what is not here is a name of Keras."""

LOSSES: Mapping[str, Callable[..., Any]] = {"own_crossentropy": own_crossentropy}
