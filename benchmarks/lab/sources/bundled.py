"""Data that scikit-learn carries: real, small, and read from the installed package."""

from __future__ import annotations

import numpy as np
from sklearn import datasets

from benchmarks.lab.sources.samples import Array, Samples


def digits(n: int, seed: int) -> Samples:
    """1797 handwritten digits of 8 x 8 pixels, ten classes."""
    return _bundled(datasets.load_digits(return_X_y=True), 10, n, seed)


def low_digits(n: int, seed: int) -> Samples:
    """The digits 0 to 4 alone, five classes."""
    x, y = datasets.load_digits(return_X_y=True)
    return _bundled((x[y < 5], y[y < 5]), 5, n, seed)


def breast_cancer(n: int, seed: int) -> Samples:
    """569 tumours of 30 features, two classes."""
    return _bundled(datasets.load_breast_cancer(return_X_y=True), 2, n, seed)


def wine(n: int, seed: int) -> Samples:
    """178 wines of 13 features, three classes."""
    return _bundled(datasets.load_wine(return_X_y=True), 3, n, seed)


def diabetes(n: int, seed: int) -> Samples:
    """442 patients of 10 features, a regression."""
    return _bundled(datasets.load_diabetes(return_X_y=True), 0, n, seed)


def pictures(n: int, seed: int) -> Samples:
    """The digits as their own targets, for autoencoders."""
    x = digits(n, seed).x
    return Samples(x, x / 16.0, 0)


def _bundled(samples: tuple[Array, Array], classes: int, n: int, seed: int) -> Samples:
    x, y = samples
    order = np.random.default_rng(seed).permutation(len(x))[:n]
    return Samples(x[order], y[order].astype(float), classes)
