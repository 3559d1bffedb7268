"""One training of a case with one seed: its history as Keras logs it, and the truth after every epoch."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras
import numpy as np
import tensorflow as tf

from benchmarks.lab.events import EVENTS
from benchmarks.lab.metrics import METRICS
from benchmarks.lab.nets import build
from benchmarks.lab.problem import problem_of
from benchmarks.lab.schedules import SCHEDULES
from benchmarks.lab.splits import split
from benchmarks.lab.store import Record
from benchmarks.lab.tasks import targets, task_of
from benchmarks.lab.truth import majority_of, scores

if TYPE_CHECKING:
    import numpy.typing as npt

    from benchmarks.lab.case import Case, Data, Fit
    from benchmarks.lab.faults import Split
    from benchmarks.lab.problem import Problem

    Array = npt.NDArray[np.float64]

VERSION = str(keras.__version__)
KEPT = {"test_loss", "test_accuracy", "test_f1", "test_r2", "train_loss", "train_accuracy", "train_r2", "val_f1"}
"""What is measured after every epoch."""

tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)


class Truth(keras.callbacks.Callback):  # type: ignore[misc]
    """Measures the network, with dropout off and without penalties on its weights, after every epoch."""

    def __init__(self, made: Split, problem: Problem, sets: tuple[str, ...]) -> None:
        super().__init__()
        self.made, self.problem, self.sets, self.curves = made, problem, sets, dict[str, list[float]]()

    def on_epoch_end(self, epoch: int, logs: object = None) -> None:
        """Measure."""
        del epoch, logs
        for name in self.sets:
            inputs, truth = getattr(self.made, name)
            guess = self.model(tf.constant(inputs, tf.float32), training=False)
            loss = self.problem.loss_function(tf.constant(self.problem.targets(truth), tf.float32), guess)
            found = {"loss": float(np.mean(loss)), **scores(np.asarray(guess, np.float64), truth, self.problem.task)}
            for metric, value in found.items():
                if f"{name}_{metric}" in KEPT:
                    self.curves.setdefault(f"{name}_{metric}", []).append(value)


def train(case: Case, seed: int) -> Record:
    """Train a case."""
    keras.backend.clear_session()
    keras.utils.set_random_seed(seed)
    made = split(case.data, seed)
    problem = problem_of(case.fit, task_of(made))
    model = build(case.net, made.train[0].shape[1:], problem.task)
    if case.fit.pretrained:
        _pretrain(model, case, seed)
    truth = Truth(made, problem, ("test", "train", "val") if _batchwise(case.fit) else ("test", "train"))
    _compile(model, case.fit, problem)
    done = model.fit(
        _batches(made.train[0], problem.targets(made.train[1]), case.fit.batch, seed),
        epochs=case.fit.epochs,
        validation_data=_validation(case, made, problem),
        class_weight={0: 1.0, 1: case.fit.class_weight} if case.fit.class_weight != 1 else None,
        callbacks=[truth, *_callbacks(case.fit)],
        verbose=0,
    )
    history = {name: [float(value) for value in values] for name, values in done.history.items()}
    return Record(case.name, seed, VERSION, history, truth.curves, majority_of(made.test[1], problem.task))


def _compile(model: Any, fit: Fit, problem: Problem) -> None:  # noqa: ANN401
    optimizer = keras.optimizers.get(fit.optimizer)
    optimizer.learning_rate = fit.rate
    metrics = [METRICS[name]() if name in METRICS else name for name in fit.metrics]
    model.compile(optimizer, problem.loss, metrics=metrics, jit_compile=False)


def _batches(x: Array, y: Array, size: int, seed: int | None = None) -> Any:  # noqa: ANN401
    """Samples in batches; with a seed in a new order every epoch, which is the same in all versions of Keras."""
    data = tf.data.Dataset.from_tensor_slices((x.astype("float32"), y.astype("float32")))
    return (data if seed is None else data.shuffle(len(x), seed)).batch(size)


def _validation(case: Case, made: Split, problem: Problem) -> Any:  # noqa: ANN401
    x, y = made.val
    if not len(x):
        return None
    # Means over batches depend on the size of the batches, all else does not.
    size = case.fit.batch if _batchwise(case.fit) else len(x)
    return _batches(x, problem.targets(y), size)


def _batchwise(fit: Fit) -> bool:
    return any(name.startswith("batch_") for name in fit.metrics)


def _callbacks(fit: Fit) -> list[Any]:
    found: list[Any] = []
    if fit.schedule == "on_plateau":
        found.append(keras.callbacks.ReduceLROnPlateau(factor=0.3, patience=4))
    elif fit.schedule:
        rate_of = SCHEDULES[fit.schedule]
        found.append(keras.callbacks.LearningRateScheduler(lambda epoch, *_: fit.rate * rate_of(epoch, fit.epochs)))
    if fit.patience:
        found.append(keras.callbacks.EarlyStopping("val_loss", patience=fit.patience))
    if fit.event:
        found.append(EVENTS[fit.event](fit.epochs))
    return found


def _pretrain(model: Any, case: Case, seed: int) -> None:  # noqa: ANN401
    """Train the layers below the last one on another source, then start that last one anew."""
    other = split(_of_source(case.data, str(case.fit.pretrained)), seed + 500)
    task = task_of(other)
    first = build(case.net, other.train[0].shape[1:], task)
    first.compile("adam", task.loss, jit_compile=False)
    first.fit(other.train[0], targets(other.train[1], task, one_hot=False), epochs=8, verbose=0)
    for layer, learnt in zip(model.layers[:-1], first.layers[:-1], strict=True):
        layer.set_weights(learnt.get_weights())


def _of_source(data: Data, source: str) -> Data:
    return type(data)(source, 600, 0, 10)
