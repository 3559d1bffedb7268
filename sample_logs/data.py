"""The data sets behind the sample trainings: splits of what scikit-learn bundles."""

from typing import NamedTuple

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits
from sklearn.model_selection import train_test_split

ODD_DIGITS = (1, 3, 5, 7, 9)


class Split(NamedTuple):
    """Training and validation arrays; the targets have shape ``(n, 1)``."""

    x_train: np.ndarray
    y_train: np.ndarray
    x_val: np.ndarray
    y_val: np.ndarray


def make_split(x: np.ndarray, y: np.ndarray, n_train: int, n_val: int, seed: int = 0) -> Split:
    """Draw a stratified split as float32 arrays."""
    parts = train_test_split(x, y, train_size=n_train, test_size=n_val, random_state=seed, stratify=y)
    x_train, x_val, y_train, y_val = (part.astype("float32").reshape(len(part), -1) for part in parts)
    return Split(x_train, y_train, x_val, y_val)


def odd_digits(n_train: int, n_val: int, seed: int = 0) -> Split:
    """Is the handwritten digit odd? Balanced classes, pixels scaled to 0..1."""
    x, digit = load_digits(return_X_y=True)
    return make_split(x / 16, np.isin(digit, ODD_DIGITS), n_train, n_val, seed)


def odd_digits_with_wrong_labels(n_train: int, n_val: int, wrong: float) -> Split:
    """Return `odd_digits` with the share `wrong` of the training labels flipped."""
    split = odd_digits(n_train, n_val)
    flipped = np.random.default_rng(0).random(n_train) < wrong
    split.y_train[flipped] = 1 - split.y_train[flipped]
    return split


def zeros_or_ones_all_black(n_train: int, n_val: int) -> Split:
    """Is the digit 0 or 1 (20 % are)? An integer division by 255 turned every pixel into 0."""
    x, digit = load_digits(return_X_y=True)
    return make_split(x.astype(int) // 255, np.isin(digit, (0, 1)), n_train, n_val)


def tumours(n_train: int, n_val: int) -> Split:
    """Is the tumour benign? Breast cancer data, features standardised."""
    x, y = load_breast_cancer(return_X_y=True)
    return make_split((x - x.mean(0)) / x.std(0), y, n_train, n_val)


def fast_diabetes(n_train: int, n_val: int) -> Split:
    """Is the diabetes progressing faster than the median? Hard to tell; features standardised."""
    x, progression = load_diabetes(return_X_y=True, scaled=False)
    return make_split((x - x.mean(0)) / x.std(0), progression > np.median(progression), n_train, n_val)
