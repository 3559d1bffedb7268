"""The sample trainings: which data, which model, which mistake."""

from collections.abc import Callable
from dataclasses import dataclass

import keras
import tensorflow as tf
from data import Split, fast_diabetes, odd_digits, odd_digits_with_wrong_labels, tumours, zeros_or_ones_all_black
from keras.callbacks import Callback, EarlyStopping, ModelCheckpoint, ReduceLROnPlateau
from keras.optimizers import SGD, Adam, AdamW
from keras.optimizers.schedules import CosineDecay

Loss = str | Callable[[tf.Tensor, tf.Tensor], tf.Tensor]
ALL_FORMS = frozenset({"terminal", "verbose2", "csv", "json", "tensorboard"})


@dataclass(frozen=True)
class Case:
    """One training and the files wanted from it; ``verbose1.log`` is always written.

    Attributes
    ----------
    data, model : callable
        Make the split and the compiled model.
    epochs, batch_size : int
        Passed on to ``fit``.
    forms : frozenset of str
        Further files, a subset of `ALL_FORMS`.
    callbacks : callable
        Make the callbacks besides those that write `forms`.
    validated : bool
        Whether ``fit`` gets validation data.
    counts_classes : bool
        Whether the class counts are printed before ``fit``.
    folds : int
        Number of cross-validation folds; 0 for a single ``fit``.
    pause : float
        Seconds waited after each batch, so that the bar is redrawn as in a slower training.
    kill_at : bytes
        A pattern in the output upon which the run is killed.
    """

    data: Callable[[], Split]
    model: Callable[[], keras.Model]
    epochs: int
    batch_size: int
    forms: frozenset[str] = frozenset()
    callbacks: Callable[[], list[Callback]] = list
    validated: bool = True
    counts_classes: bool = False
    folds: int = 0
    pause: float = 0
    kill_at: bytes = b""


def classifier(
    hidden: list[int],
    optimizer: keras.optimizers.Optimizer,
    *,
    activation: str = "relu",
    loss: Loss = "binary_crossentropy",
    metrics: tuple[str, ...] = ("accuracy", "f1"),
    l2: float = 0,
    initializer: str = "glorot_uniform",
) -> keras.Model:
    """Compile a dense binary classifier."""
    settings = {"kernel_initializer": initializer, "kernel_regularizer": keras.regularizers.L2(l2) if l2 else None}
    layers = [keras.layers.Dense(units, activation, **settings) for units in hidden]
    model = keras.Sequential([*layers, keras.layers.Dense(1, "sigmoid", **settings)])
    model.compile(optimizer, loss, metrics=[f1_score() if name == "f1" else name for name in metrics])
    return model


def f1_score() -> keras.metrics.Metric:
    """Return the F1 of the positive class; with one output column, micro-averaging is just that."""
    return keras.metrics.F1Score(average="micro", threshold=0.5, name="f1")


def unprotected_cross_entropy(y_true: tf.Tensor, y_pred: tf.Tensor) -> tf.Tensor:
    """Return the cross-entropy as written down by hand: 0 * log(0) once the sigmoid saturates."""
    return -tf.reduce_mean(y_true * tf.math.log(y_pred) + (1 - y_true) * tf.math.log(1 - y_pred), axis=-1)


def checkpoint_callbacks() -> list[Callback]:
    """Return the usual three that talk while they work."""
    return [
        ModelCheckpoint("best.keras", monitor="val_loss", save_best_only=True, verbose=1),
        ReduceLROnPlateau(monitor="val_loss", factor=0.5, patience=3, verbose=1),
        EarlyStopping(monitor="val_loss", patience=5, restore_best_weights=True, verbose=1),
    ]


CASES = {
    "healthy": Case(
        lambda: odd_digits(1200, 597, seed=3),
        lambda: classifier([32], Adam(CosineDecay(5e-3, 400)), l2=1e-3),
        epochs=24,
        batch_size=60,
        forms=ALL_FORMS,
        pause=0.02,
    ),
    "overfit_f1_plateau": Case(
        lambda: tumours(285, 284),
        lambda: classifier([64, 64], Adam(3e-3)),
        epochs=36,
        batch_size=16,
        forms=ALL_FORMS,
        pause=0.02,
    ),
    "overfit": Case(
        lambda: odd_digits_with_wrong_labels(400, 600, wrong=0.3),
        lambda: classifier([256, 256], Adam(1e-3)),
        epochs=32,
        batch_size=32,
        forms=frozenset({"verbose2", "csv", "json"}),
    ),
    "lr_too_high": Case(
        lambda: fast_diabetes(320, 122),
        lambda: classifier([], SGD(10.0)),
        epochs=24,
        batch_size=64,
        forms=frozenset({"csv", "json", "tensorboard"}),
    ),
    "train_val_gap": Case(
        lambda: odd_digits(120, 600),
        lambda: classifier([128], AdamW(CosineDecay(1e-2, 120), weight_decay=0.1)),
        epochs=24,
        batch_size=10,
        forms=frozenset({"csv", "json"}),
    ),
    "stuck_0693": Case(
        lambda: odd_digits(800, 400),
        lambda: classifier([32], Adam(1e-3), initializer="zeros"),
        epochs=15,
        batch_size=40,
        forms=frozenset({"verbose2", "csv", "json", "tensorboard"}),
    ),
    "nan": Case(
        lambda: odd_digits(800, 400),
        lambda: classifier([64, 64], Adam(1e-2), loss=unprotected_cross_entropy),
        epochs=15,
        batch_size=40,
        forms=frozenset({"csv", "json"}),
    ),
    "kfold": Case(
        lambda: tumours(285, 284),
        lambda: classifier([32], Adam(3e-3), metrics=("accuracy",)),
        epochs=10,
        batch_size=32,
        forms=frozenset({"terminal", "verbose2"}),
        folds=5,
        pause=0.01,
    ),
    "checkpoints": Case(
        lambda: odd_digits(400, 600),
        lambda: classifier([64], Adam(1e-2)),
        epochs=60,
        batch_size=32,
        forms=frozenset({"terminal", "verbose2", "csv"}),
        callbacks=checkpoint_callbacks,
        pause=0.01,
    ),
    "no_validation": Case(
        lambda: odd_digits(800, 400),
        lambda: classifier([32], Adam(3e-3)),
        epochs=10,
        batch_size=40,
        forms=frozenset({"csv"}),
        validated=False,
    ),
    "interrupted": Case(
        lambda: odd_digits(800, 400),
        lambda: classifier([32], Adam(3e-3)),
        epochs=30,
        batch_size=40,
        pause=0.06,
        kill_at=rb"Epoch 9/30.*1[01]/20",
    ),
    "imbalanced_stuck": Case(
        lambda: zeros_or_ones_all_black(800, 400),
        lambda: classifier([32], Adam(5e-2)),
        epochs=15,
        batch_size=40,
        forms=frozenset({"csv"}),
        counts_classes=True,
    ),
}
