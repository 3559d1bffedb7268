"""One training, run in a process of its own: prints to stdout, leaves its files in the working directory."""

import json
import time
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from cases import Case, Split
from keras.callbacks import Callback, CSVLogger, TensorBoard
from sklearn.metrics import precision_recall_fscore_support
from sklearn.model_selection import StratifiedKFold

SEED = 7


class Pause(Callback):
    """Wait after each batch."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds

    def on_train_batch_end(self, batch: int, logs: dict[str, float] | None = None) -> None:
        """Wait."""
        time.sleep(self.seconds)


class FoldScores(Callback):
    """Print F1, precision and recall on the whole validation fold after each epoch."""

    def __init__(self, x: np.ndarray, y: np.ndarray) -> None:
        super().__init__()
        self.x, self.y = x, y

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Predict the fold and print the line."""
        predicted = self.model.predict(self.x, verbose=0) > 0.5
        precision, recall, f1, _ = precision_recall_fscore_support(
            self.y.ravel(), predicted.ravel(), average="binary", zero_division=0
        )
        print(f" — val_f1: {f1:.4f} — val_precision: {precision:.4f} — val_recall: {recall:.4f}")


def train(case: Case, verbose: int) -> None:
    """Run `case` reproducibly and save its history as ``history.json``."""
    tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.experimental.enable_op_determinism()
    keras.utils.set_random_seed(SEED)
    history = train_folds(case, verbose) if case.folds else train_once(case, case.data(), verbose, writers(case))
    Path("history.json").write_text(json.dumps(history) + "\n")


def writers(case: Case) -> list[Callback]:
    """Return the callbacks that write files."""
    loggers: list[Callback] = [CSVLogger("history.csv")] if "csv" in case.forms else []
    if "tensorboard" in case.forms:
        loggers.append(TensorBoard("tensorboard", write_graph=False))
    return loggers


def train_once(case: Case, split: Split, verbose: int, extra: list[Callback]) -> dict[str, list[float]]:
    """Fit one model and return its history."""
    if case.counts_classes:
        print_class_counts(split.y_train)
    pause = [Pause(case.pause)] if case.pause else []
    history = (
        case.model()
        .fit(
            split.x_train,
            split.y_train,
            validation_data=(split.x_val, split.y_val) if case.validated else None,
            epochs=case.epochs,
            batch_size=case.batch_size,
            verbose=verbose,
            callbacks=[*case.callbacks(), *extra, *pause],
        )
        .history
    )
    return {name: [float(value) for value in values] for name, values in history.items()}


def train_folds(case: Case, verbose: int) -> dict[str, list[float]]:
    """Fit one model per fold; return the histories one after the other."""
    data = case.data()
    x, y = np.concatenate([data.x_train, data.x_val]), np.concatenate([data.y_train, data.y_val])
    merged: dict[str, list[float]] = {}
    folds = StratifiedKFold(case.folds, shuffle=True, random_state=SEED).split(x, y)
    for number, (train_rows, val_rows) in enumerate(folds, start=1):
        print(f"Fold {number}/{case.folds}")
        split = Split(x[train_rows], y[train_rows], x[val_rows], y[val_rows])
        for name, values in train_once(case, split, verbose, [FoldScores(split.x_val, split.y_val)]).items():
            merged.setdefault(name, []).extend(values)
    return merged


def print_class_counts(y: np.ndarray) -> None:
    """Print how many training examples each class has."""
    labels, counts = np.unique(y.astype(int), return_counts=True)
    print("class counts:", " ".join(f"{label}={count}" for label, count in zip(labels, counts, strict=True)))
